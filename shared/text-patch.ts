/**
 * A change of a text by whole lines: what the editor sends to the main process.
 *
 * A line carries its own line end (`\n`, `\r\n` or a lone `\r`); the last one may have none. So
 * joining all lines gives the text, byte for byte.
 */
export interface TextPatch {
  /** Index of the first line that changes, from 0. */
  readonly fromLine: number;
  /** How many lines go. */
  readonly deletedLines: number;
  /** The text that comes in their place; may hold any number of lines. */
  readonly inserted: string;
}

const LINE = /[^\r\n]*(?:\r\n|\n|\r|$)/y;

/** Splits a text into lines that keep their ends. The empty text has no line. */
export function splitLines(text: string): string[] {
  const lines: string[] = [];
  LINE.lastIndex = 0;
  while (LINE.lastIndex < text.length) {
    const match = LINE.exec(text);
    if (match === null) break;
    lines.push(match[0]);
  }
  return lines;
}

/** Gives the lines after the patch, or null where the patch does not fit them. */
export function applyPatch(lines: readonly string[], patch: TextPatch): string[] | null {
  const { fromLine, deletedLines, inserted } = patch;
  if (fromLine < 0 || deletedLines < 0 || fromLine + deletedLines > lines.length) return null;
  const after = lines.slice(fromLine + deletedLines);
  // Where the inserted text does not end a line it joins the line that follows: splitting the
  // joined text keeps the invariant that every element is exactly one line.
  const [next = '', ...rest] = after;
  const before = lines.slice(0, fromLine);
  const last = before.at(-1);
  const open = last !== undefined && !/[\r\n]$/.test(last) ? (before.pop() ?? '') : '';
  return [...before, ...splitLines(open + inserted + next), ...rest];
}

/** The smallest patch by whole lines that turns `before` into `after`. */
export function diffLines(before: readonly string[], after: readonly string[]): TextPatch {
  const shorter = Math.min(before.length, after.length);
  let head = 0;
  while (head < shorter && before[head] === after[head]) head++;
  let tail = 0;
  while (
    tail < shorter - head &&
    before[before.length - 1 - tail] === after[after.length - 1 - tail]
  ) {
    tail++;
  }
  return {
    fromLine: head,
    deletedLines: before.length - head - tail,
    inserted: after.slice(head, after.length - tail).join(''),
  };
}
