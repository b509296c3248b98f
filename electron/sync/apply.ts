import { join } from 'node:path';
import { mergeNotes } from '../../shared/merge/merge.ts';
import { chmod } from '../disk/calls.ts';
import { decodeNote, encodeNote } from '../notebook/note-text.ts';
import { must, StepFailure } from './git-failure.ts';
import { ApplyRefused, applyPlainFile, readPlainFile, type SyncHost } from './host.ts';
import { dropJournal, type Journal, writeJournal } from './journal.ts';
import { type BlobRequest, blobSizes, readBlobs } from './objects.ts';
import { fileKind, refuseHostile, variantPath } from './paths.ts';
import type { GitSession } from './session.ts';
import { diffTrees, emptyTree, type TreeChange, updateIndex } from './trees.ts';

/** How often a file is looked at again that changes under our hands. */
const MAX_TRIES = 5;
/** Most bytes of file contents held at once. */
const BATCH_BYTES = 64 * 1024 * 1024;

/** Told after each numbered step; tests cut the power there. */
export type StepListener = (step: string) => void | Promise<void>;

/** A set of files by path, as the folder is to have them. */
interface FileWork {
  readonly change: TreeChange;
  readonly before: BlobRequest | null;
  readonly after: BlobRequest | null;
  /** For a path that goes: the one that it seems to have become. */
  readonly renamedTo: string | null;
}

/**
 * Takes the folder from one commit to another.
 *
 * Journal, files one by one (each whole, each durable), deletions last, then the index, and the
 * branch as the very last: whenever this dies, running it again ends in the same place. Git's own
 * checkout is not used, since killed half-way it leaves notes missing that look deleted. Returns
 * the notebook's files that changed.
 */
export async function applyCommit(
  git: GitSession,
  host: SyncHost,
  journal: Journal,
  onStep: StepListener,
): Promise<string[]> {
  const changes = await diffTrees(git, journal.from, journal.to, 'find-renames');
  refuseHostile(changes);
  await writeJournal(git.stateFolder, journal);
  await onStep('journal');
  for (const batch of await inBatches(git, changes)) {
    const blobs = await readBlobs(
      git,
      batch.flatMap(({ before, after }) => [before, after].filter((blob) => blob !== null)),
    );
    for (const work of batch) {
      await applyOne(git, host, work, blobs);
      await onStep('file');
    }
  }
  await updateIndex(git, new Map(changes.map(({ path, after }) => [path, after])), journal.to);
  await onStep('index');
  await moveBranch(git, journal);
  await onStep('branch');
  await dropJournal(git.stateFolder);
  return changes.map(({ path }) => path);
}

async function moveBranch(git: GitSession, { from, to }: Journal): Promise<void> {
  // From nothing at all: the branch is born with this commit.
  const old = from === emptyTree(from) ? '0'.repeat(from.length) : from;
  const args = ['update-ref', '-m', 'backrow: changes of another computer', 'HEAD', to, old];
  must(await git.run(args), 'move the branch');
}

/** Deletions last; contents in portions, so that a large change does not fill the memory. */
async function inBatches(git: GitSession, changes: readonly TreeChange[]): Promise<FileWork[][]> {
  const ordered = [...changes].sort((a, b) => Number(a.after === null) - Number(b.after === null));
  const renamed = new Map(changes.map(({ path, renamedFrom }) => [renamedFrom, path]));
  const works = ordered.map((change): FileWork => {
    const { path, before, after } = change;
    return {
      change,
      before: before && { id: before.id, path },
      after: after && { id: after.id, path },
      renamedTo: after === null ? (renamed.get(path) ?? null) : null,
    };
  });
  const sizes = await sizesOf(git, works);
  const batches: FileWork[][] = [[]];
  let bytes = 0;
  for (const [index, work] of works.entries()) {
    bytes += sizes[index] ?? 0;
    if (bytes > BATCH_BYTES) {
      batches.push([]);
      bytes = sizes[index] ?? 0;
    }
    batches.at(-1)?.push(work);
  }
  return batches.filter((batch) => batch.length > 0);
}

async function sizesOf(git: GitSession, works: readonly FileWork[]): Promise<number[]> {
  // A few files are small for sure: spares a process where it counts, in the everyday sync.
  if (works.length < 20) return [];
  const ids = works.map(({ before, after }) => (after ?? before)?.id ?? '');
  return blobSizes(git, ids);
}

async function applyOne(
  git: GitSession,
  host: SyncHost,
  { change, before, after, renamedTo }: FileWork,
  blobs: ReadonlyMap<BlobRequest, Buffer>,
): Promise<void> {
  const { root, prefix } = git.repository;
  const inside = change.path.startsWith(prefix);
  const name = change.path.slice(prefix.length);
  const port: Pick<SyncHost, 'readFile' | 'applyFile'> = inside
    ? host
    : {
        readFile: () => readPlainFile(root, change.path),
        applyFile: (_, old, fresh) => applyPlainFile(root, change.path, old, fresh),
      };
  const old = before && (blobs.get(before) ?? null);
  const fresh = after && (blobs.get(after) ?? null);
  try {
    if (inside && old !== null && renamedTo?.startsWith(prefix)) {
      if (await host.follow(name, renamedTo.slice(prefix.length), old)) return;
    }
    await settle(port, inside ? name : change.path, old, fresh, after?.id ?? '');
  } catch (thrown) {
    if (thrown instanceof ApplyRefused) throw new StepFailure('failed', thrown.message);
    throw thrown;
  }
  if (change.after?.mode === '100755' && change.before?.mode !== '100755') {
    await chmod(join(root, change.path), 0o755).catch(() => {});
  }
}

/**
 * Brings one file to its new content, whatever it says by now.
 *
 * What was written into it meanwhile is merged in and shows as a change for the next commit; a
 * deletion leaves a file alone that was written to; what cannot be merged is put beside it.
 */
async function settle(
  port: Pick<SyncHost, 'readFile' | 'applyFile'>,
  name: string,
  before: Uint8Array | null,
  after: Uint8Array | null,
  id: string,
): Promise<void> {
  if ((await port.applyFile(name, before, after)) === 'applied') return;
  for (let attempt = 0; attempt < MAX_TRIES; attempt++) {
    const now = await port.readFile(name);
    if (after === null) return;
    const joined = now === null ? after : joinNotes(name, before, now, after);
    if (joined === null) {
      await port.applyFile(variantPath(name, id), null, after);
      return;
    }
    if ((await port.applyFile(name, now, joined)) === 'applied') return;
  }
  throw new ApplyRefused(`${name} keeps changing`);
}

/** Null for what is no note, or none in UTF-8: reading it as such would lose its letters. */
function joinNotes(
  name: string,
  before: Uint8Array | null,
  now: Uint8Array,
  after: Uint8Array,
): Uint8Array | null {
  const notes = [before ?? new Uint8Array(), now, after].map(decodeNote);
  if (fileKind(name) !== 'note' || notes.some(({ readOnly }) => readOnly !== null)) return null;
  const [was = '', here = '', there = ''] = notes.map(({ text }) => text);
  return encodeNote(mergeNotes(was, here, there, 'theirs').text);
}
