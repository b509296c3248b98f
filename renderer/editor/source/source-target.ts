import { Listeners } from '../find/listeners.ts';
import type { Match } from '../find/search.ts';
import type { FindTarget } from '../find/target.ts';
import type { SourceView } from './source-view.ts';

/** Words a person selected to look for them; more is a passage. */
const MOST_SELECTED = 200;
/** What is counted between two looks at the clock. */
const LINES_OF_RUN = 100;

/** A note's source as something to find in, line by line. `changed` is called when it rests. */
export class SourceTarget implements FindTarget {
  readonly settle: () => Promise<void>;
  readonly #view: SourceView;
  readonly #listeners = new Listeners();
  #read: { readonly source: string; readonly lines: readonly string[] } | null = null;

  constructor(view: SourceView, settle: () => Promise<unknown>) {
    this.#view = view;
    this.settle = async () => void (await settle());
  }

  get isReadOnly(): boolean {
    return this.#view.isReadOnly;
  }

  readonly focus = (): void => this.#view.focus();
  readonly isComposing = (): boolean => this.#view.isComposing;

  changed(): void {
    this.#listeners.tell();
  }

  onChange(listener: () => void): () => void {
    return this.#listeners.add(listener);
  }

  texts(): readonly string[] {
    const source = this.#view.read();
    if (this.#read?.source !== source) this.#read = { source, lines: source.split('\n') };
    return this.#read.lines;
  }

  runs(): readonly (readonly string[])[] {
    const lines = this.texts();
    const count = Math.ceil(lines.length / LINES_OF_RUN);
    return Array.from({ length: count }, (_, run) =>
      lines.slice(run * LINES_OF_RUN, (run + 1) * LINES_OF_RUN),
    );
  }

  caret(): { index: number; offset: number } {
    const { from } = this.#view.selection;
    const line = this.#view.doc.lineAt(Math.min(from, this.#view.doc.length));
    return { index: line.number - 1, offset: from - line.from };
  }

  selectedWords(): string {
    const { from, to } = this.#view.selection;
    const words = this.#view.doc.sliceString(from, Math.min(to, from + MOST_SELECTED + 1));
    return words.includes('\n') || words.length > MOST_SELECTED ? '' : words;
  }

  selectedText(): string {
    const { from, to } = this.#view.selection;
    return this.#view.doc.sliceString(from, to);
  }

  paint(matches: readonly Match[], current: number): void {
    this.#view.paint({ places: this.#places(matches), current });
  }

  visit(match: Match): void {
    const [place] = this.#places([match]);
    if (place !== undefined) this.#view.visit(place.from, place.to);
  }

  replace(matches: readonly Match[]): void {
    const places = this.#places(matches);
    this.#view.change(
      places.map((place, index) => ({ ...place, insert: matches[index]?.replacement ?? '' })),
    );
  }

  /** Lines that are gone since somebody looked are left out, with all behind them. */
  #places(matches: readonly Match[]): { readonly from: number; readonly to: number }[] {
    const { doc } = this.#view;
    const places: { from: number; to: number }[] = [];
    for (const { index, from, to } of matches) {
      if (index >= doc.lines) break;
      const line = doc.line(index + 1);
      places.push({
        from: Math.min(line.from + from, line.to),
        to: Math.min(line.from + to, line.to),
      });
    }
    return places;
  }
}
