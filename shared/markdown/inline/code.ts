import type { Mark } from '../model.ts';
import type { InlinePosition, Piece } from './piece.ts';

const CODE: Mark = { type: 'code' };

/**
 * Finds code spans in one source.
 *
 * All runs of backticks are listed once, by length, so that each run finds its partner without
 * searching. https://spec.commonmark.org/0.31.2/#code-spans
 */
export class CodeReader {
  private readonly source: string;
  private readonly position: InlinePosition;
  private runs: Map<number, number[]> | null = null;

  constructor(source: string, position: InlinePosition) {
    this.source = source;
    this.position = position;
  }

  /** The index after the run of backticks at `at`. */
  runEnd(at: number): number {
    let to = at;
    while (this.source.charCodeAt(to) === 0x60) to++;
    return to;
  }

  /** The pieces of the code span at `at`, or null. */
  read(at: number): readonly Piece[] | null {
    const open = this.runEnd(at);
    const length = open - at;
    const close = this.nextRun(length, open);
    if (close === null) return null;
    const text = this.source.slice(open, close);
    const padding = isPadded(text) ? 1 : 0;
    const [from, to] = [open + padding, close - padding];
    return [
      { kind: 'open', from: at, to: from, mark: CODE },
      ...this.textPieces(from, to),
      { kind: 'close', from: to, to: close + length, mark: CODE, label: null },
    ];
  }

  private textPieces(from: number, to: number): readonly Piece[] {
    const text = this.source.slice(from, to).replaceAll('\n', ' ');
    if (this.position !== 'cell' || !text.includes('\\|'))
      return [{ kind: 'text', from, to, text }];
    const pieces: Piece[] = [];
    let start = 0;
    const add = (end: number, said: string): void => {
      if (end > start)
        pieces.push({ kind: 'text', from: from + start, to: from + end, text: said });
      start = end;
    };
    // A table takes the backslash off an escaped bar, even in code; `\\` it only steps over.
    for (const { 0: written, index } of text.matchAll(/\\[\\|]/g)) {
      if (written === '\\\\') continue;
      add(index, text.slice(start, index));
      add(index + 2, '|');
    }
    add(text.length, text.slice(start));
    return pieces;
  }

  /** Where the next run of exactly `length` backticks begins, at `from` or later. */
  private nextRun(length: number, from: number): number | null {
    this.runs ??= this.listRuns();
    const starts = this.runs.get(length);
    if (starts === undefined) return null;
    // Lists run backwards: what is behind is dropped for good, because scanning never goes back.
    while ((starts.at(-1) ?? Number.POSITIVE_INFINITY) < from) starts.pop();
    return starts.at(-1) ?? null;
  }

  private listRuns(): Map<number, number[]> {
    const runs = new Map<number, number[]>();
    for (const match of this.source.matchAll(/`+/g)) {
      const starts = runs.get(match[0].length);
      if (starts === undefined) runs.set(match[0].length, [match.index]);
      else starts.push(match.index);
    }
    for (const starts of runs.values()) starts.reverse();
    return runs;
  }
}

/** True where one blank at either end of a code span only keeps its backticks apart. */
function isPadded(text: string): boolean {
  return /^[ \n]/.test(text) && /[ \n]$/.test(text) && /[^ \n]/.test(text);
}
