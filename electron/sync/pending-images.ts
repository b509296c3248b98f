import { commitStaging } from './commit.ts';
import { outputOf } from './git.ts';
import { must } from './git-failure.ts';
import type { SyncHost } from './host.ts';
import { relinkImage, relinkImageBytes } from './image-links.ts';
import { mergeBaseOf } from './merge-base.ts';
import { readBlobs } from './objects.ts';
import { fileKind, variantPath } from './paths.ts';
import type { GitSession } from './session.ts';
import type { Staging } from './stage.ts';
import { diffTrees, emptyTree, type TreeChange } from './trees.ts';

/**
 * Gives an image that is not committed yet another name, where another computer used its name.
 *
 * Text is shared before images, so two notes can come together that each link to "their" image of
 * one name, before either image is in a commit. Only the computer that joins the notes sees both:
 * it renames its own image and its own links before the texts are joined. Each step can be done
 * again after an interruption. Returns the new commit, or null where nothing had to be done.
 */
export async function separatePendingImages(
  git: GitSession,
  host: SyncHost,
  pending: readonly string[],
  { head, remote }: { readonly head: string; readonly remote: string },
): Promise<string | null> {
  if (pending.length === 0) return null;
  const base = (await mergeBaseOf(git, head, remote)) ?? emptyTree(head);
  const theirs = await diffTrees(git, base, remote);
  const clashing = await findClashes(git, pending, theirs);
  if (clashing.length === 0) return null;
  const ours = (await diffTrees(git, base, head)).filter(({ path, after }) => {
    return after !== null && fileKind(path) === 'note' && path.startsWith(git.repository.prefix);
  });
  const relinked = new Set<string>();
  for (const image of clashing) {
    for (const note of await renameImage(git, host, image, ours)) relinked.add(note);
  }
  if (relinked.size === 0) return null;
  await commitStaging(git, stagingOf([...relinked]));
  return outputOf(await git.run(['rev-parse', 'HEAD']));
}

/** Pending images whose name is in their commits, as a file or as a new link in a note. */
async function findClashes(
  git: GitSession,
  pending: readonly string[],
  theirs: readonly TreeChange[],
): Promise<string[]> {
  const files = new Set(theirs.flatMap(({ path, after }) => (after === null ? [] : [path])));
  const notes = theirs.filter(({ path, after }) => after !== null && fileKind(path) === 'note');
  const requests = notes.map(({ path, before, after }) => ({
    path,
    before: before && { id: before.id, path: null },
    after: { id: after?.id ?? '', path: null },
  }));
  const blobs = await readBlobs(
    git,
    requests.flatMap(({ before, after }) => (before === null ? [after] : [before, after])),
  );
  const links = (note: string, text: string, image: string): boolean =>
    relinkImage(text, note, image, variantPath(image, 'linked')) !== text;
  return pending.filter(
    (image) =>
      files.has(image) ||
      requests.some(({ path, before, after }) => {
        const was = before === null ? '' : (blobs.get(before)?.toString('utf8') ?? '');
        return (
          links(path, blobs.get(after)?.toString('utf8') ?? '', image) && !links(path, was, image)
        );
      }),
  );
}

/** Renames one image and its links; returns the notes that changed. */
async function renameImage(
  git: GitSession,
  host: SyncHost,
  image: string,
  notes: readonly TreeChange[],
): Promise<string[]> {
  const nameOf = (path: string) => path.slice(git.repository.prefix.length);
  const bytes = await host.readFile(nameOf(image));
  if (bytes === null) return [];
  const id = must(
    await git.run(['hash-object', '--no-filters', '--stdin'], { input: bytes }),
    'name',
  );
  const other = variantPath(image, id);
  await host.applyFile(nameOf(other), null, bytes);
  const changed: string[] = [];
  for (const { path } of notes) {
    const note = await host.readFile(nameOf(path));
    if (note === null) continue;
    const relinked = relinkImageBytes(note, path, image, other);
    if (relinked === note) continue;
    await host.applyFile(nameOf(path), note, relinked);
    changed.push(path);
  }
  await host.applyFile(nameOf(image), bytes, null);
  return changed;
}

function stagingOf(notes: readonly string[]): Staging {
  const add = notes.map((path) => ({ path, bytes: 0, isNew: false }));
  return { add, remove: [], staged: [], held: [] };
}
