import type { NoteStyle } from '../model.ts';
import type { Frame } from '../read/frame.ts';

/** Where a block's lines begin: what stands before its first line's own text, and before the others. */
export interface Place {
  readonly first: string;
  readonly rest: string;
  /** Set where lines with other words keep the prefix that they had. */
  readonly keeps?: true;
}

/** The columns that a text takes from the start of a line. */
export function columnsOf(text: string): number {
  let column = 0;
  for (const character of text) column += character === '\t' ? 4 - (column % 4) : character.length;
  return column;
}

/** The text with blanks behind it up to a column. */
export function padTo(text: string, column: number, style: NoteStyle): string {
  const missing = column - columnsOf(text);
  if (missing <= 0) return text;
  // Tabs only where all before them is white space, so that they end where they should.
  if (style.indent === '\t' && /^[ \t]*$/.test(text)) {
    return '\t'.repeat(Math.floor(column / 4)) + ' '.repeat(column % 4);
  }
  return text + ' '.repeat(missing);
}

/** What a line needs to stay inside a frame and all around it; in time that grows with their number. */
export function continuation(frame: Frame | null, style: NoteStyle): string {
  const frames: Frame[] = [];
  for (let outer = frame; outer !== null; outer = outer.parent) frames.push(outer);
  let prefix = '';
  // Blanks are written at once where the next quote, or the line's own text, begins.
  let [written, column] = [0, 0];
  for (const { container, size } of frames.reverse()) {
    if (container.kind !== 'quote') column += size;
    else {
      prefix = `${column > written ? padTo(prefix, column, style) : prefix}> `;
      column += 2;
      written = column;
    }
  }
  return column > written ? padTo(prefix, column, style) : prefix;
}

/** What a blank line needs to stay inside: quotes end at a line without their sign. */
export function blankPrefix(prefix: string): string {
  return prefix.slice(0, prefix.lastIndexOf('>') + 1);
}

/**
 * Where a child of an item stands when it has no sibling to copy: one step in from the marker.
 *
 * It is at least as far in as its parent's words, which the prefix of its line sees to.
 */
export function childColumn(parent: Frame, style: NoteStyle): number {
  const step = style.indent === '\t' ? 4 - (parent.markerColumn % 4) : style.indent.length;
  const content = parent.blankStart === 'no' ? parent.column : parent.markerColumn + 2;
  // Four columns in, a marker would be indented code.
  return Math.min(parent.markerColumn + step, content + 3);
}

/** How many quotes go on in a prefix, by their signs. */
export function quotesIn(prefix: string): number {
  return prefix.split('>').length - 1;
}
