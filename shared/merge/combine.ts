import { longestCommon } from '../longest-common.ts';
import { nodeKey } from './match.ts';
import type { Replayed } from './moves.ts';
import { isOpenFence, type OutlineNode } from './outline.ts';

/** One place of the merged note: what stands there in each of the three versions. */
export interface Slot {
  readonly base: OutlineNode | null;
  readonly first: OutlineNode | null;
  readonly second: OutlineNode | null;
}

/**
 * Lays the three versions next to each other.
 *
 * The order is that of the base; what a side wrote anew stands in the gap after the last thing
 * it shares with the base. Equal new lines of both sides become one. The order of a gap is: what
 * goes on with the talk at hand, first side before second, then what begins new talks; so that
 * a talk appended here does not swallow the items appended there.
 */
export function layOut({ base, ...sides }: Replayed): Slot[] {
  const inFirst = gapsOf(base, sides.first, sides.inFirst);
  const inSecond = gapsOf(base, sides.second, sides.inSecond);
  const slots: Slot[] = [];
  for (let gap = 0; gap <= base.length; gap++) {
    if (gap > 0) {
      const node = base[gap - 1] ?? null;
      slots.push({
        base: node,
        first: node && (inFirst.kept.get(node) ?? null),
        second: node && (inSecond.kept.get(node) ?? null),
      });
    }
    for (const slot of fillGap(inFirst.gaps[gap] ?? [], inSecond.gaps[gap] ?? [])) slots.push(slot);
  }
  return frontFirst(slots);
}

/** Front matter is none anywhere else, whatever the other side wrote at the top. */
function frontFirst(slots: Slot[]): Slot[] {
  const isFront = (slot: Slot) => (slot.base ?? slot.first ?? slot.second)?.kind === 'front';
  const at = slots.findIndex(isFront);
  return at > 0 ? [...slots.splice(at, 1), ...slots] : slots;
}

interface Gaps {
  readonly kept: ReadonlyMap<OutlineNode, OutlineNode>;
  /** New nodes by the number of base nodes before them. */
  readonly gaps: readonly (readonly OutlineNode[])[];
}

function gapsOf(
  base: readonly OutlineNode[],
  side: readonly OutlineNode[],
  matched: ReadonlyMap<OutlineNode, OutlineNode>,
): Gaps {
  const places = new Map(base.map((node, index) => [node, index + 1]));
  const gaps: OutlineNode[][] = Array.from({ length: base.length + 1 }, () => []);
  const kept = new Map<OutlineNode, OutlineNode>();
  let gap = 0;
  for (const node of side) {
    const was = matched.get(node);
    if (was === undefined) {
      gaps[gap]?.push(node);
    } else {
      kept.set(was, node);
      gap = places.get(was) ?? gap;
    }
  }
  return { kept, gaps };
}

function fillGap(first: readonly OutlineNode[], second: readonly OutlineNode[]): Slot[] {
  if (first.length === 0 || second.length === 0) return alone(first, second);
  const slots: Slot[] = [];
  let [fromFirst, fromSecond] = [0, 0];
  const same = longestCommon(first.map(nodeKey), second.map(nodeKey));
  for (const [atFirst, atSecond] of [...same, [first.length, second.length] as const]) {
    slots.push(...sideBySide(first.slice(fromFirst, atFirst), second.slice(fromSecond, atSecond)));
    const [left, right] = [first[atFirst], second[atSecond]];
    if (left && right) slots.push({ base: null, first: left, second: right });
    [fromFirst, fromSecond] = [atFirst + 1, atSecond + 1];
  }
  return slots;
}

function sideBySide(first: readonly OutlineNode[], second: readonly OutlineNode[]): Slot[] {
  const cut = (nodes: readonly OutlineNode[]) => {
    const at = nodes.findIndex((node) => node.kind === 'heading');
    return at === -1 ? nodes.length : at;
  };
  const [inFirst, inSecond] = [cut(first), cut(second)];
  return [
    ...alone(first.slice(0, inFirst), second.slice(0, inSecond)),
    ...alone(first.slice(inFirst), second.slice(inSecond)),
  ];
}

function alone(first: readonly OutlineNode[], second: readonly OutlineNode[]): Slot[] {
  const ofFirst = first.map((node): Slot => ({ base: null, first: node, second: null }));
  const ofSecond = second.map((node): Slot => ({ base: null, first: null, second: node }));
  const last = first.at(-1);
  // What comes behind code without an end would be code.
  return last !== undefined && isOpenFence(last)
    ? [...ofSecond, ...ofFirst]
    : [...ofFirst, ...ofSecond];
}
