import { type LexicalEditor, mergeRegister } from 'lexical';
import { scrollerOf } from '../view.ts';
import { letGo, startLoading } from './image-view.ts';
import { registerLoaded } from './loaded.ts';

/** An image so far from the view gives back its bytes; the browser begins to load at up to 2,500 px … */
const FAR_PX = 4000;
/** … so long after another one came, so that scrolling through a note is not held up. */
const REST_MS = 2000;

/**
 * Lets go of the images that are far from the view; they are loaded again when they come near.
 *
 * The browser keeps the bytes of every image that was once in view for as long as its element lives:
 * 150 MB after one walk through the slides of a day. A note without images in memory watches nothing.
 */
export function registerRelease(editor: LexicalEditor, isComposing: () => boolean): () => void {
  const loaded = new Set<HTMLImageElement>();
  /** What was let go of and lies in a section that the browser skips: loaded when it no longer does. */
  const waiting = new Set<HTMLImageElement>();
  let timer: ReturnType<typeof setTimeout> | undefined;
  let watched: HTMLElement | null = null;

  function add(image: HTMLImageElement): void {
    loaded.add(image);
    lookLater();
    const scroller = scrollerOf(editor);
    if (scroller === watched) return;
    stopWatching();
    watched = scroller;
    watched?.addEventListener('scroll', lookLater, { passive: true });
  }

  function stopWatching(): void {
    watched?.removeEventListener('scroll', lookLater);
    watched = null;
  }

  function lookLater(): void {
    clearTimeout(timer);
    timer = setTimeout(look, REST_MS);
  }

  function look(): void {
    const view = scrollerOf(editor)?.getBoundingClientRect();
    if (view === undefined || view.height === 0) return;
    if (isComposing()) {
      lookLater();
      return;
    }
    const far: HTMLImageElement[] = [];
    for (const image of loaded) {
      if (image.isConnected && isNear(image, view)) continue;
      loaded.delete(image);
      if (image.isConnected) far.push(image);
    }
    release(far);
    if (loaded.size === 0) stopWatching();
  }

  /** All sizes first: each image that goes has what is measured next laid out anew. */
  function release(images: readonly HTMLImageElement[]): void {
    const sizes = images.map((image) => image.getBoundingClientRect());
    for (const [index, size] of sizes.entries()) {
      const image = images[index];
      const next = image === undefined ? undefined : letGo(image, size);
      if (next !== undefined) waiting.add(next);
    }
    loadShown();
  }

  /**
   * The browser takes an image of a section that it skips to be where it was when it was last drawn,
   * near the view: it would load it at once, to be let go of again, every two seconds.
   */
  function loadShown(): void {
    for (const image of waiting) {
      if (image.isConnected && isSkipped(image)) continue;
      waiting.delete(image);
      if (image.isConnected) startLoading(image);
    }
  }

  const stopListening = mergeRegister(
    registerLoaded(editor, add),
    editor.registerRootListener((root, before) => {
      // Of a section, as it comes near the view and is drawn again.
      before?.removeEventListener('contentvisibilityautostatechange', loadShown);
      root?.addEventListener('contentvisibilityautostatechange', loadShown);
    }),
  );
  return () => {
    clearTimeout(timer);
    stopWatching();
    stopListening();
  };
}

/** True in a section that the browser skips; what is folded away has no place that could be wrong. */
function isSkipped(image: HTMLImageElement): boolean {
  return image.checkVisibility() && !image.checkVisibility({ contentVisibilityAuto: true });
}

/** The section answers for what lies in it: the place of an image that is skipped costs its layout. */
function isNear(image: HTMLImageElement, view: DOMRect): boolean {
  const isWithin = ({ top, bottom }: DOMRect): boolean =>
    bottom > view.top - FAR_PX && top < view.bottom + FAR_PX;
  const section = image.closest('.section');
  if (section !== null && !isWithin(section.getBoundingClientRect())) return false;
  return isWithin(image.getBoundingClientRect());
}
