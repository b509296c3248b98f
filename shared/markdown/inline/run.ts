import type { Mark } from '../model.ts';
import type { Piece } from './piece.ts';

/** A run of `*`, `_` or `~` that may begin or end marks. Mutable while runs are paired. */
export interface Run {
  readonly kind: 'run';
  readonly marker: '*' | '_' | '~';
  readonly opens: boolean;
  readonly closes: boolean;
  /** What is left of it: text, once all runs are paired. */
  from: number;
  to: number;
  /** The delimiters it gave, in the order of the source: ends before the rest, beginnings after. */
  readonly ends: Piece[];
  readonly beginnings: Piece[];
}

const STRONG: Mark = { type: 'strong' };
const EMPHASIS: Mark = { type: 'emphasis' };
const STRIKE: Mark = { type: 'strike' };

type Pass = 'attention' | 'strike';

/** The order inside links and inside paired runs, which is micromark's. */
const INSIDE: readonly Pass[] = ['strike', 'attention'];

/**
 * Pairs runs into marks; what stays of them is text.
 *
 * The two kinds are paired one after the other. Inside brackets the order is fixed; on the top
 * level the kind that comes first in the text goes first, as micromark does.
 * https://spec.commonmark.org/0.31.2/#phase-2-inline-structure
 */
export function pairRuns(runs: readonly Run[], order: readonly Pass[] = INSIDE): void {
  let left = runs;
  for (const pass of order) {
    if (left.length < 2) return;
    left = pass === 'strike' ? pairStrike(left) : pairAttention(left);
  }
}

/** The passes for the top level of a text in which a tilde run came first, or did not. */
export function topLevelOrder(firstStrike: number, firstAttention: number): readonly Pass[] {
  return firstStrike < firstAttention ? INSIDE : ['attention', 'strike'];
}

/**
 * Openers that wait for their partner, as stacks of indices by a class of openers.
 *
 * A closer looks at the tops of the stacks it may pair with and takes the nearest, so that a
 * text of a million asterisks is read in one go.
 */
class Openers {
  private readonly stacks: number[][];

  constructor(classes: number) {
    this.stacks = Array.from({ length: classes }, () => []);
  }

  push(kind: number, index: number): void {
    this.stacks[kind]?.push(index);
  }

  top(kind: number): number {
    return this.stacks[kind]?.at(-1) ?? -1;
  }

  /** Forgets all openers from `index` on: they lie inside a pair, or are used up. */
  dropFrom(index: number): void {
    for (const stack of this.stacks) {
      while ((stack.at(-1) ?? -1) >= index) stack.pop();
    }
  }
}

/** Pairs tildes of equal length; answers the runs that are not inside a pair. */
function pairStrike(runs: readonly Run[]): Run[] {
  const openers = new Openers(3);
  const left: Run[] = [];
  for (const run of runs) {
    const size = run.to - run.from;
    const opener = run.marker === '~' && run.closes ? openers.top(size) : -1;
    const partner = left[opener];
    if (partner !== undefined) {
      openers.dropFrom(opener);
      const inside = left.splice(opener).slice(1);
      pair(partner, run, size, STRIKE);
      pairRuns(inside);
      continue;
    }
    if (run.marker === '~' && run.opens) openers.push(size, left.length);
    left.push(run);
  }
  return left.filter((run) => run.marker !== '~');
}

/** Pairs asterisks and underscores; answers the tildes that are not inside a pair. */
function pairAttention(runs: readonly Run[]): Run[] {
  const openers = new Openers(12);
  const left: Run[] = [];
  for (const run of runs) {
    if (run.marker !== '~' && run.closes) closeAttention(run, left, openers);
    if (run.from === run.to) continue;
    if (run.marker !== '~' && run.opens) openers.push(attentionClass(run), left.length);
    left.push(run);
  }
  return left.filter((run) => run.marker === '~');
}

function closeAttention(closer: Run, left: Run[], openers: Openers): void {
  while (closer.to > closer.from) {
    const index = nearestOpener(closer, openers);
    const opener = left[index];
    if (opener === undefined) return;
    const inside = left.splice(index + 1);
    const size = Math.min(2, opener.to - opener.from, closer.to - closer.from);
    pair(opener, closer, size, size === 2 ? STRONG : EMPHASIS);
    pairRuns(inside);
    openers.dropFrom(index);
    if (opener.from === opener.to) left.pop();
    else openers.push(attentionClass(opener), index);
  }
}

/** Openers that the same closers may take: by marker, by closing too, by length modulo three. */
function attentionClass(run: Run): number {
  return (run.marker === '*' ? 0 : 6) + (run.closes ? 3 : 0) + ((run.to - run.from) % 3);
}

/** The index of the nearest opener that may pair with `closer`, or -1. */
function nearestOpener(closer: Run, openers: Openers): number {
  const length = closer.to - closer.from;
  const base = closer.marker === '*' ? 0 : 6;
  let nearest = -1;
  for (let kind = 0; kind < 6; kind++) {
    // The rule of three: `*foo**bar*` is one emphasis, not two.
    const both = kind >= 3 || closer.opens;
    if (both && length % 3 !== 0 && (length + (kind % 3)) % 3 === 0) continue;
    nearest = Math.max(nearest, openers.top(base + kind));
  }
  return nearest;
}

/** Takes `size` characters off both runs and makes them the delimiters of `mark`. */
function pair(opener: Run, closer: Run, size: number, mark: Mark): void {
  opener.beginnings.push({ kind: 'open', from: opener.to - size, to: opener.to, mark });
  opener.to -= size;
  closer.ends.push({
    kind: 'close',
    from: closer.from,
    to: closer.from + size,
    mark,
    label: null,
  });
  closer.from += size;
}
