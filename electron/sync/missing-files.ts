import type { SyncHost } from './host.ts';
import { readBlobs } from './objects.ts';
import type { GitSession } from './session.ts';
import { readWorkTree } from './work-tree.ts';

/** Files of the last commit that are not in the folder; names relative to the notebook. */
export async function listMissing(git: GitSession): Promise<string[]> {
  const changes = await readWorkTree(git);
  const { prefix } = git.repository;
  return changes
    .filter(({ kind, committed }) => kind === 'missing' && committed !== null)
    .map(({ path }) => path.slice(prefix.length));
}

/** Writes files that went missing again, as they were at the last commit; gives their names. */
export async function restoreMissing(git: GitSession, host: SyncHost): Promise<string[]> {
  const { prefix } = git.repository;
  const requests = (await readWorkTree(git)).flatMap(({ path, kind, committed }) =>
    kind === 'missing' && committed !== null ? [{ id: committed, path }] : [],
  );
  const blobs = await readBlobs(git, requests);
  const names: string[] = [];
  for (const request of requests) {
    const name = request.path.slice(prefix.length);
    await host.applyFile(name, null, blobs.get(request) ?? null);
    names.push(name);
  }
  return names;
}
