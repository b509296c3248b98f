import { cellRanges } from '../read/table.ts';

/** A cell as written: its words and the blanks on both sides of them, up to the pipes. */
export interface WrittenCell {
  readonly left: string;
  readonly text: string;
  readonly right: string;
}

/** A line of a table, cut at its pipes. Its parts in order are the line. */
export interface WrittenRow {
  /** What stands before the first cell: indentation, and a pipe in most tables. */
  readonly lead: string;
  readonly cells: readonly WrittenCell[];
  /** True where a pipe follows the last cell. */
  readonly closed: boolean;
  /** Blanks behind that pipe. */
  readonly tail: string;
}

/** Cuts a line of a table, given without the prefixes of its containers. */
export function readRow(line: string): WrittenRow {
  const lead = /^[ \t]*\|?/.exec(line)?.[0] ?? '';
  const cells: WrittenCell[] = [];
  let at = lead.length;
  let closed = false;
  for (const [from, to] of cellRanges(line)) {
    const end = skipBlanks(line, to);
    cells.push({
      left: line.slice(at, from),
      text: line.slice(from, to),
      right: line.slice(to, end),
    });
    closed = line[end] === '|';
    at = closed ? end + 1 : end;
  }
  return { lead, cells, closed, tail: line.slice(at) };
}

function skipBlanks(line: string, from: number): number {
  let at = from;
  while (line[at] === ' ' || line[at] === '\t') at++;
  return at;
}

/** The line that a row's parts make. */
export function rowLine({ lead, cells, closed, tail }: WrittenRow): string {
  const written = cells.map(({ left, text, right }) => left + text + right);
  return `${lead}${written.join('|')}${closed ? '|' : ''}${tail}`;
}

const WIDE =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\p{Emoji_Presentation}\u3000-\u303f\uff01-\uff60\uffe0-\uffe6]/u;

/** How many columns of a terminal a text takes: people align tables that way, Japanese ones too. */
export function widthOf(text: string): number {
  let width = 0;
  for (const character of text) width += WIDE.test(character) ? 2 : 1;
  return width;
}

/** The columns that a cell takes between its pipes. */
export function cellWidth({ left, text, right }: WrittenCell): number {
  return widthOf(left) + widthOf(text) + widthOf(right);
}
