import type { LexicalEditor } from 'lexical';
import { SHOW_LARGE } from '../../../shared/ipc/image-address.ts';
import { BLANK } from '../../../shared/ipc/small-picture.ts';
import { keepView } from '../keep-view.ts';
import type { ImageLink } from '../nodes/image-node.ts';
import { takePreview } from './preview.ts';

/** How an editor finds and names the images of its note. */
export interface ImageContext {
  /** The address the app serves a link under; null for a link that leads out of the notebook. */
  readonly sourceOf: (url: string) => string | null;
  /** In the language the interface has now. */
  readonly words: () => ImageWords;
}

interface ImageWords {
  readonly remote: string;
  /** Missing, or very large and shown on a click. */
  readonly hidden: string;
  readonly missing: string;
}

const NO_WORDS: ImageWords = { remote: '', hidden: '', missing: '' };

/** The boxes that stand for pictures, with what they say: for another language. */
const boxes = new WeakMap<Element, { readonly link: ImageLink; readonly word: keyof ImageWords }>();

const contexts = new WeakMap<LexicalEditor, ImageContext>();

/** Tells an editor where its note's images are. */
export function setImageContext(editor: LexicalEditor, context: ImageContext): void {
  contexts.set(editor, context);
}

/** The address under which the window may load an image of a note; null where it may not. */
export function addressOf(editor: LexicalEditor, url: string): string | null {
  return contexts.get(editor)?.sourceOf(url) ?? null;
}

/**
 * Draws an image into its element: the picture, and its caption below.
 *
 * Only images inside the notebook are loaded. An address is shown with its words, never fetched
 * (law 7); a missing file is told plainly. One that was just pasted is there at once, from memory.
 */
export function drawImage(element: HTMLElement, link: ImageLink, editor: LexicalEditor): void {
  const words = wordsOf(editor);
  const frame = document.createElement('span');
  frame.className = 'image-frame';
  const caption = document.createElement('span');
  caption.className = 'image-caption';
  element.append(frame, caption);
  drawWords(element, link);
  const source = addressOf(editor, link.url);
  const preview = source === null ? null : takePreview(editor, link.url);
  if (source === null) {
    frame.append(placeholder(link, 'remote', words));
    return;
  }
  // Asked again each time: the note may lie elsewhere by then.
  const now = (): string => addressOf(editor, link.url) ?? source;
  const missing = (): void => frame.replaceChildren(placeholder(link, 'missing', wordsOf(editor)));
  const show = (): HTMLImageElement => {
    const image = prepare(
      frame,
      link,
      () => now() + BLANK,
      () => {
        // A very large image is not sent unasked, and looks like a missing one from here.
        const box = placeholder(link, 'hidden', wordsOf(editor));
        box.addEventListener('click', () =>
          startLoading(prepare(frame, link, () => now() + SHOW_LARGE, missing)),
        );
        frame.replaceChildren(box);
      },
    );
    hideUntilReady(image);
    loaders.set(image, show);
    return image;
  };
  if (preview === null) startLoading(show());
  else {
    put(frame, preview, link);
    loaders.set(preview, show);
  }
}

/** Not drawn, and so not decoded, until it is known what it shows (`registerSmallPictures`). */
function hideUntilReady(image: HTMLImageElement): void {
  image.dataset.picture = 'waits';
}

/** How an image that is shown from memory, or was loaded, is loaded again. */
const loaders = new WeakMap<HTMLImageElement, () => HTMLImageElement>();

/** Where each image is found when its loading starts. */
const sources = new WeakMap<HTMLImageElement, () => string>();

/** Lets an image load that was put into the note without; the browser waits until it is near. */
export function startLoading(image: HTMLImageElement): void {
  image.src = sources.get(image)?.() ?? '';
}

/** Puts an image of the same size whose loading has not started in the place of one that is loaded. */
export function letGo(
  image: HTMLImageElement,
  { width, height }: DOMRect,
): HTMLImageElement | undefined {
  const next = loaders.get(image)?.();
  if (next === undefined) return;
  next.alt = image.alt;
  // What is not loaded has no size, and what lies below must not move.
  next.style.width = `${width}px`;
  next.style.height = `${height}px`;
  return next;
}

/** Gives a drawn image other words; the picture stays. */
export function drawWords(element: HTMLElement, { alt, title }: ImageLink): void {
  const caption = element.querySelector<HTMLElement>('.image-caption');
  if (caption !== null) {
    caption.textContent = title ?? '';
    caption.hidden = title === null || title === '';
  }
  const picture = element.querySelector('img');
  if (picture !== null) picture.alt = alt;
}

/** Gives the boxes that stand for pictures their words in the language of the interface. */
export function nameImages(note: Element, editor: LexicalEditor): void {
  for (const box of note.querySelectorAll('.image-placeholder')) {
    const known = boxes.get(box);
    if (known !== undefined) fillPlaceholder(box, known.link, wordsOf(editor)[known.word]);
  }
}

function wordsOf(editor: LexicalEditor): ImageWords {
  return contexts.get(editor)?.words() ?? NO_WORDS;
}

/** An image in its place; `startLoading` loads it. */
function prepare(
  frame: HTMLElement,
  link: ImageLink,
  source: () => string,
  onError: () => void,
): HTMLImageElement {
  const image = document.createElement('img');
  image.decoding = 'async';
  image.loading = 'lazy';
  image.dataset.size = 'unknown';
  settle(image, 'error', onError);
  settle(image, 'load', () => {
    delete image.dataset.size;
    image.removeAttribute('style');
  });
  sources.set(image, source);
  loaders.set(image, () => prepare(frame, link, source, onError));
  put(frame, image, link);
  return image;
}

/** An image takes its size where the reader does not see it: what is in view stays, a caret's line too. */
function settle(image: HTMLImageElement, event: 'load' | 'error', change: () => void): void {
  const onEvent = (): void => {
    const scroller = image.closest<HTMLElement>('.note-scroller');
    if (scroller === null) change();
    else keepView(scroller, change);
  };
  image.addEventListener(event, onEvent, { once: true });
}

function put(frame: HTMLElement, image: HTMLImageElement, { alt }: ImageLink): void {
  image.alt = alt;
  image.draggable = false;
  frame.replaceChildren(image);
}

function placeholder(link: ImageLink, word: keyof ImageWords, words: ImageWords): HTMLElement {
  const box = document.createElement('span');
  box.className = 'image-placeholder';
  box.dataset.state = word === 'remote' ? 'remote' : 'missing';
  box.setAttribute('role', 'img');
  boxes.set(box, { link, word });
  fillPlaceholder(box, link, words[word]);
  return box;
}

function fillPlaceholder(box: Element, link: ImageLink, word: string): void {
  box.setAttribute('aria-label', [word, link.alt, link.url].filter(Boolean).join(', '));
  const parts = [
    ['image-alt', link.alt || word],
    ['image-url', link.alt === '' ? link.url : `${word}: ${link.url}`],
  ].map(([name = '', text = '']) => {
    const part = document.createElement('span');
    part.className = name;
    part.textContent = text;
    return part;
  });
  box.replaceChildren(...parts);
}
