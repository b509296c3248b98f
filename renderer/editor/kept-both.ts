import { HISTORY_PUSH_TAG, type LexicalEditor, type NodeKey } from 'lexical';
import { fingerprint } from '../../shared/markdown/index.ts';
import type { Block } from '../../shared/markdown/model.ts';
import { type KeptPlace, samePlace, withoutIndents } from '../../shared/merge/kept-place.ts';
import type { MirroredNote } from './mirrored-note.ts';
import { BlockNode } from './nodes/block-node.ts';
import { $blockByKey } from './nodes/section-node.ts';
import { goToBlock } from './view.ts';

/** The lines of the open note that stand there in two versions. */
export interface KeptHere {
  readonly places: readonly KeptPlace[];
  /** Index of the one that commands act on. */
  readonly current: number;
}

export const NOTHING_KEPT: KeptHere = { places: [], current: 0 };

/** What somebody decides about one place. */
export type KeptChoice = 'mine' | 'theirs' | 'both';

export interface KeptBothHost {
  /** The names of the two versions, in the language the interface has now. */
  readonly words: () => { readonly mine: string; readonly theirs: string };
  /** Other places stand in the note, or another one is at hand. */
  readonly onKept: (kept: KeptHere) => void;
  /** What is still to be chosen, to be remembered outside the window. */
  readonly remember: (places: readonly KeptPlace[]) => void;
}

/** A place as it stands in the editor. */
interface Found {
  readonly place: KeptPlace;
  readonly mine: readonly NodeKey[];
  readonly theirs: readonly NodeKey[];
}

/**
 * Marks the lines of which a merge kept both versions, until somebody chooses or changes them.
 *
 * A place is known by its two texts and not by its blocks, so that it survives a restart and comes
 * back with undo. Nothing is written into the note; a note without such lines pays nothing.
 */
export class KeptBothMarks {
  readonly #editor: LexicalEditor;
  readonly #host: KeptBothHost;
  /** All that were told, save those where both were chosen. */
  #known: readonly KeptPlace[] = [];
  /** Told, and not seen in the note yet: the text may still be on its way. */
  readonly #awaited = new Set<KeptPlace>();
  #found: readonly Found[] = [];
  #read: MirroredNote | null = null;
  #current = 0;
  #remembered = '';

  constructor(editor: LexicalEditor, host: KeptBothHost) {
    this.#editor = editor;
    this.#host = host;
  }

  /** Draws marks again on elements that the editor made anew; returns the cleanup. */
  register(): () => void {
    return this.#editor.registerMutationListener(
      BlockNode,
      (changed) => {
        if (this.#found.length === 0) return;
        for (const [key, what] of changed) if (what !== 'destroyed') this.#draw(key);
      },
      { skipInitialization: true },
    );
  }

  /** Main told all places of this note. */
  tell(places: readonly KeptPlace[]): void {
    this.#remembered = JSON.stringify(places);
    if (this.add(places) && this.#read !== null) this.#look(this.#read);
  }

  /** The editor's own merge kept these; the note is read right after. */
  add(places: readonly KeptPlace[]): boolean {
    const fresh = places.filter((place) => !this.#known.some((known) => samePlace(known, place)));
    for (const place of fresh) this.#awaited.add(place);
    if (fresh.length > 0) this.#known = [...this.#known, ...fresh];
    return fresh.length > 0;
  }

  /** The note was read again. */
  read(note: MirroredNote): void {
    this.#read = note;
    if (this.#known.length > 0) this.#look(note);
  }

  /** The note's first text is here: what is not in it was changed elsewhere. */
  settle(): void {
    this.#awaited.clear();
    if (this.#known.length > 0) this.#tellHost();
  }

  /** Shows the next place, or the first one. */
  next(): boolean {
    if (this.#found.length === 0) return false;
    const at = this.#found.length === 1 ? 0 : (this.#current + 1) % this.#found.length;
    this.goTo(at);
    return true;
  }

  /** Shows a place and makes it the one at hand. */
  goTo(index: number): void {
    const found = this.#found[index];
    if (found === undefined) return;
    this.#current = index;
    this.relabel();
    this.#tellHost();
    const [first] = found.mine;
    if (first !== undefined) goToBlock(this.#editor, first);
  }

  /** Settles the place at hand: the other version goes, as one step of undo. */
  choose(choice: KeptChoice): boolean {
    const found = this.#found[this.#current];
    if (found === undefined) return false;
    if (choice === 'both') {
      this.#known = this.#known.filter((place) => place !== found.place);
      if (this.#read !== null) this.#look(this.#read);
      return true;
    }
    const [kept = ''] = choice === 'mine' ? found.mine : found.theirs;
    goToBlock(this.#editor, kept);
    this.#editor.update(
      () => {
        for (const key of choice === 'mine' ? found.theirs : found.mine) $remove(key);
      },
      { discrete: true, tag: HISTORY_PUSH_TAG },
    );
    return true;
  }

  #look(note: MirroredNote): void {
    const before = this.#found;
    this.#found = findPlaces(note, this.#known);
    for (const { place } of this.#found) this.#awaited.delete(place);
    this.#current = Math.min(this.#current, Math.max(0, this.#found.length - 1));
    const keys = new Set([...before, ...this.#found].flatMap(keysOf));
    for (const key of keys) this.#draw(key);
    this.#tellHost();
  }

  /** The interface changed its language, or another place is at hand. */
  relabel(): void {
    for (const key of this.#found.flatMap(keysOf)) this.#draw(key);
  }

  #tellHost(): void {
    const places = this.#found.map(({ place }) => place);
    this.#host.onKept({ places, current: this.#current });
    const open = [...places, ...this.#awaited];
    const said = JSON.stringify(open);
    if (said === this.#remembered) return;
    this.#remembered = said;
    this.#host.remember(open);
  }

  #draw(key: NodeKey): void {
    const element = this.#editor.getElementByKey(key);
    if (element === null) return;
    const found = this.#found.find((place) => keysOf(place).includes(key));
    if (found === undefined) {
      delete element.dataset.kept;
      delete element.dataset.keptWord;
      delete element.dataset.keptNow;
      return;
    }
    if (found === this.#found[this.#current]) element.dataset.keptNow = '';
    else delete element.dataset.keptNow;
    const side = found.mine.includes(key) ? 'mine' : 'theirs';
    element.dataset.kept = side;
    if (found[side][0] === key) element.dataset.keptWord = this.#host.words()[side];
  }
}

function keysOf({ mine, theirs }: Found): NodeKey[] {
  return [...mine, ...theirs];
}

function $remove(key: NodeKey): void {
  const node = $blockByKey(key);
  const section = node?.getParent();
  node?.remove();
  if (section?.isAttached() && section.getChildrenSize() === 0) section.remove();
}

/** Finds where the two versions of each place stand next to each other; each block counts once. */
function findPlaces(note: MirroredNote, known: readonly KeptPlace[]): Found[] {
  const waiting = new Map<string, KeptPlace[]>();
  for (const place of known) {
    for (const start of [place.mine, place.theirs]) {
      const line = firstLine(withoutIndents(start));
      waiting.set(line, [...(waiting.get(line) ?? []), place]);
    }
  }
  const found: Found[] = [];
  const done = new Set<KeptPlace>();
  for (let at = 0; at < note.blocks.length; at++) {
    for (const place of waiting.get(firstLine(textAt(note, at))) ?? []) {
      const here = done.has(place) ? null : placeAt(note, at, place);
      if (here === null) continue;
      done.add(place);
      found.push(here);
      at += keysOf(here).length - 1;
      break;
    }
  }
  return found;
}

function placeAt(note: MirroredNote, at: number, place: KeptPlace): Found | null {
  for (const [upper, lower] of [['mine', 'theirs'] as const, ['theirs', 'mine'] as const]) {
    const one = blocksOf(note, at, place[upper]);
    const two = one === null ? null : blocksOf(note, at + one.length, place[lower]);
    if (one === null || two === null) continue;
    return upper === 'mine' ? { place, mine: one, theirs: two } : { place, mine: two, theirs: one };
  }
  return null;
}

/** The blocks from `at` on that say just this text, or null. */
function blocksOf(note: MirroredNote, at: number, version: string): NodeKey[] | null {
  const wanted = withoutIndents(version);
  const keys: NodeKey[] = [];
  for (let said = ''; said.length < wanted.length; ) {
    const key = note.keys[at + keys.length];
    if (key === undefined) return null;
    const text = textAt(note, at + keys.length);
    said = said === '' ? text : `${said}\n${text}`;
    keys.push(key);
    if (said === wanted) return keys;
    if (text === '' || !wanted.startsWith(said)) return null;
  }
  return null;
}

function firstLine(text: string): string {
  const end = text.indexOf('\n');
  return end === -1 ? text : text.slice(0, end);
}

const texts = new WeakMap<Block, string>();

/** What a block says by its source; a block that was edited since says nothing known. */
function textAt({ blocks }: MirroredNote, at: number): string {
  const block = blocks[at];
  if (block === undefined) return '';
  const known = texts.get(block);
  if (known !== undefined) return known;
  const { source } = block;
  const text =
    source !== null && source.fingerprint === fingerprint(block) ? withoutIndents(source.text) : '';
  texts.set(block, text);
  return text;
}
