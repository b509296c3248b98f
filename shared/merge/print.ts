import type { Slot } from './combine.ts';
import type { Kept } from './keep.ts';
import { columnsOf, type OutlineNode } from './outline.ts';
import { type Resolved, resolveSlot } from './resolve.ts';

/** A line in which both sides differed: where the two versions stand in the merged text. */
export interface KeptBoth {
  /** Line numbers in the merged text, from 0. */
  readonly firstLine: number;
  readonly secondLine: number;
  readonly first: string;
  readonly second: string;
}

/** One printed node. */
interface Placed {
  readonly node: Resolved;
  readonly indent: string;
  readonly isTwin: boolean;
}

/** The merged lines without line ends, and where both versions were kept. */
export interface Printed {
  readonly lines: readonly string[];
  readonly keptBoth: readonly KeptBoth[];
}

/**
 * Prints the merged outline.
 *
 * Every node prints the lines it was read from. Only the indent of what changed its depth is
 * written anew, from the indent of its new parent, and a blank line is added where two paragraphs
 * that were apart would run together.
 */
export function printMerged(kept: Kept, neighbours: Neighbours): Printed {
  const lines: string[] = [];
  const keptBoth: KeptBoth[] = [];
  const starts = new Map<Placed, number>();
  let before: Placed | null = null;
  for (const placed of place(kept)) {
    const { node } = placed;
    if (!followsOther(before, placed, neighbours)) lines.push(...node.lead);
    if (runsOn(before, placed, neighbours)) lines.push('');
    starts.set(placed, lines.length);
    lines.push(...printNode(placed));
    if (before !== null && before.node.slot === node.slot) {
      const [first, second] = placed.isTwin ? [before, placed] : [placed, before];
      keptBoth.push({
        firstLine: starts.get(first) ?? 0,
        secondLine: starts.get(second) ?? 0,
        first: lines[starts.get(first) ?? 0] ?? '',
        second: lines[starts.get(second) ?? 0] ?? '',
      });
    }
    before = placed;
  }
  return { lines, keptBoth };
}

/** The node before each node in the version it comes from. */
export type Neighbours = ReadonlyMap<OutlineNode, OutlineNode>;

/** Pre-order walk: every item, then what it holds. */
function place({ slots, parents }: Kept): Placed[] {
  const children = new Map<Slot | null, Slot[]>();
  for (const slot of slots) {
    const parent = parents.get(slot) ?? null;
    const siblings = children.get(parent);
    if (siblings === undefined) children.set(parent, [slot]);
    else siblings.push(slot);
  }
  const result: Placed[] = [];
  const stack = (children.get(null) ?? []).map((slot) => ({ slot, above: null as Placed | null }));
  stack.reverse();
  const lastItems = new Map<Placed | null, Placed>();
  for (let next = stack.pop(); next !== undefined; next = stack.pop()) {
    const node = resolveSlot(next.slot);
    const indent = besideItem(indentUnder(node, next.above), lastItems.get(next.above));
    const placed: Placed = { node, indent, isTwin: false };
    if (node.kind === 'item') lastItems.set(next.above, placed);
    else lastItems.delete(next.above);
    const held = children.get(next.slot) ?? [];
    result.push(...withTwin(placed, held.length > 0));
    for (const slot of held.reverse()) stack.push({ slot, above: placed });
  }
  return result;
}

/** Puts the second version beside the first; before it, where what follows belongs to the first. */
function withTwin(placed: Placed, holdsOthers: boolean): Placed[] {
  const { node } = placed;
  if (node.twin === null) return [placed];
  const leads = holdsOthers || node.kind === 'heading';
  const twin: Placed = {
    node: { ...node, ...node.twin, twin: null, lead: leads ? node.lead : [] },
    indent: placed.indent,
    isTwin: true,
  };
  return leads ? [twin, { ...placed, node: { ...node, lead: [] } }] : [placed, twin];
}

function indentUnder({ pattern }: Resolved, above: Placed | null): string {
  const holder = pattern.parent;
  if (above === null) return holder === null ? pattern.indent : '';
  const step =
    holder !== null && pattern.indent.startsWith(holder.indent)
      ? pattern.indent.slice(holder.indent.length)
      : '';
  return above.indent + (step === '' ? '    ' : step);
}

/** An item stands no deeper than the one before it, or it would be read as held by that one. */
function besideItem(indent: string, before: Placed | undefined): string {
  if (before === undefined) return indent;
  return columnsOf(indent) > columnsOf(before.indent) ? before.indent : indent;
}

function printNode({ node, indent }: Placed): string[] {
  const [first = '', ...rest] = node.lines;
  const was = node.pattern.indent;
  const shifted = rest.map((line) =>
    line.startsWith(was) ? indent + line.slice(was.length) : line,
  );
  if (node.kind === 'heading' && !node.marker.startsWith('#')) {
    return [indent + node.stamp + first, node.marker];
  }
  return [indent + node.marker + node.task + node.stamp + first, ...shifted];
}

/**
 * True for an item whose blank lines set it off from a heading, where the other side's new items
 * now stand between: there the list goes on.
 */
function followsOther(before: Placed | null, placed: Placed, neighbours: Neighbours): boolean {
  const { slot, kind } = placed.node;
  const self = slot.first === null ? slot.second : slot.second === null ? slot.first : null;
  if (slot.base !== null || self === null || kind !== 'item') return false;
  return before?.node.kind === 'item' && neighbours.get(self)?.kind !== 'item';
}

/** True where the node would be read as the end of the paragraph before it. */
function runsOn(before: Placed | null, placed: Placed, neighbours: Neighbours): boolean {
  const { node } = placed;
  if (before === null || node.lead.length > 0) return false;
  const joins =
    node.kind === 'text' ||
    (node.kind === 'rule' && node.lines[0]?.trimStart().startsWith('-') === true) ||
    (node.kind === 'heading' && !node.marker.startsWith('#'));
  if (!joins || (before.node.kind !== 'text' && before.node.kind !== 'item')) return false;
  return !(['base', 'first', 'second'] as const).some((side) => {
    const [here, there] = [node.slot[side], before.node.slot[side]];
    return here !== null && there !== null && here !== there && neighbours.get(here) === there;
  });
}
