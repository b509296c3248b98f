import type { Slot } from './combine.ts';
import { sameLines } from './lines.ts';
import { nodeKey } from './match.ts';
import type { OutlineNode } from './outline.ts';

/** A merged note before it is printed: what stays, and under what. */
export interface Kept {
  readonly slots: readonly Slot[];
  /** The slot that holds each one; absent at the root. */
  readonly parents: ReadonlyMap<Slot, Slot>;
}

/**
 * Decides what stays.
 *
 * A thing deleted on one side goes only if the other left its text, task and stamp alone: an edit
 * beats a deletion; and two sides that each took away another one of two equal lines meant one of
 * them to stay. What stays brings back the item and the talk that hold it, so that a line
 * written into a deleted talk does not end up in its neighbour.
 */
export function keepSlots(all: readonly Slot[]): Kept {
  const slotOf = new Map<OutlineNode, Slot>();
  for (const slot of all) {
    for (const node of [slot.base, slot.first, slot.second]) if (node) slotOf.set(node, slot);
  }
  const place = new Map(all.map((slot, index) => [slot, index]));
  const survivors = sectionSurvivors(all);
  const heldBy = heldInBase(all);
  const kept = new Set<Slot>();
  const parents = new Map<Slot, Slot>();
  const queue = [...all.filter(staysByItself), ...lastOfEqual(all)];
  for (let slot = queue.pop(); slot !== undefined; slot = queue.pop()) {
    if (kept.has(slot)) continue;
    kept.add(slot);
    const chosen = chooseParent(slot, slotOf, place);
    const parent = chosen === null ? null : heirOf(chosen, slot, { slotOf, place, heldBy });
    if (parent !== null) {
      parents.set(slot, parent);
      queue.push(parent);
    }
    const talk = talkToRevive(slot, slotOf, survivors);
    if (talk !== null) queue.push(talk);
  }
  return { slots: all.filter((slot) => kept.has(slot)), parents };
}

function staysByItself({ base, first, second }: Slot): boolean {
  if (base === null || (first !== null && second !== null)) return true;
  const rest = first ?? second;
  return (
    rest !== null &&
    (!sameLines(rest.lines, base.lines) || rest.task !== base.task || rest.stamp !== base.stamp)
  );
}

/** Of equal lines below the same words the first one, where each side has one and none would stay. */
function lastOfEqual(all: readonly Slot[]): Slot[] {
  const groups = new Map<string, Slot[]>();
  for (const slot of all) {
    const { base } = slot;
    if (base === null || base.lines.join('') === '') continue;
    const key = [base, base.parent, base.section].map((node) => node && nodeKey(node)).join('\n\n');
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [slot]);
    else group.push(slot);
  }
  return [...groups.values()].flatMap((group) => {
    const isOnBoth = (['first', 'second'] as const).every((side) =>
      group.some((slot) => slot[side] !== null),
    );
    if (!isOnBoth || group.some(staysByItself)) return [];
    return group.filter(({ first, second }) => (first ?? second) !== null).slice(0, 1);
  });
}

/**
 * The side that moved a thing to another parent decides; if both did, the one that indented it: what
 * stays where it is may have lost its parent by a change above it. Else the first one.
 */
function chooseParent(
  { base, first, second }: Slot,
  slotOf: ReadonlyMap<OutlineNode, Slot>,
  place: ReadonlyMap<Slot, number>,
): Slot | null {
  const holder = (node: OutlineNode | null) =>
    node?.parent ? (slotOf.get(node.parent) ?? null) : null;
  const [was, inFirst, inSecond] = [holder(base), holder(first), holder(second)];
  const self = slotOf.get(first ?? second ?? base ?? neverEmpty());
  const isIndented = second !== null && inSecond !== was && isIndentedBy(second, base, first);
  const firstMoved = first !== null && (base === null || inFirst !== was) && !isIndented;
  const firstDecides = second === null || firstMoved;
  const order = firstDecides ? [inFirst, inSecond] : [inSecond, inFirst];
  const chosen = order[0] ?? null;
  if (chosen === null || isBefore(chosen, self, place)) return chosen;
  const other = order[1] ?? null;
  return other !== null && isBefore(other, self, place) ? other : null;
}

/** True for a thing that this side indented, and the other did not. */
function isIndentedBy(
  side: OutlineNode,
  base: OutlineNode | null,
  other: OutlineNode | null,
): boolean {
  return base !== null && side.indent !== base.indent && other?.indent === base.indent;
}

/** What is known of all slots. */
interface Slots {
  readonly slotOf: ReadonlyMap<OutlineNode, Slot>;
  readonly place: ReadonlyMap<Slot, number>;
  /** The slots that each item of the base held. */
  readonly heldBy: ReadonlyMap<OutlineNode, readonly Slot[]>;
}

/**
 * What holds a line that one side wrote into an item whose other lines the other side took out of it.
 *
 * Where that side took the item itself away and kept other lines of it, or ended it above the line
 * before, the new line stays behind that line. An item that went with all its lines comes back.
 */
function heirOf(parent: Slot, child: Slot, { slotOf, place, heldBy }: Slots): Slot | null {
  if (parent.base === null || (child.first !== null && child.second !== null)) return parent;
  if (child.base !== null) return parent;
  const other = child.first === null ? 'first' : 'second';
  const isGone = parent[other] === null && !staysByItself(parent);
  const sisters = (heldBy.get(parent.base) ?? []).filter((slot) => slot[other] !== null);
  const above = sisters.findLast(
    (slot) => isBefore(slot, child, place) && (isGone || isBefore(parent, slot, place)),
  );
  const sister = above ?? (isGone ? sisters[0] : undefined);
  const node = sister?.[other] ?? null;
  if (node === null || isHeldBy(node, parent[other])) return parent;
  const heir = node.parent === null ? null : (slotOf.get(node.parent) ?? parent);
  return heir === null || isBefore(heir, child, place) ? heir : parent;
}

/** True for what is in an item, however deep. */
function isHeldBy(node: OutlineNode, item: OutlineNode | null): boolean {
  for (let { parent } = node; parent !== null; { parent } = parent)
    if (parent === item) return true;
  return false;
}

function heldInBase(all: readonly Slot[]): Map<OutlineNode, Slot[]> {
  const held = new Map<OutlineNode, Slot[]>();
  for (const slot of all) {
    const parent = slot.base?.parent;
    if (!parent) continue;
    const slots = held.get(parent);
    if (slots === undefined) held.set(parent, [slot]);
    else slots.push(slot);
  }
  return held;
}

/** A parent stands before its child: with this no circle can come of two opposite moves. */
function isBefore(
  parent: Slot,
  child: Slot | undefined,
  place: ReadonlyMap<Slot, number>,
): boolean {
  return child !== undefined && (place.get(parent) ?? 0) < (place.get(child) ?? 0);
}

/** The deleted talk that a line of one side alone was written into, or null. */
function talkToRevive(
  { first, second }: Slot,
  slotOf: ReadonlyMap<OutlineNode, Slot>,
  survivors: ReadonlyMap<OutlineNode, number>,
): Slot | null {
  if (first !== null && second !== null) return null;
  const heading = (first ?? second)?.section;
  const slot = heading ? slotOf.get(heading) : undefined;
  if (slot === undefined || slot.base === null) return null;
  // A side that took away the heading alone and kept the talk's lines meant to join two talks.
  return (survivors.get(slot.base) ?? 0) > 0 ? null : slot;
}

/** For each heading of the base that a side deleted: how many of its lines that side still has. */
function sectionSurvivors(all: readonly Slot[]): Map<OutlineNode, number> {
  const deleted = new Map<OutlineNode, 'first' | 'second'>();
  for (const { base, first, second } of all) {
    if (base?.kind !== 'heading') continue;
    if (first === null) deleted.set(base, 'first');
    else if (second === null) deleted.set(base, 'second');
  }
  const survivors = new Map<OutlineNode, number>();
  for (const slot of all) {
    const heading = slot.base?.section;
    const side = heading ? deleted.get(heading) : undefined;
    if (!heading || side === undefined || slot[side] === null) continue;
    survivors.set(heading, (survivors.get(heading) ?? 0) + 1);
  }
  return survivors;
}

function neverEmpty(): never {
  throw new Error('Invariant: a slot holds at least one node');
}
