import { $getNearestNodeFromDOMNode, type LexicalEditor } from 'lexical';
import { SHOW_LARGE } from '../../../../shared/ipc/image-address.ts';
import { BLANK, hasFewPixels } from '../../../../shared/ipc/small-picture.ts';
import { $isImageNode } from '../../nodes/image-node.ts';
import { addressOf } from '../image-view.ts';
import { registerLoaded } from '../loaded.ts';
import { PictureMaker } from './picture-maker.ts';
import { type Size, smallSize } from './small-size.ts';

/** What is known of a picture in the note. */
interface Shown {
  /** Of the file. */
  readonly picture: Size;
  /** What it shows now: nothing yet, the file, or a smaller picture. */
  shows: 'blank' | 'file' | Size;
  /** On the screen, in its pixels; null until it is laid out. */
  size: Size | null;
}

/** One that was pasted is most likely written anew in a moment (`Shrinking`). */
const FROM_MEMORY_MS = 4000;
const COMPOSING_MS = 500;

/** A small picture's bytes are in memory until nothing can show them any more. */
const urls = new FinalizationRegistry<string>((url) => URL.revokeObjectURL(url));

/**
 * Shows slides in the note as pictures of the size that they have on the screen.
 *
 * A slide of 1920 x 1080 is 8 MB of pixels, whatever its size in the note, and a note shows a dozen
 * around the view. So an image loads as no more than its size (`BLANK`), unseen, and a worker makes the
 * picture that is shown; it is one element all the time, with the layout it has with the file itself.
 * Shown larger, after a change of the window or the text's size, it is made anew; where that is hardly
 * smaller than the file, the file is shown.
 */
export function registerSmallPictures(
  editor: LexicalEditor,
  isComposing: () => boolean,
): () => void {
  const known = new WeakMap<HTMLImageElement, Shown>();
  /** Files that no smaller picture can stand for. */
  const kept = new WeakSet<HTMLImageElement>();
  const waiting = new Set<HTMLImageElement>();
  const timers = new Set<ReturnType<typeof setTimeout>>();
  const maker = new PictureMaker();
  let isWorking = false;
  let isDisposed = false;

  // In pixels of the screen: it tells of a zoomed window, too.
  const observer = new ResizeObserver((entries) => {
    for (const { target, devicePixelContentBoxSize } of entries) {
      const [box] = devicePixelContentBoxSize;
      if (target instanceof HTMLImageElement && box !== undefined && box.inlineSize > 0)
        onSize(target, { widthPx: box.inlineSize, heightPx: Math.max(1, box.blockSize) });
    }
  });

  /** An image has loaded, or was loaded before it came into the note. */
  function add(image: HTMLImageElement): void {
    // What `showPicture` chose is there by now.
    if (image.srcset !== '') return;
    const picture = { widthPx: image.naturalWidth, heightPx: image.naturalHeight };
    const isFile = !image.src.endsWith(BLANK) || hasFewPixels(picture);
    if (isFile) delete image.dataset.picture;
    if (hasFewPixels(picture) || kept.has(image)) return;
    known.set(image, { picture, shows: isFile ? 'file' : 'blank', size: null });
    observer.unobserve(image);
    observer.observe(image, { box: 'device-pixel-content-box' });
  }

  function onSize(image: HTMLImageElement, size: Size): void {
    const shown = known.get(image);
    if (shown === undefined || kept.has(image)) return;
    const isFromMemory = shown.size === null && image.src.startsWith('blob:');
    shown.size = size;
    if (isRight(shown)) return;
    waiting.add(image);
    later(isFromMemory ? FROM_MEMORY_MS : 0);
  }

  /** Not at once: the frame that tells sizes is drawn first. */
  function later(delayMs: number): void {
    const timer = setTimeout(() => {
      timers.delete(timer);
      void work();
    }, delayMs);
    timers.add(timer);
  }

  async function work(): Promise<void> {
    if (isWorking) return;
    isWorking = true;
    for (let image = next(); image !== undefined && !isDisposed; image = next()) {
      // What is seen already stays as it is; what is not seen yet moves nothing.
      if (isComposing() && image.dataset.picture !== 'waits') {
        later(COMPOSING_MS);
        break;
      }
      waiting.delete(image);
      await show(image);
    }
    isWorking = false;
  }

  /** What is not seen yet comes first, and of that what is looked at. */
  function next(): HTMLImageElement | undefined {
    const images = [...waiting].filter((image) => image.isConnected || !waiting.delete(image));
    const unseen = images.filter(({ dataset }) => dataset.picture === 'waits');
    return unseen.find((image) => isInView(image)) ?? unseen[0] ?? images[0];
  }

  async function show(image: HTMLImageElement): Promise<void> {
    const shown = known.get(image);
    const address = addressFor(editor, image);
    if (shown === undefined || shown.size === null || address === null || isRight(shown)) return;
    const size = smallSize(shown.picture, shown.size);
    const blob = size === null ? null : await maker.make({ address, ...size });
    if (isDisposed) return;
    const isSmall = size !== null && blob !== null;
    if (size !== null && blob === null) kept.add(image);
    const url = isSmall ? URL.createObjectURL(blob) : address;
    if (isSmall) urls.register(image, url);
    if (isInView(image, window.innerHeight)) await decoded(url);
    if (!isDisposed) showPicture(image, shown, isSmall ? size : 'file', url);
  }

  const stopListening = registerLoaded(editor, add);
  return () => {
    isDisposed = true;
    for (const timer of timers) clearTimeout(timer);
    observer.disconnect();
    maker.dispose();
    stopListening();
  };
}

/** True where what is shown is neither coarser than the screen nor a file that should be smaller. */
function isRight({ picture, shows, size }: Shown): boolean {
  if (size === null) return true;
  if (shows === 'blank') return false;
  if (shows === 'file') return smallSize(picture, size) === null;
  return size.widthPx <= shows.widthPx && size.heightPx <= shows.heightPx;
}

/**
 * Ready before it is drawn, so that nothing flashes.
 *
 * Only for what is near: the browser keeps what was decoded, half a megabyte each, until memory is short,
 * and an image that is scrolled to later it decodes on the way there.
 */
async function decoded(url: string): Promise<void> {
  const image = document.createElement('img');
  image.src = url;
  await image.decode().catch(() => undefined);
}

/**
 * Shows a smaller picture, or the file, in the element as it is.
 *
 * `sizes` says how wide the file is, so that the element keeps the file's own size for the layout. The
 * file comes this way, too: given as `src`, it left one frame empty and was taken for a denser one.
 */
function showPicture(image: HTMLImageElement, shown: Shown, as: Size | 'file', url: string): void {
  const { widthPx, heightPx } = shown.picture;
  image.style.aspectRatio = `${widthPx} / ${heightPx}`;
  image.sizes = `${widthPx}px`;
  // A small one is decoded in a few milliseconds: drawn later than the text around it, it would flash.
  image.decoding = as === 'file' ? 'async' : 'sync';
  image.srcset = `${url} ${as === 'file' ? widthPx : as.widthPx}w`;
  shown.shows = as;
  delete image.dataset.picture;
}

/** The note may have another name by now, and a picture from memory had none. */
function addressFor(editor: LexicalEditor, image: HTMLImageElement): string | null {
  const large = image.src.endsWith(SHOW_LARGE) ? SHOW_LARGE : '';
  const find = (): string | null => {
    const node = $getNearestNodeFromDOMNode(image);
    return $isImageNode(node) ? addressOf(editor, node.getLink().url) : null;
  };
  const address = editor.getEditorState().read(find, { editor });
  return address === null ? null : address + large;
}

/** In the window, or at most so far from it. */
function isInView(image: HTMLImageElement, awayPx = 0): boolean {
  const { top, bottom } = image.getBoundingClientRect();
  return bottom > -awayPx && top < window.innerHeight + awayPx;
}
