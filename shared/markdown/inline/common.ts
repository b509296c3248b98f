import type { Inline } from '../model.ts';
import { joinRuns, sameMarks, sameObject } from './compare.ts';
import { atomsOf } from './former.ts';

/** How many atoms two contents share at their start and, of the rest, at their end. */
export interface Common {
  readonly head: number;
  readonly tail: number;
}

/**
 * Compares two contents from both ends, atom by atom: text by UTF-16 units with their marks.
 *
 * A surrogate pair is never cut.
 */
export function commonAtoms(one: readonly Inline[], other: readonly Inline[]): Common {
  const left = joinRuns(one);
  const right = joinRuns(other);
  const shorter = Math.min(countAtoms(left), countAtoms(right));
  const head = sharedFrom(left, right, 'start');
  const whole = /[\ud800-\udbff]/.test(unitAt(left, head - 1)) ? head - 1 : head;
  const tail = Math.min(sharedFrom(left, right, 'end'), shorter - whole);
  const first = unitAt(left, countAtoms(left) - tail);
  return { head: whole, tail: /[\udc00-\udfff]/.test(first) ? tail - 1 : tail };
}

/** How many atoms a content has. */
export function countAtoms(content: readonly Inline[]): number {
  return content.reduce((sum, inline) => sum + atomsOf(inline), 0);
}

/** How many atoms are the same from one end on. */
function sharedFrom(
  left: readonly Inline[],
  right: readonly Inline[],
  end: 'start' | 'end',
): number {
  const one = new Reader(left, end);
  const other = new Reader(right, end);
  let count = 0;
  for (;;) {
    const shared = one.sharedWith(other);
    if (shared === 0) return count;
    one.skip(shared);
    other.skip(shared);
    count += shared;
  }
}

/** Reads a content from one end, a part of a run at a time. */
class Reader {
  private readonly content: readonly Inline[];
  private readonly end: 'start' | 'end';
  private run = 0;
  private taken = 0;

  constructor(content: readonly Inline[], end: 'start' | 'end') {
    this.content = content;
    this.end = end;
  }

  skip(atoms: number): void {
    const inline = this.current;
    this.taken += atoms;
    if (inline === undefined || this.taken < atomsOf(inline)) return;
    this.run++;
    this.taken = 0;
  }

  /** How many atoms the rests of the two current runs share. */
  sharedWith(other: Reader): number {
    const mine = this.current;
    const theirs = other.current;
    if (mine === undefined || theirs === undefined) return 0;
    if (mine.type !== 'text' || theirs.type !== 'text') return sameObject(mine, theirs) ? 1 : 0;
    if (!sameMarks(mine.marks, theirs.marks)) return 0;
    const most = Math.min(mine.text.length - this.taken, theirs.text.length - other.taken);
    let shared = 0;
    while (shared < most && this.unit(mine.text, shared) === other.unit(theirs.text, shared)) {
      shared++;
    }
    return shared;
  }

  private get current(): Inline | undefined {
    return this.end === 'start' ? this.content[this.run] : this.content.at(-1 - this.run);
  }

  private unit(text: string, ahead: number): number {
    const index = this.taken + ahead;
    return text.charCodeAt(this.end === 'start' ? index : text.length - 1 - index);
  }
}

/** The UTF-16 unit of text at an atom, or nothing. */
function unitAt(content: readonly Inline[], atom: number): string {
  let at = 0;
  for (const inline of content) {
    const size = atomsOf(inline);
    if (atom >= at && atom < at + size) {
      return inline.type === 'text' ? inline.text.charAt(atom - at) : '';
    }
    at += size;
  }
  return '';
}
