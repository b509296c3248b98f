import type { LexicalEditor } from 'lexical';
import type { StoredImage } from '../../../shared/ipc/contract.ts';
import { isLargeImage } from '../../../shared/ipc/image-address.ts';

/** Images that were just pasted, by their link: shown from the bytes that are in memory already. */
const previews = new WeakMap<LexicalEditor, Map<string, HTMLImageElement>>();

/** The previews that are on their way, until each is decoded or will not be. */
const decoding = new WeakMap<HTMLImageElement, Promise<void>>();

/** Begins to load and to decode a pasted file while it is being stored. */
export function previewOf(file: File): HTMLImageElement {
  const image = document.createElement('img');
  const loaded = new Promise<void>((resolve) => {
    image.addEventListener('load', () => resolve(), { once: true });
    image.addEventListener('error', () => resolve(), { once: true });
  });
  decoding.set(
    image,
    loaded.then(() => decodeAhead(image)),
  );
  image.src = URL.createObjectURL(file);
  return image;
}

/** The browser decodes what is in a page, and a 4K slide takes longer to decode than to store. */
async function decodeAhead(image: HTMLImageElement): Promise<void> {
  const facts = { widthPx: image.naturalWidth, heightPx: image.naturalHeight };
  // Where it cannot be decoded it is not shown either, and that is told when it is drawn.
  if (!isLargeImage(facts)) await image.decode().catch(() => undefined);
}

/** A link waits no longer than this for its picture. */
const MOST_WAIT_MS = 150;

/**
 * Resolves when a preview is decoded, and soon in any case.
 *
 * Drawn sooner it would be decoded a second time beside the first, which takes longer than to wait.
 */
export function previewReady(image: HTMLImageElement): Promise<void> {
  const most = new Promise<void>((resolve) => setTimeout(resolve, MOST_WAIT_MS));
  return Promise.race([decoding.get(image) ?? most, most]);
}

/** Lets go of a preview that nothing will show. */
export function dropPreview(image: HTMLImageElement): void {
  URL.revokeObjectURL(image.src);
}

/** Keeps a preview for the moment in which the link to the stored image is drawn. */
export function showPreview(
  editor: LexicalEditor,
  stored: StoredImage,
  image: HTMLImageElement,
): void {
  const known = previews.get(editor) ?? new Map<string, HTMLImageElement>();
  previews.set(editor, known);
  if (isLargeImage(stored)) dropPreview(image);
  else known.set(stored.url, image);
}

/**
 * Takes the preview of a link, once: whoever draws the link again loads the file.
 *
 * The bytes are let go as soon as the picture is decoded.
 */
export function takePreview(editor: LexicalEditor, url: string): HTMLImageElement | null {
  const image = previews.get(editor)?.get(url) ?? null;
  if (image === null) return null;
  previews.get(editor)?.delete(url);
  const letGo = (): void => dropPreview(image);
  void image.decode().then(letGo, letGo);
  return image;
}
