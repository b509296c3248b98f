import { lstat, mkdir, readdir, readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { CallError, StoredImage } from '../../shared/ipc/contract.ts';
import { assetsFolderName, encodeLink, imageFileName } from '../../shared/note/name.ts';
import { err, ok, type Result } from '../../shared/result.ts';
import { saveAtomically } from '../notebook/atomic-save.ts';
import { diskError, errnoCode } from '../notebook/errno.ts';
import { nodeFiles } from '../notebook/file-port.ts';
import { hashBytes } from '../notebook/file-version.ts';
import { createKeyedQueue } from '../notebook/keyed-queue.ts';
import { pathOfNote } from '../notebook/note-path.ts';
import { IMAGE_TYPES, type ImageFacts, readImageFacts } from './image-facts.ts';

/** An image to be kept beside a note. */
export interface NewImage {
  /** The note's name, checked. */
  readonly note: string;
  readonly bytes: Uint8Array;
  /** The title of the talk that runs, for the file's name. */
  readonly talk: string;
  /** Local wall-clock minutes since midnight. */
  readonly minuteOfDay: number;
}

const queue = createKeyedQueue();
const MAX_NAMES = 10_000;

/**
 * Stores an image in `<note>.assets/`, durably, and answers with the link to write.
 *
 * Bytes that are already there are not stored twice: the same slide pasted again gives the same
 * link. `folder` is the notebook's real path. Images of one note are stored one after another.
 */
export function storeImage(
  folder: string,
  image: NewImage,
): Promise<Result<StoredImage, CallError>> {
  return queue.run(join(folder, image.note), () => store(folder, image));
}

async function store(folder: string, image: NewImage): Promise<Result<StoredImage, CallError>> {
  const facts = readImageFacts(image.bytes);
  if (facts === null) return err({ kind: 'not-an-image', detail: image.note });
  try {
    const note = await pathOfNote(folder, image.note);
    if (!note.ok) return note;
    const assets = await openAssets(folder, image.note);
    if (!assets.ok) return assets;
    const known = await findSame(assets.value, image.bytes);
    const name = known === null ? await write(assets.value, image, facts) : ok(known);
    return name.ok ? ok(answer(image.note, name.value, facts)) : name;
  } catch (thrown) {
    return err(diskError(thrown));
  }
}

/** The note's folder of images, made durable where it is new. */
async function openAssets(folder: string, note: string): Promise<Result<string, CallError>> {
  const at = note.lastIndexOf('/') + 1;
  const assetsName = note.slice(0, at) + assetsFolderName(note.slice(at));
  const path = await pathOfNote(folder, assetsName);
  if (!path.ok) return path;
  const made = await mkdir(path.value, { recursive: true });
  if (made !== undefined) await nodeFiles.syncFolder(dirname(path.value));
  return path;
}

/** The name of a file with the same bytes, or null. Only files of equal length are read. */
async function findSame(assets: string, bytes: Uint8Array): Promise<string | null> {
  let hash: string | null = null;
  for (const name of (await readdir(assets)).sort()) {
    const path = join(assets, name);
    const stats = await lstat(path);
    if (!stats.isFile() || stats.size !== bytes.length) continue;
    hash ??= hashBytes(bytes);
    if (hashBytes(await readFile(path)) === hash) return name;
  }
  return null;
}

/** Writes under the first free number. */
async function write(
  assets: string,
  { bytes, talk, minuteOfDay }: NewImage,
  { type }: ImageFacts,
): Promise<Result<string, CallError>> {
  const { extension } = IMAGE_TYPES[type];
  for (let n = 1; n < MAX_NAMES; n++) {
    const name = imageFileName({ minuteOfDay, talk, n, extension });
    const path = join(assets, name);
    if (await exists(path)) continue;
    const outcome = await saveAtomically({ path, bytes, expected: 'absent' });
    if (outcome.kind === 'saved') return ok(name);
    if (outcome.kind === 'refused') return err(outcome.error);
  }
  return err({ kind: 'failed', detail: `no free name in ${assets}` });
}

async function exists(path: string): Promise<boolean> {
  try {
    await lstat(path);
    return true;
  } catch (thrown) {
    if (errnoCode(thrown) === 'ENOENT') return false;
    throw thrown;
  }
}

function answer(note: string, name: string, facts: ImageFacts): StoredImage {
  const assets = assetsFolderName(note.slice(note.lastIndexOf('/') + 1));
  const { widthPx, heightPx } = facts;
  return { url: encodeLink(`${assets}/${name}`), widthPx, heightPx };
}
