import { join } from 'node:path';
import type { CallError, StoredImage } from '../../shared/ipc/contract.ts';
import { assetsFolderName, decodeLink, encodeLink, imageFileName } from '../../shared/note/name.ts';
import { slug } from '../../shared/note/slug.ts';
import { err, ok, type Result } from '../../shared/result.ts';
import { access, lstat, readdir, readFile } from '../disk/calls.ts';
import { saveAtomically } from '../notebook/atomic-save.ts';
import { diskError, errnoCode } from '../notebook/errno.ts';
import { hashBytes } from '../notebook/file-version.ts';
import { createKeyedQueue } from '../notebook/keyed-queue.ts';
import { pathOfNote } from '../notebook/note-path.ts';
import { nodeDisk } from '../notebook/operations/disk.ts';
import { NO_ANSWER } from '../notebook/patience.ts';
import { createPatience, type GivenUp } from './hanging-disk.ts';
import { IMAGE_TYPES, type ImageFacts, readImageFacts } from './image-facts.ts';
import type { Content, KnownImages } from './reencode/known.ts';

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

/** An image as it is put into a note's folder: its bytes, and what it is called. */
export interface NamedImage {
  readonly note: string;
  readonly bytes: Uint8Array;
  /** The file's name at the n-th try, counted from 1. */
  readonly nameAt: (n: number, extension: string) => string;
  /** The image whose smaller form this is: only that one may be called alike. */
  readonly formOf?: string;
  /** What the same bytes became, where they were stored before and made smaller. */
  readonly smaller?: Content | null;
}

/** Takes an image that the notebook's disk refuses; answers with its link, or with what was said. */
export type KeepImage = (
  image: NamedImage,
  refused: CallError,
) => Promise<Result<StoredImage, CallError>>;

/** What storing an image may go back to. */
export interface StoringImages {
  readonly known?: Pick<KnownImages, 'smallerOf'>;
  readonly keep?: KeepImage;
}

const queue = createKeyedQueue();
const patience = createPatience();
const MAX_NAMES = 10_000;

/**
 * Stores an image in `<note>.assets/`, durably, and answers with the link to write.
 *
 * Bytes that are already there are not stored twice: the same slide pasted again gives the same
 * link, also after it was written anew. `folder` is the notebook's real path. Images of one note are
 * stored one after another.
 */
export function storeImage(
  folder: string,
  image: NewImage,
  { known, keep }: StoringImages = {},
): Promise<Result<StoredImage, CallError>> {
  const { note, bytes, talk, minuteOfDay } = image;
  const nameAt = (n: number, extension: string) =>
    imageFileName({ minuteOfDay, talk, n, extension });
  const smaller = known?.smallerOf(bytes) ?? null;
  return storeOrKeep(folder, { note, bytes, nameAt, smaller }, keep);
}

/** Stores an image under a name that is given, once its turn comes among those of its note. */
export function storeNamed(
  folder: string,
  image: NamedImage,
  given: GivenUp = { isUp: false },
): Promise<Result<StoredImage, CallError>> {
  return queue.run(join(folder, image.note), () => store(folder, image, given));
}

/**
 * Stores an image in the notebook, or has it kept where the disk refuses it or does not answer.
 *
 * One that was given up leaves nothing behind when the disk answers after all: the link that was
 * answered is that of the kept one, and no image is there twice.
 */
async function storeOrKeep(
  folder: string,
  image: NamedImage,
  keep: KeepImage | undefined,
): Promise<Result<StoredImage, CallError>> {
  if (keep === undefined) return storeNamed(folder, image);
  if (readImageFacts(image.bytes) === null) return err(noImage(image));
  const stored = await patience.wait(
    folder,
    (given) => storeNamed(folder, image, given),
    () => keep(image, NO_ANSWER),
  );
  return stored.ok || stored.error === NO_ANSWER ? stored : keep(image, stored.error);
}

/** Stores the smaller form of an image beside it, durably, under its name as far as that is free. */
export async function storeSmaller(
  folder: string,
  note: string,
  original: string,
  bytes: Uint8Array,
): Promise<Result<{ readonly name: string; readonly image: StoredImage }, CallError>> {
  const stem = original.replace(/\.[^.]*$/, '');
  const nameAt = (n: number, extension: string) =>
    n === 1 ? `${stem}.${extension}` : `${stem}-${n}.${extension}`;
  const stored = await storeNamed(folder, { note, bytes, nameAt, formOf: original });
  if (!stored.ok) return stored;
  return ok({ name: decodeLink(stored.value.url).replace(/^.*\//, ''), image: stored.value });
}

/**
 * Stores a copy of an image of one note beside another, durably, and answers with the link there.
 *
 * `link` is how the image is linked where it comes from: the copy keeps its name where that is free.
 */
export function copyImage(
  folder: string,
  {
    note,
    link,
    bytes,
  }: { readonly note: string; readonly link: string; readonly bytes: Uint8Array },
  { keep }: StoringImages = {},
): Promise<Result<StoredImage, CallError>> {
  const name = decodeLink(link).replace(/^.*\//, '');
  const stem = slug(name.replace(/\.[^.]*$/, '')) || 'slide';
  const nameAt = (n: number, extension: string) =>
    n === 1 ? `${stem}.${extension}` : `${stem}-${n}.${extension}`;
  return storeOrKeep(folder, { note, bytes, nameAt }, keep);
}

async function store(
  folder: string,
  image: NamedImage,
  given: GivenUp,
): Promise<Result<StoredImage, CallError>> {
  if (given.isUp) return err(NO_ANSWER);
  const facts = readImageFacts(image.bytes);
  if (facts === null) return err(noImage(image));
  try {
    const note = await pathOfNote(folder, image.note);
    if (!note.ok) return note;
    const assets = await openAssets(folder, image.note);
    if (!assets.ok) return assets;
    const known =
      (await findContent(assets.value, image.smaller ?? null)) ??
      (await findSame(assets.value, image.bytes));
    const name = known === null ? await write(assets.value, image, facts) : ok(known);
    if (given.isUp) {
      // No link leads to it, and none will: those behind it in the queue have not looked yet.
      if (name.ok && known === null) await nodeDisk.unlink(join(assets.value, name.value));
      return err(NO_ANSWER);
    }
    return name.ok ? ok(answer(image.note, name.value, facts)) : name;
  } catch (thrown) {
    return err(diskError(thrown));
  }
}

function noImage({ note }: NamedImage): CallError {
  return { kind: 'not-an-image', detail: note };
}

/** The note's folder of images, made durable where it is new. */
async function openAssets(folder: string, note: string): Promise<Result<string, CallError>> {
  const at = note.lastIndexOf('/') + 1;
  const assetsName = note.slice(0, at) + assetsFolderName(note.slice(at));
  const path = await pathOfNote(folder, assetsName);
  if (!path.ok) return path;
  // The folders of a notebook that is gone are not made anew: its disk may only be unplugged.
  await access(folder);
  await nodeDisk.makeFolder(path.value);
  return path;
}

/** The name of a file with the same bytes, or null. */
function findSame(assets: string, bytes: Uint8Array): Promise<string | null> {
  let hash: string | null = null;
  const content = {
    bytes: bytes.length,
    get hash(): string {
      hash ??= hashBytes(bytes);
      return hash;
    },
  };
  return findContent(assets, content);
}

/**
 * The name of a file with this content, or null. Only files of equal length are read.
 *
 * A hidden one is no image of a note: it may be what a death left of a save, which is swept away.
 */
async function findContent(assets: string, content: Content | null): Promise<string | null> {
  if (content === null) return null;
  for (const name of (await readdir(assets)).sort()) {
    if (name.startsWith('.')) continue;
    const path = join(assets, name);
    const stats = await lstat(path);
    if (!stats.isFile() || stats.size !== content.bytes) continue;
    if (hashBytes(await readFile(path)) === content.hash) return name;
  }
  return null;
}

/**
 * Writes under the first free number.
 *
 * A name is taken by any file that differs in its ending alone: an image that became smaller may be
 * asked for under its former name, which must not be another one by then.
 */
async function write(
  assets: string,
  { bytes, nameAt, formOf }: NamedImage,
  { type }: ImageFacts,
): Promise<Result<string, CallError>> {
  const { extension } = IMAGE_TYPES[type];
  const taken = new Set((await readdir(assets)).filter((name) => name !== formOf).map(stemOf));
  for (let n = 1; n < MAX_NAMES; n++) {
    const name = nameAt(n, extension);
    const path = join(assets, name);
    if (taken.has(stemOf(name)) || (await exists(path))) continue;
    const outcome = await saveAtomically({ path, bytes, expected: 'absent' });
    if (outcome.kind === 'saved') return ok(name);
    if (outcome.kind === 'refused') return err(outcome.error);
  }
  return err({ kind: 'failed', detail: `no free name in ${assets}` });
}

function stemOf(name: string): string {
  return name.replace(/\.[^.]*$/, '').toLowerCase();
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
