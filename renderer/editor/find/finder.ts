import { createStore, type Store } from '../../app/state/store.ts';
import { type RunSearch, runSearch } from './run-search.ts';
import type { Match, Query, QueryProblem } from './search.ts';
import type { FindTarget } from './target.ts';

/** What the find bar shows. */
export interface FindState {
  readonly isOpen: boolean;
  readonly showsReplace: boolean;
  /** Counts how often the bar was asked for: each time the keyboard goes there. */
  readonly turn: number;
  readonly query: Query;
  readonly count: number;
  /** The visited match, from 0; -1 before one was visited. */
  readonly current: number;
  readonly problem: QueryProblem | null;
  readonly isReadOnly: boolean;
}

const CLOSED: FindState = {
  isOpen: false,
  showsReplace: false,
  turn: 0,
  query: { words: '', isRegex: false, matchCase: false },
  count: 0,
  current: -1,
  problem: null,
  isReadOnly: false,
};

/**
 * Finds and replaces in what is on screen.
 *
 * One for the window: the words stay when another note is opened. It looks again when the note has
 * come to rest after a change, never on a key, and never while an IME composes (laws 5 and 6).
 */
export function createFinder(): Finder {
  return new Finder(runSearch);
}

/** See `createFinder`; tests give it a search of their own. */
export class Finder {
  readonly state: Store<FindState> = createStore(CLOSED);
  readonly #run: RunSearch;
  #target: FindTarget | null = null;
  #leave: () => void = () => undefined;
  #matches: readonly Match[] = [];
  #search: AbortController | null = null;

  constructor(run: RunSearch) {
    this.#run = run;
  }

  /** What is on screen from now on. */
  setTarget(target: FindTarget | null): void {
    if (target === this.#target) return;
    this.#leave();
    this.#target?.paint([], -1);
    this.#target = target;
    this.#leave = target?.onChange(() => void this.#again()) ?? (() => undefined);
    this.#change({ isReadOnly: target?.isReadOnly ?? false, current: -1 });
    void this.#again();
  }

  /** Opens the bar, with the selected words where there are any. */
  async open(showsReplace: boolean): Promise<void> {
    const target = this.#target;
    if (target === null) return;
    const { query, turn } = this.state.get();
    const selected = target.selectedWords();
    this.#change({
      isOpen: true,
      showsReplace: showsReplace && !target.isReadOnly,
      turn: turn + 1,
      query: selected === '' ? query : { ...query, words: selected, isRegex: false },
      current: -1,
    });
    await target.settle();
    await this.#again();
  }

  /** Closes the bar; the caret is where the last visited match is. */
  close(): void {
    this.#change({ isOpen: false, count: 0, current: -1 });
    this.#search?.abort();
    this.#matches = [];
    this.#target?.paint([], -1);
    this.#target?.focus();
  }

  /** Looks for something else. The first match behind the caret is shown at once. */
  async look(some: Partial<Query>): Promise<void> {
    this.#change({ query: { ...this.state.get().query, ...some }, current: -1 });
    await this.#again();
    if (this.#matches.length > 0) this.#visit(this.#nearCaret());
  }

  /** Goes to the next match, or to the one before; round at the ends. */
  async step(by: 1 | -1): Promise<void> {
    if (!this.state.get().isOpen) await this.open(false);
    const { length } = this.#matches;
    if (length === 0) return;
    const { current } = this.state.get();
    if (current >= 0) this.#visit((current + by + length) % length);
    else this.#visit((this.#nearCaret() + (by < 0 ? length - 1 : 0)) % length);
  }

  /** Replaces the visited match and goes to the next one; the first time it only goes there. */
  async replaceOne(replacement: string): Promise<void> {
    const { current } = this.state.get();
    if (current < 0) return this.step(1);
    await this.#replace(replacement, (matches) => matches.slice(current, current + 1));
    const { length } = this.#matches;
    if (length > 0) this.#visit(Math.min(current, length - 1));
  }

  /** Replaces every match, as one step of undo; gives their number. */
  async replaceAll(replacement: string): Promise<number> {
    return this.#replace(replacement, (matches) => matches);
  }

  async #replace(
    replacement: string,
    choose: (matches: readonly Match[]) => readonly Match[],
  ): Promise<number> {
    const target = this.#target;
    if (target === null || target.isReadOnly || target.isComposing()) return 0;
    await target.settle();
    const found = await this.#find(target, replacement);
    if (found === null || target !== this.#target) return 0;
    const chosen = choose(found);
    target.replace(chosen);
    await target.settle();
    await this.#again();
    return chosen.length;
  }

  /** Looks again, for the same; keeps the visited match as far as it is still there. */
  async #again(): Promise<void> {
    const target = this.#target;
    if (target === null || !this.state.get().isOpen) return;
    // What is being composed is no text yet; the end of a composition is a change too.
    if (target.isComposing()) return;
    const visited = this.#matches[this.state.get().current];
    const matches = await this.#find(target, null);
    if (matches === null || !this.state.get().isOpen) return;
    this.#matches = matches;
    const current =
      visited === undefined
        ? -1
        : matches.findIndex(({ index, from }) => index === visited.index && from === visited.from);
    this.#change({ count: matches.length, current });
    target.paint(matches, current);
  }

  /** Null where another search began meanwhile, or the query finds nothing by itself. */
  async #find(target: FindTarget, replacement: string | null): Promise<readonly Match[] | null> {
    this.#search?.abort();
    const search = new AbortController();
    this.#search = search;
    const { query } = this.state.get();
    const found = await this.#run({ texts: target.texts(), query, replacement }, search.signal);
    if (found === null || search.signal.aborted) return null;
    this.#change({ problem: found.kind === 'found' ? null : found.kind });
    return found.kind === 'found' ? found.matches : [];
  }

  #visit(current: number): void {
    const match = this.#matches[current];
    if (match === undefined || this.#target === null || this.#target.isComposing()) return;
    this.#change({ current });
    this.#target.visit(match);
    this.#target.paint(this.#matches, current);
  }

  /** The first match at or behind the caret. */
  #nearCaret(): number {
    const caret = this.#target?.caret() ?? null;
    if (caret === null) return 0;
    const near = this.#matches.findIndex(
      ({ index, from }) => index > caret.index || (index === caret.index && from >= caret.offset),
    );
    return Math.max(0, near);
  }

  #change(some: Partial<FindState>): void {
    this.state.update((state) => ({ ...state, ...some }));
  }
}
