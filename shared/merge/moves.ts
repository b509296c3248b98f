import { matchNodes, nodeKey } from './match.ts';
import type { OutlineNode } from './outline.ts';

/** The three versions with every move replayed in all of them, so that order agrees. */
export interface Replayed {
  readonly base: readonly OutlineNode[];
  readonly first: readonly OutlineNode[];
  readonly second: readonly OutlineNode[];
  /** The nodes of each side with the base nodes they were, in rising order. */
  readonly inFirst: Matches;
  readonly inSecond: Matches;
}

type Matches = ReadonlyMap<OutlineNode, OutlineNode>;
type Versions = Pick<Replayed, 'base' | 'first' | 'second'>;

/**
 * Shorter texts than this are too common to be recognised at another place. Two letters are a word
 * in Japanese, and what stands twice among the lines that came or went is never taken for moved.
 */
const MIN_MOVED_LENGTH = 2;

/**
 * Replays the moves of each side in the two other versions.
 *
 * A merge that looks at order alone sees a moved talk as deleted here and written there, and an
 * edit made inside it on the other side would come back at the old place as a second copy. After
 * the replay the three versions agree on the order of what they share, and only then they are
 * compared. A move not recognised costs a repeated line, never a lost one. Where both sides moved
 * the same thing, the first side's place counts.
 */
export function replayMoves(
  base: readonly OutlineNode[],
  first: readonly OutlineNode[],
  second: readonly OutlineNode[],
): Replayed {
  const byFirst = findMoves(base, first);
  const bySecond = findMoves(base, second);
  if (byFirst.moved.size + bySecond.moved.size === 0) {
    return { base, first, second, inFirst: byFirst.matched, inSecond: bySecond.matched };
  }
  const versions = replay({ base, first, second }, byFirst, bySecond);
  return {
    ...versions,
    inFirst: matchNodes(versions.base, versions.first),
    inSecond: matchNodes(versions.base, versions.second),
  };
}

function replay({ base, first, second }: Versions, byFirst: Moves, bySecond: Moves): Versions {
  let versions: Versions = { base, first, second };
  if (byFirst.moved.size > 0) {
    const later = new Set([...bySecond.moved].filter((node) => !byFirst.moved.has(node)));
    const place = placesOf(first, byFirst.matched);
    versions = {
      base: reorder(base, (node) => place.get(node)),
      first,
      second: reorder(
        second,
        (node) => {
          const was = bySecond.matched.get(node);
          return was === undefined || later.has(was) ? undefined : place.get(was);
        },
        writtenIn(bySecond.matched, byFirst.moved),
      ),
    };
  }
  const again = findMoves(versions.base, versions.second);
  if (again.moved.size === 0) return versions;
  const place = placesOf(versions.second, again.matched);
  return {
    base: reorder(versions.base, (node) => place.get(node)),
    first: reorder(
      versions.first,
      (node) => {
        const was = byFirst.matched.get(node);
        return was === undefined ? undefined : place.get(was);
      },
      writtenIn(byFirst.matched, again.moved),
    ),
    second: versions.second,
  };
}

interface Moves {
  /** Every node of the side with the base node it was, moved ones too. */
  readonly matched: Matches;
  /** The base nodes that stand elsewhere on the side. */
  readonly moved: ReadonlySet<OutlineNode>;
}

/** Pairs what an in-order comparison left over: equal text, once on either side. */
function findMoves(base: readonly OutlineNode[], side: readonly OutlineNode[]): Moves {
  const matched = new Map(matchNodes(base, side));
  const found = new Set(matched.values());
  const gone = onceByKey(base.filter((node) => !found.has(node)));
  const come = onceByKey(side.filter((node) => !matched.has(node)));
  const moved = new Set<OutlineNode>();
  for (const [key, node] of come) {
    const was = gone.get(key);
    if (node === null || was === undefined || was === null) continue;
    matched.set(node, was);
    moved.add(was);
  }
  return { matched, moved };
}

function onceByKey(nodes: readonly OutlineNode[]): Map<string, OutlineNode | null> {
  const byKey = new Map<string, OutlineNode | null>();
  for (const node of nodes) {
    const key = nodeKey(node);
    if (node.lines.join('').length < MIN_MOVED_LENGTH) continue;
    byKey.set(key, byKey.has(key) ? null : node);
  }
  return byKey;
}

function placesOf(
  side: readonly OutlineNode[],
  matched: ReadonlyMap<OutlineNode, OutlineNode>,
): Map<OutlineNode, number> {
  const places = new Map<OutlineNode, number>();
  for (const [place, node] of side.entries()) {
    const was = matched.get(node);
    if (was !== undefined) places.set(was, place);
  }
  return places;
}

/** What a side wrote anew, which no move of the other side may tear from what holds it. */
interface Written {
  readonly isNew: (node: OutlineNode) => boolean;
  /** Moved by the other side. */
  readonly isMoved: (node: OutlineNode) => boolean;
}

function writtenIn(matched: Matches, moved: ReadonlySet<OutlineNode>): Written {
  return {
    isNew: (node) => !matched.has(node),
    isMoved: (node) => moved.has(matched.get(node) ?? node),
  };
}

/** All items and talks that hold a node, itself left out. */
function holdersOf({ parent, section }: OutlineNode): OutlineNode[] {
  return [parent, section].flatMap((holder) =>
    holder === null ? [] : [holder, ...holdersOf(holder)],
  );
}

/**
 * Sorts by place; a node without a place stays behind the one it follows now.
 *
 * What was written beside something that the other side moved away does not go along with it, and
 * what was written into something does: it never ends before the item or the talk that holds it.
 */
function reorder(
  nodes: readonly OutlineNode[],
  placeOf: (node: OutlineNode) => number | undefined,
  written: Written | null = null,
): OutlineNode[] {
  const places = new Map<OutlineNode, number>();
  for (const [index, node] of nodes.entries()) {
    const holders = written?.isNew(node) === true ? holdersOf(node) : [];
    const goesAlong = written === null || holders.length === 0 || holders.some(written.isMoved);
    let before = index - 1;
    while (!goesAlong && written.isMoved(nodes[before] ?? node)) before--;
    const behind = [nodes[before], ...holders].map((other) => other && places.get(other));
    places.set(node, placeOf(node) ?? Math.max(-1, ...behind.map((place) => place ?? -1)));
  }
  const place = (node: OutlineNode) => places.get(node) ?? -1;
  return [...nodes].sort((left, right) => place(left) - place(right));
}
