import type { CallError } from '../../../shared/ipc/contract.ts';
import { err, ok, type Result } from '../../../shared/result.ts';
import { deleteFiles, type TrashPlace } from '../../trash/delete.ts';
import { holdName } from '../../trash/hold.ts';
import { readSnapshot } from '../file-version.ts';
import { assetsOf, pathIn } from './ground.ts';
import type { OperationsOptions } from './operations-options.ts';

/** What went to the trash, and where it is held for an undo. */
export interface Removed {
  readonly hold: string;
  readonly place: TrashPlace;
  readonly files: number;
}

/** Moves a note to the trash, with those of its images that no other note shows. */
export async function removeNote(
  options: OperationsOptions,
  name: string,
): Promise<Result<Removed, CallError>> {
  const { ground, store, listener } = options;
  const done = await store.exclusively(name, async (): Promise<Result<Removed, CallError>> => {
    const snapshot = await readSnapshot(ground.disk, await pathIn(ground, name));
    if (snapshot === null) return err({ kind: 'missing', detail: name });
    const assets = await assetsOf(ground, name);
    const used = assets.files.length > 0 ? await options.usedElsewhere(name) : new Set<string>();
    const images = assets.files.filter((file) => !used.has(file.normalize('NFC')));
    await store.drop(name);
    const files = [...images.map((file) => `${assets.name}/${file}`), name];
    const removed = await removeFiles(options, files);
    listener.onRemoved(name);
    return ok(removed);
  });
  return done.ok ? done.value : done;
}

/** Moves files of the notebook to the trash. */
export async function removeFiles(
  { ground, listener }: OperationsOptions,
  names: readonly string[],
): Promise<Removed> {
  const files: { readonly name: string; readonly hash: string }[] = [];
  for (const name of names) {
    const snapshot = await readSnapshot(ground.disk, await pathIn(ground, name));
    if (snapshot !== null) files.push({ name, hash: snapshot.version.hash });
  }
  const hold = holdName(ground.now(), names.at(-1) ?? '');
  const place = await deleteFiles(ground, { kind: 'delete', hold, files });
  listener.onFiles(names);
  return { hold, place, files: files.length };
}
