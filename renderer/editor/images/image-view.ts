import type { LexicalEditor } from 'lexical';
import { SHOW_LARGE } from '../../../shared/ipc/image-address.ts';
import type { ImageLink } from '../nodes/image-node.ts';
import { takePreview } from './preview.ts';

/** How an editor finds and names the images of its note. */
export interface ImageContext {
  /** The address the app serves a link under; null for a link that leads out of the notebook. */
  readonly sourceOf: (url: string) => string | null;
  readonly words: ImageWords;
}

interface ImageWords {
  readonly remote: string;
  /** Missing, or very large and shown on a click. */
  readonly hidden: string;
  readonly missing: string;
}

const NO_WORDS: ImageWords = { remote: '', hidden: '', missing: '' };

const contexts = new WeakMap<LexicalEditor, ImageContext>();

/** Tells an editor where its note's images are. */
export function setImageContext(editor: LexicalEditor, context: ImageContext): void {
  contexts.set(editor, context);
}

/**
 * Draws an image into its element.
 *
 * Only images inside the notebook are loaded. An address is shown with its words, never fetched
 * (law 7); a missing file is told plainly.
 */
export function drawImage(element: HTMLElement, link: ImageLink, editor: LexicalEditor): void {
  const context = contexts.get(editor);
  const words = context?.words ?? NO_WORDS;
  const source = context?.sourceOf(link.url) ?? null;
  if (source === null) {
    element.append(placeholder(link, words.remote, 'remote'));
    return;
  }
  const preview = takePreview(editor, link.url);
  if (preview !== null) {
    preview.alt = link.alt;
    preview.draggable = false;
    element.replaceChildren(preview);
    return;
  }
  load(element, link, source, () => {
    // A very large image is not sent unasked, and looks like a missing one from here.
    const box = placeholder(link, words.hidden, 'missing');
    box.addEventListener('click', () =>
      load(element, link, source + SHOW_LARGE, () =>
        element.replaceChildren(placeholder(link, words.missing, 'missing')),
      ),
    );
    element.replaceChildren(box);
  });
}

function load(element: HTMLElement, link: ImageLink, source: string, onError: () => void): void {
  const image = document.createElement('img');
  image.alt = link.alt;
  image.draggable = false;
  image.decoding = 'async';
  image.loading = 'lazy';
  image.addEventListener('error', onError, { once: true });
  image.src = source;
  element.replaceChildren(image);
}

function placeholder(link: ImageLink, word: string, state: 'remote' | 'missing'): HTMLElement {
  const box = document.createElement('span');
  box.className = 'image-placeholder';
  box.dataset.state = state;
  box.setAttribute('role', 'img');
  box.setAttribute('aria-label', [word, link.alt, link.url].filter(Boolean).join(', '));
  for (const [name, text] of [
    ['image-alt', link.alt || word],
    ['image-url', link.alt === '' ? link.url : `${word}: ${link.url}`],
  ] as const) {
    const part = document.createElement('span');
    part.className = name;
    part.textContent = text;
    box.append(part);
  }
  return box;
}
