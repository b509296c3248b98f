import type { Slot } from './combine.ts';
import { sameLines } from './lines.ts';

/** Two runs of slots that stand for the same lines of the base, each written by one side. */
export interface Replaced {
  readonly first: readonly Slot[];
  readonly second: readonly Slot[];
}

/** A side that put many lines in the place of one wrote something new rather than changed it. */
const MOST_MORE = 2;

/**
 * Finds lines that both sides wrote anew, so unlike each other that they match nothing.
 *
 * To a person that is one line changed by two people: both stay, and both are to be told. One side
 * may have changed the line in place while the other wrote another one for it.
 */
export function findReplaced(slots: readonly Slot[]): Replaced[] {
  const found: Replaced[] = [];
  for (let at = 0; at < slots.length; ) {
    const gap = run(slots, at, ({ base }) => base === null);
    const lost = run(slots, at + gap.length, isLost);
    const pair = lost.length === 0 ? null : pairUp(gap, lost);
    if (pair !== null) found.push(pair);
    at += Math.max(1, gap.length + lost.length);
  }
  return found;
}

function run(slots: readonly Slot[], from: number, belongs: (slot: Slot) => boolean): Slot[] {
  let to = from;
  for (let slot = slots[to]; slot !== undefined && belongs(slot); slot = slots[to]) to++;
  return slots.slice(from, to);
}

function isLost({ base, first, second }: Slot): boolean {
  return base !== null && (first === null || second === null);
}

/** What stood there in the base, and what each side has for it now. */
function pairUp(gap: readonly Slot[], lost: readonly Slot[]): Replaced | null {
  if (gap.some(({ first, second }) => (first ?? second)?.kind === 'heading')) return null;
  const first = [...gap, ...lost].filter((slot) => slot.second === null && isNew(slot));
  const second = [...gap, ...lost].filter((slot) => slot.first === null && isNew(slot));
  const most = lost.length + MOST_MORE;
  const fits = [first, second].every(({ length }) => length > 0 && length <= most);
  return fits ? { first, second } : null;
}

/** True for what one side alone has, and the base had not like this. */
function isNew({ base, first, second }: Slot): boolean {
  const node = first ?? second;
  return node !== null && (base === null || !sameLines(base.lines, node.lines));
}
