import { assertNever } from '../../shared/assert.ts';
import type { KeptBoth } from '../../shared/merge/print.ts';
import { relinkImageBytes } from './image-links.ts';
import { mergeContents } from './merge-contents.ts';
import { type PathPlan, planMerge } from './merge-plan.ts';
import { type BlobRequest, readBlobs, writeBlobs } from './objects.ts';
import { fileKind, refuseHostile, variantPath } from './paths.ts';
import type { GitSession } from './session.ts';
import { diffTrees, type TreeChange, type TreeEntry, writeTree } from './trees.ts';

export interface TreesToMerge {
  readonly base: string;
  readonly ours: string;
  readonly theirs: string;
  /** The side that comes first where both wrote at one place; the same on every computer. */
  readonly first: 'ours' | 'theirs';
}

/** Lines of one note that stand in two versions, and which of them is ours. */
export interface KeptInNote {
  readonly path: string;
  readonly ours: 'first' | 'second';
  readonly places: readonly KeptBoth[];
}

export interface MergedTree {
  readonly tree: string;
  /** Notes in which both sides changed the same line. */
  readonly keptBoth: readonly KeptInNote[];
  /** Files that exist twice now, because their contents could not be joined. */
  readonly copies: readonly { readonly path: string; readonly copy: string }[];
}

/**
 * Merges three trees without touching the working tree.
 *
 * Only objects are written, so it can be interrupted anywhere and leaves nothing to clean up.
 */
export async function mergeTrees(git: GitSession, trees: TreesToMerge): Promise<MergedTree> {
  const filled = await fillIn(git, await plansOf(git, trees));
  const ids = await writeBlobs(
    git,
    filled.texts.map(({ bytes }) => bytes),
  );
  for (const [index, { path, mode }] of filled.texts.entries()) {
    filled.entries.set(path, { id: ids[index] ?? '', mode });
  }
  const tree = await writeTree(git, trees.ours, separateFilesFromFolders(filled.entries));
  return { tree, keptBoth: withOurs(filled, trees), copies: filled.copies };
}

/** What `mergeTrees` would report of lines kept twice; writes nothing. */
export async function keptInMerge(
  git: GitSession,
  trees: TreesToMerge,
): Promise<readonly KeptInNote[]> {
  const plans = await plansOf(git, trees);
  // One line in two versions takes two sides that wrote the same file.
  if (plans.every(({ plan }) => plan.kind !== 'merge')) return [];
  return withOurs(await fillIn(git, plans), trees);
}

function withOurs({ keptBoth }: Filling, { first }: TreesToMerge): KeptInNote[] {
  const ours = first === 'ours' ? 'first' : 'second';
  return keptBoth.map((kept) => ({ ...kept, ours }));
}

async function plansOf(
  git: GitSession,
  { base, ours, theirs, first }: TreesToMerge,
): Promise<RelinkedPlan[]> {
  const [inOurs, inTheirs] = await Promise.all([
    diffTrees(git, base, ours, 'find-renames'),
    diffTrees(git, base, theirs, 'find-renames'),
  ]);
  refuseHostile(inTheirs);
  const [left, right] = first === 'ours' ? [inOurs, inTheirs] : [inTheirs, inOurs];
  const plans = planMerge(byPath(left), byPath(right));
  return relinksOf(plans, byPath(right));
}

function byPath(changes: readonly TreeChange[]): Map<string, TreeChange> {
  return new Map(changes.map((change) => [change.path, change]));
}

/** A plan, and the images whose links the second side's version of it must follow. */
interface RelinkedPlan {
  readonly plan: PathPlan;
  readonly moved: readonly { readonly from: string; readonly to: string }[];
}

function relinksOf(
  plans: readonly PathPlan[],
  second: ReadonlyMap<string, TreeChange>,
): RelinkedPlan[] {
  const moved = plans.flatMap((plan) =>
    plan.kind === 'two-images' ? [{ from: plan.path, to: plan.other }] : [],
  );
  return plans.map((plan) => {
    const isSeconds = fileKind(plan.path) === 'note' && second.get(plan.path)?.after != null;
    return { plan, moved: isSeconds ? moved : [] };
  });
}

/** What the merged tree holds beyond ours; filled while the plans are carried out. */
interface Filling {
  readonly entries: Map<string, TreeEntry | null>;
  readonly keptBoth: { path: string; places: readonly KeptBoth[] }[];
  readonly copies: { path: string; copy: string }[];
  readonly texts: { readonly path: string; readonly mode: string; readonly bytes: Uint8Array }[];
}

async function fillIn(git: GitSession, plans: readonly RelinkedPlan[]): Promise<Filling> {
  const filling: Filling = { entries: new Map(), keptBoth: [], copies: [], texts: [] };
  const blobs = await readAll(git, plans);
  for (const planned of plans) await carryOut(git, planned, blobs, filling);
  return filling;
}

async function carryOut(
  git: GitSession,
  { plan, moved }: RelinkedPlan,
  blobs: ReadonlyMap<string, Uint8Array>,
  filling: Filling,
): Promise<void> {
  const { entries, copies, texts } = filling;
  switch (plan.kind) {
    case 'two-images':
      entries.set(plan.path, plan.first);
      entries.set(plan.other, plan.second);
      copies.push({ path: plan.path, copy: plan.other });
      return;
    case 'take': {
      const bytes = plan.entry === null ? undefined : blobs.get(plan.entry.id);
      entries.set(plan.path, plan.entry);
      if (bytes === undefined || plan.entry === null) return;
      const { mode } = plan.entry;
      texts.push({ path: plan.path, mode, bytes: relink(bytes, plan.path, moved) });
      return;
    }
    case 'merge':
      return mergeFile(git, plan, moved, blobs, filling);
    default:
      return assertNever(plan);
  }
}

async function mergeFile(
  git: GitSession,
  { path, base, first, second }: Extract<PathPlan, { kind: 'merge' }>,
  moved: RelinkedPlan['moved'],
  blobs: ReadonlyMap<string, Uint8Array>,
  { entries, keptBoth, copies, texts }: Filling,
): Promise<void> {
  const bytesOf = (entry: TreeEntry): Uint8Array => blobs.get(entry.id) ?? new Uint8Array();
  const merged = await mergeContents(git, path, {
    base: base && bytesOf(base),
    first: bytesOf(first),
    second: relink(bytesOf(second), path, moved),
  });
  if (merged.kind === 'merged') {
    const mode = first.mode === base?.mode ? second.mode : first.mode;
    texts.push({ path, mode, bytes: merged.bytes });
    if (merged.keptBoth.length > 0) keptBoth.push({ path, places: merged.keptBoth });
    return;
  }
  const copy = variantPath(path, second.id);
  entries.set(path, first);
  entries.set(copy, second);
  copies.push({ path, copy });
}

/** Reads every content that is looked at: what is merged, and notes whose links change. */
async function readAll(
  git: GitSession,
  plans: readonly RelinkedPlan[],
): Promise<Map<string, Uint8Array>> {
  const ids = new Set<string>();
  for (const { plan, moved } of plans) {
    if (plan.kind === 'merge') {
      for (const entry of [plan.base, plan.first, plan.second]) if (entry) ids.add(entry.id);
    } else if (plan.kind === 'take' && plan.entry !== null && moved.length > 0) {
      ids.add(plan.entry.id);
    }
  }
  const requests = [...ids].map((id): BlobRequest => ({ id, path: null }));
  const blobs = await readBlobs(git, requests);
  return new Map([...blobs].map(([request, bytes]) => [request.id, bytes]));
}

function relink(bytes: Uint8Array, note: string, moved: RelinkedPlan['moved']): Uint8Array {
  return moved.reduce((now, { from, to }) => relinkImageBytes(now, note, from, to), bytes);
}

/** Where one side has a file and the other a folder of the same name, the file gets another name. */
function separateFilesFromFolders(
  entries: Map<string, TreeEntry | null>,
): Map<string, TreeEntry | null> {
  const folders = new Set<string>();
  for (const [path, entry] of entries) {
    if (entry === null) continue;
    const segments = path.split('/');
    for (let count = 1; count < segments.length; count++)
      folders.add(segments.slice(0, count).join('/'));
  }
  const separated = new Map(entries);
  for (const [path, entry] of entries) {
    if (entry === null || !folders.has(path)) continue;
    separated.set(path, null);
    separated.set(variantPath(path, entry.id), entry);
  }
  return separated;
}
