import type { LexicalEditor } from 'lexical';
import type { ImageLink } from './nodes/image-node.ts';

/** How an editor finds and names the images of its note. */
export interface ImageContext {
  /** The address the app serves a link under; null for a link that leads out of the notebook. */
  readonly sourceOf: (url: string) => string | null;
  readonly words: { readonly remote: string; readonly missing: string };
}

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
  const source = context?.sourceOf(link.url) ?? null;
  if (source === null) {
    element.append(placeholder(link, context?.words.remote ?? '', 'remote'));
    return;
  }
  const image = document.createElement('img');
  image.alt = link.alt;
  image.draggable = false;
  image.decoding = 'async';
  image.loading = 'lazy';
  image.addEventListener(
    'error',
    () => element.replaceChildren(placeholder(link, context?.words.missing ?? '', 'missing')),
    { once: true },
  );
  image.src = source;
  element.append(image);
}

function placeholder(link: ImageLink, word: string, state: 'remote' | 'missing'): HTMLElement {
  const box = document.createElement('span');
  box.className = 'image-placeholder';
  box.dataset.state = state;
  box.setAttribute('role', 'img');
  box.setAttribute('aria-label', [word, link.alt, link.url].filter(Boolean).join(', '));
  for (const [name, text] of [
    ['image-alt', link.alt || word],
    ['image-url', link.url],
  ] as const) {
    const part = document.createElement('span');
    part.className = name;
    part.textContent = text;
    box.append(part);
  }
  return box;
}
