import { basename, dirname, join } from 'node:path';
import type { CallError, CallValues } from '../../../shared/ipc/contract.ts';
import { IMAGE_PATH, imageAddress } from '../../../shared/ipc/image-address.ts';
import { mentionedFiles } from '../../../shared/note/links/mentions.ts';
import { assetsFolderName } from '../../../shared/note/name.ts';
import { err, ok, type Result } from '../../../shared/result.ts';
import type { Settings } from '../../../shared/settings.ts';
import { lstat, readFile, unlink } from '../../disk/calls.ts';
import { diskError } from '../../notebook/errno.ts';
import { nodeFiles } from '../../notebook/file-port.ts';
import { pathOfNote } from '../../notebook/note-path.ts';
import type { NoteStore } from '../../notebook/note-store.ts';
import type { Deletions } from '../../notebook/operations/deletions.ts';
import { readImageFacts } from '../image-facts.ts';
import { readNotebookImage } from '../route.ts';
import { storeSmaller } from '../store.ts';
import { imagesUsedElsewhere } from '../used-images.ts';
import { isLosslessWebp, isThirdSmaller, type Reencoding, reencodingOf } from './eligible.ts';
import type { KnownImages } from './known.ts';

/** What writing images anew needs of a notebook. */
export interface ReencoderOptions {
  /** Real path. */
  readonly folder: string;
  readonly store: Pick<NoteStore, 'exclusively'>;
  readonly deletions: Deletions;
  readonly known: KnownImages;
  /** Whether a version of the file is in the repository, or about to be; then it stays. */
  readonly isShared: (name: string) => Promise<boolean>;
  /** Moves a file of the notebook to the trash. */
  readonly putInTrash: (name: string) => Promise<void>;
  /** Deletes a file; tests let it die here. */
  readonly remove?: (path: string) => Promise<void>;
}

/** An image of a note by its link. */
export interface ImageOfNote {
  /** Checked. */
  readonly note: string;
  readonly url: string;
}

/**
 * Puts smaller files in the place of a notebook's images, in steps that may each be the last.
 *
 * The window writes the smaller picture, main keeps both until the note that is on disk names the
 * new one alone. Whatever is interrupted, the note's link leads to a picture.
 *
 * An original of which the smaller file has every pixel is simply removed: nothing is lost with it, and
 * the trash would fill with a day's screenshots. What the smaller one shows with loss goes to the trash
 * (law 2).
 */
export interface Reencoder {
  /** The bytes to write anew; null for an image that stays as it is. */
  readonly take: (
    image: ImageOfNote,
    wanted: Settings['smallerImages'],
  ) => Promise<CallValues['imageToShrink']>;
  /** Stores the smaller picture, durably; null where it is not worth it. */
  readonly store: (
    image: ImageOfNote & { readonly bytes: Uint8Array },
  ) => Promise<Result<CallValues['shrunkImage'], CallError>>;
  /** Lets those originals go that nothing names any more. */
  readonly drop: (note: string, urls: readonly string[]) => Promise<void>;
}

/** Makes the reencoder of an open notebook. */
export function createReencoder(options: ReencoderOptions): Reencoder {
  const { folder, store, deletions, known, isShared, putInTrash, remove = unlink } = options;
  /** What the window was given to write anew, and how. */
  const taken = new Map<string, Reencoding>();
  /** Originals with a smaller file beside them, by name in the notebook; only these may go. */
  const replaced = new Map<string, { readonly by: string; readonly how: Reencoding }>();

  async function read(name: string): Promise<Uint8Array | null> {
    return (
      (await readNotebookImage(folder, name.split('/').map(encodeURIComponent).join('/')))?.bytes ??
      null
    );
  }

  async function take(
    image: ImageOfNote,
    wanted: Settings['smallerImages'],
  ): Promise<CallValues['imageToShrink']> {
    const name = ownImage(image);
    const bytes = name === null ? null : await read(name);
    const how = bytes === null ? null : reencodingOf(bytes, wanted);
    if (name === null || bytes === null || how === null || (await isShared(name))) return null;
    taken.set(name, how);
    return { bytes: new Uint8Array(bytes), how };
  }

  async function storeIt(
    image: ImageOfNote & { readonly bytes: Uint8Array },
  ): Promise<Result<CallValues['shrunkImage'], CallError>> {
    const name = ownImage(image);
    const how = name === null ? undefined : taken.get(name);
    const original = name === null ? null : await read(name);
    if (name === null || original === null || how === undefined)
      return err({ kind: 'missing', detail: image.url });
    taken.delete(name);
    if (!isBetter(original, image.bytes, how)) return ok(null);
    const stored = await storeSmaller(folder, image.note, basename(name), image.bytes);
    if (!stored.ok) return stored;
    known.add(original, image.bytes);
    replaced.set(name, { by: `${dirname(name)}/${stored.value.name}`, how });
    return ok(stored.value.image);
  }

  async function drop(note: string, urls: readonly string[]): Promise<void> {
    const names = urls.flatMap((url) => ownImage({ note, url }) ?? []);
    const going = names.filter((name) => replaced.has(name));
    if (going.length === 0) return;
    // Nothing of the note is written meanwhile, and all that was typed is on disk.
    await store.exclusively(note, async () => {
      const path = await pathOfNote(folder, note);
      if (!path.ok) return;
      const used = new Set(mentionedFiles(note, await readFile(path.value, 'utf8')));
      const elsewhere = await imagesUsedElsewhere(folder, note);
      for (const name of going) {
        const isUsed = used.has(name.normalize('NFC')) || elsewhere.has(basename(name));
        if (!isUsed && !(await isShared(name)) && (await hasSmaller(name))) await letGo(name);
      }
    });
  }

  async function hasSmaller(name: string): Promise<boolean> {
    const stats = await lstat(join(folder, replaced.get(name)?.by ?? name)).catch(diskError);
    return 'isFile' in stats && stats.isFile();
  }

  /** For the sync a missing file is no deletion before it was told of one. */
  async function letGo(name: string): Promise<void> {
    await deletions.add([name]);
    if (replaced.get(name)?.how === 'lossless') await remove(join(folder, name));
    else await putInTrash(name);
    replaced.delete(name);
    await nodeFiles.syncFolder(dirname(join(folder, name)));
  }

  return {
    take: (image, wanted) => take(image, wanted).catch(nothing),
    store: storeIt,
    drop: async (note, urls) => void (await drop(note, urls).catch(nothing)),
  };
}

/** A disk that refuses leaves the image as it is. */
function nothing(thrown: unknown): null {
  diskError(thrown);
  return null;
}

/** The name of an image in its own note's folder of images; null for any other. */
function ownImage({ note, url }: ImageOfNote): string | null {
  const address = imageAddress(note, url);
  if (address === null) return null;
  const name = address.slice(IMAGE_PATH.length).split('/').map(decodeURIComponent).join('/');
  return dirname(name) === assetsFolderName(note) ? name : null;
}

function isBetter(original: Uint8Array, smaller: Uint8Array, how: Reencoding): boolean {
  const [was, is] = [readImageFacts(original), readImageFacts(smaller)];
  return (
    is?.type === 'webp' &&
    was?.widthPx === is.widthPx &&
    was.heightPx === is.heightPx &&
    (how === 'lossy' || isLosslessWebp(smaller)) &&
    isThirdSmaller(original.length, smaller.length)
  );
}
