import type { NodeKey } from 'lexical';
import { isPart } from '../outline.ts';
import type { Hidden } from './hidden.ts';
import { $linesOf, $pathTo, $sectionOf, $sections, type Line } from './lines.ts';

/** What a command does to the folds it is asked for. */
export type FoldChange = 'toggle' | 'fold' | 'unfold';

/** Whether a block may be folded at all: the event's title holds the whole note and may not. */
export type MayFold = (key: NodeKey) => boolean;

/**
 * Folds or unfolds blocks; gives the sections to look at again.
 *
 * A line that has nothing below it stands for what holds it: folding again and again climbs up.
 */
export function $changeFolds(
  hidden: Hidden,
  keys: readonly NodeKey[],
  change: FoldChange,
  mayFold: MayFold,
): readonly NodeKey[] {
  const foldable = new Set($foldable(hidden, mayFold).map(({ key }) => key));
  const roots = new Set<NodeKey>();
  for (const key of keys) {
    if (foldable.has(key)) roots.add(key);
    else if (change !== 'unfold') {
      const holder = $pathTo(key).findLast((line) => foldable.has(line.key));
      if (holder !== undefined) roots.add(holder.key);
    }
  }
  const folds =
    change === 'fold' || (change === 'toggle' && [...roots].some((key) => !hidden.folded.has(key)));
  for (const key of roots)
    if (folds) hidden.folded.add(key);
    else hidden.folded.delete(key);
  return [...roots].flatMap((key) => $sectionOf(key));
}

/** Folds everything that can be folded, or shows all of it where that is folded already. */
export function $foldAll(hidden: Hidden, mayFold: MayFold): void {
  const foldable = $foldable(hidden, mayFold);
  let top: Line | null = null;
  let isFolded = true;
  for (const line of foldable) {
    if (top !== null && isPart(line, top)) continue;
    top = line;
    isFolded &&= hidden.folded.has(line.key);
  }
  for (const { key } of foldable)
    if (isFolded) hidden.folded.delete(key);
    else hidden.folded.add(key);
}

/** The blocks that have others below them, within the zoom. */
function $foldable(hidden: Hidden, mayFold: MayFold): readonly Line[] {
  const found: Line[] = [];
  let before: Line | null = null;
  let root: Line | null = null;
  for (const section of $sections()) {
    for (const line of $linesOf(section)) {
      const isWithin: boolean =
        hidden.root === null || (root !== null && before !== null && isPart(line, root));
      if (root !== null && !isWithin) return found;
      if (isWithin && before !== null && before !== root && isPart(line, before))
        if (mayFold(before.key)) found.push(before);
      if (line.key === hidden.root) root = line;
      before = line;
    }
  }
  return found;
}
