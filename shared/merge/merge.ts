import { invariant } from '../assert.ts';
import { layOut } from './combine.ts';
import { keepSlots } from './keep.ts';
import { lineEndsOf } from './line-ends.ts';
import { sameLines } from './lines.ts';
import { replayMoves } from './moves.ts';
import { type Outline, type OutlineNode, readOutline } from './outline.ts';
import { type KeptBoth, printMerged } from './print.ts';
import { findReplaced } from './replaced.ts';
import { pick } from './resolve.ts';

/** A merged note. */
export interface MergedNote {
  readonly text: string;
  /** Where both sides changed the same text, both versions stand next to each other. */
  readonly keptBoth: readonly KeptBoth[];
}

/**
 * Merges two versions of a note on its outline.
 *
 * `first` is the side that comes first where both wrote at the same place. Callers derive it from
 * what every clone knows (commit time, then id), so that all of them compute the same bytes; the
 * order of `ours` and `theirs` themselves never matters. The base must be the one the commit graph
 * gives. The laws are in test/shared/merge/laws.test.ts: no line of either side is lost unless the
 * other deleted it unchanged, nothing is invented, and there are no conflict markers.
 */
export function mergeNotes(
  base: string,
  ours: string,
  theirs: string,
  first: 'ours' | 'theirs',
): MergedNote {
  if (ours === theirs || theirs === base) return { text: ours, keptBoth: [] };
  if (ours === base) return { text: theirs, keptBoth: [] };
  const [left, right] = first === 'ours' ? [ours, theirs] : [theirs, ours];
  return mergeOutlines(readOutline(base), readOutline(left), readOutline(right));
}

function mergeOutlines(base: Outline, first: Outline, second: Outline): MergedNote {
  const versions = replayMoves(base.nodes, first.nodes, second.nodes);
  const slots = layOut(versions);
  const kept = keepSlots(slots);
  const printed = printMerged(kept, neighboursIn([base, first, second]), findReplaced(slots));
  invariant(printed.lines.length >= kept.slots.length, 'every kept node prints at least one line');
  const tail = pick(base.tail, first.tail, second.tail, sameLines);
  const lineEnd = pick(base.lineEnd, first.lineEnd, second.lineEnd);
  const bom = pick(base.bom, first.bom, second.bom);
  const closed = pick(base.finalLineEnd, first.finalLineEnd, second.finalLineEnd);
  const lines = [...printed.lines, ...tail];
  const ends = lineEndsOf(lines, { base, first, second }, lineEnd);
  const last = lines.length - 1;
  const text = lines.map((line, at) => (at < last || closed ? line + ends[at] : line)).join('');
  return { text: bom + text, keptBoth: printed.keptBoth };
}

function neighboursIn(outlines: readonly Outline[]): Map<OutlineNode, OutlineNode> {
  const before = new Map<OutlineNode, OutlineNode>();
  for (const { nodes } of outlines) {
    for (const [index, node] of nodes.entries()) {
      const previous = nodes[index - 1];
      if (previous !== undefined) before.set(node, previous);
    }
  }
  return before;
}
