import type { LexicalEditor } from 'lexical';
import { scrollerOf } from '../view.ts';
import { loadLater } from './image-view.ts';
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
    for (const image of loaded) {
      if (image.isConnected && isNear(image, view)) continue;
      loaded.delete(image);
      if (image.isConnected) loadLater(image);
    }
    if (loaded.size === 0) stopWatching();
  }

  const stopListening = registerLoaded(editor, add);
  return () => {
    clearTimeout(timer);
    stopWatching();
    stopListening();
  };
}

/** The section answers for what lies in it: the place of an image that is skipped costs its layout. */
function isNear(image: HTMLImageElement, view: DOMRect): boolean {
  const isWithin = ({ top, bottom }: DOMRect): boolean =>
    bottom > view.top - FAR_PX && top < view.bottom + FAR_PX;
  const section = image.closest('.section');
  if (section !== null && !isWithin(section.getBoundingClientRect())) return false;
  return isWithin(image.getBoundingClientRect());
}
