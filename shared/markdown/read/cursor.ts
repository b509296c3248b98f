import { isRule, ruleStop } from './one-line.ts';

const TAB = 9;
const SPACE = 32;
const TAB_STOP = 4;

/**
 * A place in one line, counted in columns.
 *
 * Markdown measures indentation in columns with tab stops of four, and a container may take a part
 * of a tab; what is left of it then counts as spaces (CommonMark 0.31, section 2.2).
 * Mutable for speed: one cursor serves all lines of a reading.
 */
export class LineCursor {
  /** The line with its end. */
  line = '';
  /** Index behind the last character before the line's end. */
  end = 0;
  /** Index of the next character. */
  at = 0;
  /** The column of the next character; inside a tab, of the part of it that is left. */
  column = 0;
  /** Columns of a tab at `at` that were taken already. */
  private taken = 0;
  /** The white space that was looked at last: its first index, the one behind it, and its column. */
  private spaceStart = 0;
  private spaceEnd = -1;
  private spaceColumn = 0;
  /** Where this line was found to be no rule, and of which sign, so as not to look again. */
  private ruleSign = 0;
  private ruleStop = 0;

  /** Moves to the start of a line. */
  open(line: string): void {
    this.line = line;
    this.at = 0;
    this.column = 0;
    this.taken = 0;
    this.ruleStop = 0;
    this.spaceStart = 0;
    this.spaceEnd = -1;
    let end = line.length;
    if (end > 0 && line.charCodeAt(end - 1) === 10) end--;
    if (end > 0 && line.charCodeAt(end - 1) === 13) end--;
    this.end = end;
  }

  /** Columns of white space from here. */
  indent(): number {
    this.findSpaceEnd();
    return this.spaceColumn - this.column;
  }

  /** True where nothing but white space is left. */
  isBlank(): boolean {
    this.findSpaceEnd();
    return this.spaceEnd === this.end;
  }

  /** Finds the end of the white space once for all the containers that take a part of it. */
  private findSpaceEnd(): void {
    if (this.at >= this.spaceStart && this.at <= this.spaceEnd) return;
    let column = this.column;
    let index = this.at;
    for (; index < this.end; index++) {
      const code = this.line.charCodeAt(index);
      if (code === SPACE) column++;
      else if (code === TAB) column += TAB_STOP - (column % TAB_STOP);
      else break;
    }
    this.spaceStart = this.at;
    this.spaceEnd = index;
    this.spaceColumn = column;
  }

  /** Takes white space, at most so many columns. */
  skipIndent(most: number): void {
    let left = most;
    while (left > 0 && this.at < this.end) {
      const code = this.line.charCodeAt(this.at);
      if (code === SPACE) {
        this.at++;
        this.column++;
        left--;
      } else if (code === TAB) {
        const width = TAB_STOP - (this.column % TAB_STOP);
        const step = Math.min(width, left);
        this.column += step;
        left -= step;
        if (step < width) this.taken += step;
        else {
          this.at++;
          this.taken = 0;
        }
      } else return;
    }
  }

  /** Takes characters that are no white space. */
  skipCharacters(count: number): void {
    this.at += count;
    this.column += count;
  }

  /** The character code here, or NaN at the end of the line. */
  code(): number {
    return this.at < this.end ? this.line.charCodeAt(this.at) : Number.NaN;
  }

  /**
   * True where the rest of the line is a thematic break.
   *
   * What stops one sign from being a rule stops all signs like it before that place, so that a line
   * of nothing but markers is looked through once and not from each of them.
   */
  isRule(): boolean {
    const sign = this.line.charCodeAt(this.at);
    if (sign === this.ruleSign && this.at < this.ruleStop) return false;
    const stop = ruleStop(this.line, this.at, this.end);
    if (stop === this.end) return isRule(this.line, this.at, this.end);
    this.ruleSign = sign;
    this.ruleStop = stop;
    return false;
  }

  /** What is left of the line, without its end; a tab that was begun is given as spaces. */
  rest(): string {
    const rest = this.line.slice(this.at, this.end);
    if (this.taken === 0) return rest;
    return ' '.repeat(TAB_STOP - (this.column % TAB_STOP)) + rest.slice(1);
  }

  /** The place as plain data, to come back to. */
  place(): CursorPlace {
    return { at: this.at, column: this.column, taken: this.taken };
  }

  /** Goes back to a place of the same line. */
  restore(place: CursorPlace): void {
    this.at = place.at;
    this.column = place.column;
    this.taken = place.taken;
  }
}

export interface CursorPlace {
  readonly at: number;
  readonly column: number;
  readonly taken: number;
}
