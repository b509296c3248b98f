import type { Slot } from './combine.ts';
import type { Kept } from './keep.ts';
import { columnsOf, type OutlineNode, withIndent } from './outline.ts';
import type { Replaced } from './replaced.ts';
import { type Resolved, resolveSlot } from './resolve.ts';

/** Lines in which both sides differed: where the two versions stand in the merged text. */
export interface KeptBoth {
  /** Numbers of their first lines in the merged text, from 0. */
  readonly firstLine: number;
  readonly secondLine: number;
  /** The versions as they are printed, `\n` between lines, blank lines between blocks left out. */
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
export function printMerged(
  kept: Kept,
  neighbours: Neighbours,
  replaced: readonly Replaced[],
): Printed {
  const lines: string[] = [];
  const texts: Text[] = [];
  let before: Placed | null = null;
  for (const placed of place(kept)) {
    const { node } = placed;
    if (!followsOther(before, placed, neighbours)) lines.push(...node.lead);
    if (runsOn(before, placed, neighbours)) lines.push('');
    const own = printNode(placed);
    texts.push({ placed, start: lines.length, text: own.join('\n') });
    lines.push(...own);
    before = placed;
  }
  return { lines, keptBoth: [...twinsIn(texts), ...replacedIn(texts, replaced)].sort(byLine) };
}

/** A printed node with its lines and the number of the first one. */
interface Text {
  readonly placed: Placed;
  readonly start: number;
  readonly text: string;
}

function byLine(one: KeptBoth, other: KeptBoth): number {
  return one.firstLine - other.firstLine;
}

function twinsIn(texts: readonly Text[]): KeptBoth[] {
  return texts.flatMap((text, index) => {
    const before = texts[index - 1];
    if (before === undefined || before.placed.node.slot !== text.placed.node.slot) return [];
    return [text.placed.isTwin ? pairOf([before], [text]) : pairOf([text], [before])];
  });
}

/** Only what stands next to each other can be told as two versions of one thing. */
function replacedIn(texts: readonly Text[], replaced: readonly Replaced[]): KeptBoth[] {
  const places = new Map(texts.map(({ placed }, index) => [placed.node.slot, index]));
  return replaced.flatMap(({ first, second }) => {
    const [one, two] = [first, second].map((slots) => slots.map((slot) => places.get(slot) ?? -1));
    if (one === undefined || two === undefined || !isRun([...one, ...two], one, two)) return [];
    const textsAt = (at: readonly number[]) => at.flatMap((index) => texts[index] ?? []);
    return [pairOf(textsAt(one), textsAt(two))];
  });
}

function isRun(all: number[], one: readonly number[], two: readonly number[]): boolean {
  const sorted = all.sort((a, b) => a - b);
  const [from = -1] = sorted;
  const apart = Math.max(...one) < Math.min(...two) || Math.max(...two) < Math.min(...one);
  return from >= 0 && apart && sorted.every((at, index) => at === from + index);
}

function pairOf(one: readonly Text[], two: readonly Text[]): KeptBoth {
  return {
    firstLine: one[0]?.start ?? 0,
    secondLine: two[0]?.start ?? 0,
    first: one.map(({ text }) => text).join('\n'),
    second: two.map(({ text }) => text).join('\n'),
  };
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
    const before = lastItems.get(next.above);
    const indent = besideItem(indentUnder(node, next.above, before), before);
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

/**
 * The indent as written, where the item that holds the node stands as it did there; else that of
 * the item before it, or a step from what holds it.
 */
function indentUnder(
  { kind, patterns }: Resolved,
  above: Placed | null,
  before: Placed | undefined,
): string {
  const known = patterns.find((node) => standsUnder(node, above));
  if (known === undefined && before !== undefined && kind === 'item') return before.indent;
  const pattern = known ?? patterns[0];
  const holder = pattern.parent;
  if (above === null) return holder === null ? pattern.indent : '';
  if (above.indent === holder?.indent) return pattern.indent;
  const step =
    holder !== null && pattern.indent.startsWith(holder.indent)
      ? pattern.indent.slice(holder.indent.length)
      : '';
  return above.indent + (step === '' ? '    ' : step);
}

/** True for a node that was held by this item in its own version, or by none where there is none. */
function standsUnder({ parent }: OutlineNode, above: Placed | null): boolean {
  if (above === null || parent === null) return above === null && parent === null;
  const { base, first, second } = above.node.slot;
  return parent === base || parent === first || parent === second;
}

/** An item stands no deeper than the one before it, or it would be read as held by that one. */
function besideItem(indent: string, before: Placed | undefined): string {
  if (before === undefined) return indent;
  return columnsOf(indent) > columnsOf(before.indent) ? before.indent : indent;
}

function printNode({ node, indent }: Placed): string[] {
  const [first = '', ...rest] = node.lines;
  const shifted = rest.map((line) => withIndent(line, indent));
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
