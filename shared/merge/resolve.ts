import type { Slot } from './combine.ts';
import { type Hunk, mergeLines, sameLines } from './lines.ts';
import { isFence, type OutlineNode } from './outline.ts';

/** What a slot says after the merge. */
export interface Resolved {
  readonly slot: Slot;
  readonly kind: OutlineNode['kind'];
  readonly lead: readonly string[];
  readonly marker: string;
  readonly task: string;
  readonly stamp: string;
  readonly lines: readonly string[];
  /** The nodes whose indent is the pattern for this one: that of the side that changed it, then the other's. */
  readonly patterns: readonly [OutlineNode, OutlineNode];
  /** The other version, where both sides changed the same text. */
  readonly twin: Pick<OutlineNode, 'stamp' | 'lines'> | null;
}

/**
 * Merges what the two sides say at one place, field by field.
 *
 * A field that only one side changed is taken from it; where both did, the first side's counts,
 * except for stamp and text: there the second side's becomes a twin, so that no word is lost.
 */
export function resolveSlot(slot: Slot): Resolved {
  const first = slot.first ?? slot.second ?? slot.base;
  if (first === null) throw new Error('Invariant: a slot holds at least one node');
  const second = slot.second ?? first;
  const base = slot.base ?? second;
  const says = resolveText(slot.base, first, second);
  return {
    slot,
    kind: first.kind,
    lead: pick(base.lead, first.lead, second.lead, sameLines),
    marker: pick(base.marker, first.marker, second.marker),
    task: pick(base.task, first.task, second.task),
    ...says,
    patterns: first.indent === base.indent ? [second, first] : [first, second],
  };
}

/** Three-way choice: the side that changed it, else the first. */
export function pick<Value>(
  base: Value,
  first: Value,
  second: Value,
  same: (left: Value, right: Value) => boolean = Object.is,
): Value {
  return same(first, base) ? second : first;
}

function resolveText(
  base: OutlineNode | null,
  first: OutlineNode,
  second: OutlineNode,
): Pick<Resolved, 'stamp' | 'lines' | 'twin'> {
  const was = base ?? second;
  const stampClash =
    first.stamp !== second.stamp && first.stamp !== base?.stamp && second.stamp !== base?.stamp;
  const stamp = pick(was.stamp, first.stamp, second.stamp);
  const lines =
    first.kind === 'front' ? mergeFront(base, first, second) : mergeText(was, first, second);
  if (lines !== null && !stampClash) return { stamp, lines, twin: null };
  return {
    stamp: first.stamp,
    lines: first.lines,
    twin: { stamp: second.stamp, lines: second.lines },
  };
}

/** The merged lines, or null where both versions must stand as wholes. */
function mergeText(
  base: OutlineNode,
  first: OutlineNode,
  second: OutlineNode,
): readonly string[] | null {
  if (sameLines(first.lines, second.lines) || sameLines(second.lines, base.lines))
    return first.lines;
  if (sameLines(first.lines, base.lines)) return second.lines;
  const hunks = mergeLines(base.lines, first.lines, second.lines);
  const clash = hunks.findIndex((hunk) => hunk.kind === 'both');
  if (clash === -1) return hunks.flatMap(bothLines);
  // The first line carries the marker, and a fence must keep its ends: there both stand as wholes.
  return clash === 0 || isFence(base) ? null : hunks.flatMap(bothLines);
}

/** A note has one front matter, also where each side gave it its own. */
function mergeFront(
  base: OutlineNode | null,
  first: OutlineNode,
  second: OutlineNode,
): readonly string[] {
  const [was = [], one = [], other = []] = [base, first, second].map((node) =>
    node?.lines.slice(1, -1),
  );
  const hunks = mergeLines(was, one, other);
  return [...first.lines.slice(0, 1), ...hunks.flatMap(asYaml), ...first.lines.slice(-1)];
}

function bothLines(hunk: Hunk): readonly string[] {
  return hunk.kind === 'agreed' ? hunk.lines : [...hunk.first, ...hunk.second];
}

/** Front matter holds a key once: the second value stays as a comment. */
function asYaml(hunk: Hunk): readonly string[] {
  if (hunk.kind === 'agreed') return hunk.lines;
  const extra = hunk.second.filter((line) => !hunk.first.includes(line));
  return [...hunk.first, ...extra.map((line) => (line.startsWith('#') ? line : `# ${line}`))];
}
