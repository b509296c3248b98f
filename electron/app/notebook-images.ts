import type {
  CallError,
  CallErrorKind,
  CallInput,
  CallName,
  CallValues,
  NoticeId,
  StoredImage,
} from '../../shared/ipc/contract.ts';
import { IMAGE_PATH, imageAddress, isLargeImage } from '../../shared/ipc/image-address.ts';
import { err, ok, type Result } from '../../shared/result.ts';
import type { Settings } from '../../shared/settings.ts';
import { storeImageFiles } from '../images/from-files.ts';
import type { KnownImages } from '../images/reencode/known.ts';
import { createReencoder } from '../images/reencode/reencoder.ts';
import { copyImage, storeImage } from '../images/store.ts';
import { openUnwritten, type UnwrittenImages } from '../images/unwritten.ts';
import type { Emit } from '../ipc/emit.ts';
import type { NoteStore } from '../notebook/note-store.ts';
import type { Deletions } from '../notebook/operations/deletions.ts';
import type { SyncEngine } from '../sync/engine.ts';
import { isInIndex } from '../sync/in-index.ts';
import { isNoteName } from './note-rules.ts';

type Answer<Name extends CallName> = Promise<Result<CallValues[Name], CallError>>;

/** What the window asks about the images of a notebook's notes. Names are checked here. */
export interface NotebookImages extends Pick<UnwrittenImages, 'read' | 'write'> {
  /** Stores an image beside a note, durably. */
  readonly add: (image: CallInput<'addImage'>) => Answer<'addImage'>;
  /** Stores image files that the user chose. */
  readonly addFiles: (
    paths: readonly string[],
    place: CallInput<'addImageFiles'>,
  ) => Answer<'addImageFiles'>;
  /** Copies images of one note beside another. */
  readonly copy: (images: CallInput<'copyImages'>) => Answer<'copyImages'>;
  readonly toShrink: (
    image: CallInput<'imageToShrink'>,
    wanted: Settings['smallerImages'],
  ) => Answer<'imageToShrink'>;
  readonly shrunk: (image: CallInput<'shrunkImage'>) => Answer<'shrunkImage'>;
  readonly dropOriginals: (images: CallInput<'dropOriginals'>) => Answer<'dropOriginals'>;
  readonly close: () => Promise<void>;
}

export interface NotebookImagesOptions {
  /** The notebook's real path. */
  readonly folder: string;
  /** The notebook's folder in the app's own data. */
  readonly dataFolder: string;
  readonly store: NoteStore;
  readonly deletions: Deletions;
  /** Moves a file of the notebook to the trash. */
  readonly putInTrash: (name: string) => Promise<void>;
  readonly known: KnownImages;
  readonly sync: Pick<SyncEngine, 'noteChanged' | 'tasks'>;
  readonly emit: Emit;
}

/** What is told of an image that waits, by what the disk said; of all else that it was not written. */
const WAITS: { readonly [Kind in CallErrorKind]?: NoticeId } = {
  'disk-full': 'image-waits-full',
  'no-answer': 'image-waits-no-answer',
};
const WAITING = ['image-waits', ...Object.values(WAITS)] as const;

/** Binds the images of an open notebook to its sync and its window. */
export function createNotebookImages(options: NotebookImagesOptions): NotebookImages {
  const { folder, dataFolder, store, deletions, putInTrash, known, sync, emit } = options;
  const unwritten = openUnwritten({
    folder,
    dataFolder,
    onWaits: ({ kind }) => {
      const told = WAITS[kind] ?? 'image-waits';
      for (const id of WAITING) if (id !== told) emit('noticeOver', { id });
      emit('notice', { id: told, values: {} });
    },
    onWritten: sync.noteChanged,
    onOver: () => {
      for (const id of WAITING) emit('noticeOver', { id });
    },
  });
  const storing = { known, keep: unwritten.keep };
  const reencoder = createReencoder({
    folder,
    store,
    deletions,
    putInTrash,
    known,
    // Where git may not run, nothing of this notebook is shared by us.
    isShared: async (name) => (await sync.tasks.look((git) => isInIndex(git, name))) ?? false,
  });

  /** The link of the copy, or of nothing where there is no such image, or nobody takes the copy. */
  async function copy(from: string, note: string, link: string): Promise<string | null> {
    const address = imageAddress(from, link);
    const found = address && (await unwritten.read(address.slice(IMAGE_PATH.length)));
    if (!found) return null;
    const copied = await copyImage(folder, { note, link, bytes: found.bytes }, storing);
    return copied.ok ? copied.value.url : null;
  }

  function tell(note: string, images: readonly StoredImage[]): void {
    if (images.length > 0) sync.noteChanged();
    if (images.some(isLargeImage)) emit('notice', { id: 'large-image', values: { name: note } });
  }

  return {
    add: (image) =>
      on(image.note, async () => {
        const stored = await storeImage(folder, image, storing);
        if (stored.ok) tell(image.note, [stored.value]);
        return stored;
      }),
    addFiles: (paths, place) =>
      on(place.note, async () => {
        const answer = await storeImageFiles(folder, paths, place, storing);
        tell(place.note, answer.images);
        return ok(answer);
      }),
    copy: ({ from, to, urls }) =>
      on(from, () =>
        on(to, async () => {
          const copied: (string | null)[] = [];
          for (const link of urls) copied.push(await copy(from, to, link));
          sync.noteChanged();
          return ok({ urls: copied });
        }),
      ),
    toShrink: (image, wanted) =>
      on(image.note, async () => ok(await reencoder.take(image, wanted))),
    shrunk: (image) => on(image.note, () => reencoder.store(image)),
    dropOriginals: ({ note, urls }) =>
      on(note, async () => {
        await reencoder.drop(note, urls);
        return ok(null);
      }),
    read: unwritten.read,
    write: unwritten.write,
    close: () => {
      unwritten.close();
      return known.flush();
    },
  };
}

async function on<Value>(
  note: string,
  act: () => Promise<Result<Value, CallError>>,
): Promise<Result<Value, CallError>> {
  return isNoteName(note) ? act() : err({ kind: 'unsafe', detail: note });
}
