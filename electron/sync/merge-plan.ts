import { fileKind, isPlainMode, variantPath } from './paths.ts';
import type { TreeChange, TreeEntry } from './trees.ts';

/** What the merge does for one path. */
export type PathPlan =
  | { readonly kind: 'take'; readonly path: string; readonly entry: TreeEntry | null }
  /** Both sides changed the content: it is merged and goes to `path`. */
  | {
      readonly kind: 'merge';
      readonly path: string;
      readonly base: TreeEntry | null;
      readonly first: TreeEntry;
      readonly second: TreeEntry;
    }
  /** Two images of one name: the second one gets the other name. */
  | {
      readonly kind: 'two-images';
      readonly path: string;
      readonly other: string;
      readonly first: TreeEntry;
      readonly second: TreeEntry;
    };

/** The changes of one side since the base, by path. */
export type SideChanges = ReadonlyMap<string, TreeChange>;

/**
 * Plans a merge of two trees path by path, without looking into any file.
 *
 * A change of one side alone is taken. An edit beats a deletion. A note renamed on one side and
 * edited on the other is one note, under the new name.
 */
export function planMerge(first: SideChanges, second: SideChanges): PathPlan[] {
  const plans: PathPlan[] = [];
  const done = new Set<string>();
  for (const [mine, other] of [[first, second] as const, [second, first] as const]) {
    for (const change of mine.values()) {
      const renamed = followRename(change, mine, other, mine === first, done);
      plans.push(...renamed);
    }
  }
  for (const path of [...new Set([...first.keys(), ...second.keys()])].sort()) {
    if (!done.has(path)) plans.push(planPath(path, first.get(path), second.get(path)));
  }
  return plans;
}

function followRename(
  { path, after, renamedFrom }: TreeChange,
  mine: SideChanges,
  other: SideChanges,
  isFirst: boolean,
  done: Set<string>,
): PathPlan[] {
  if (renamedFrom === null || after === null) return [];
  const edit = other.get(renamedFrom);
  const base = edit?.before ?? null;
  if (!edit?.after || base === null || other.has(path) || mine.get(renamedFrom)?.after) return [];
  if (done.has(path) || done.has(renamedFrom)) return [];
  done.add(path).add(renamedFrom);
  const [first, second] = isFirst ? [after, edit.after] : [edit.after, after];
  return [
    { kind: 'take', path: renamedFrom, entry: null },
    { kind: 'merge', path, base, first, second },
  ];
}

function planPath(
  path: string,
  first: TreeChange | undefined,
  second: TreeChange | undefined,
): PathPlan {
  if (first === undefined || second === undefined) {
    return { kind: 'take', path, entry: (first ?? second)?.after ?? null };
  }
  const [one, two] = [first.after, second.after];
  if (one === null || two === null || (one.id === two.id && one.mode === two.mode)) {
    return { kind: 'take', path, entry: one ?? two };
  }
  const plain = isPlainMode(one.mode) && isPlainMode(two.mode);
  if (plain && fileKind(path) === 'image' && one.id !== two.id) {
    return { kind: 'two-images', path, other: variantPath(path, two.id), first: one, second: two };
  }
  // Links and nested repositories have no content to merge: the first side's stays.
  return plain
    ? { kind: 'merge', path, base: first.before, first: one, second: two }
    : { kind: 'take', path, entry: one };
}
