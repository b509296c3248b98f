import type { LexicalEditor } from 'lexical';
import type { StoredImage } from '../../../shared/ipc/contract.ts';
import { isLargeImage } from '../../../shared/ipc/image-address.ts';

/** Images that were just pasted, by their link: shown from the bytes that are in memory already. */
const previews = new WeakMap<LexicalEditor, Map<string, HTMLImageElement>>();

/** Begins to load and to decode a pasted file while it is being stored. */
export function previewOf(file: File): HTMLImageElement {
  const image = document.createElement('img');
  image.addEventListener('load', () => decodeAhead(image), { once: true });
  image.src = URL.createObjectURL(file);
  return image;
}

/** The browser decodes what is in a page, and a 4K slide takes longer to decode than to store. */
function decodeAhead(image: HTMLImageElement): void {
  const facts = { widthPx: image.naturalWidth, heightPx: image.naturalHeight };
  // Where it cannot be decoded it is not shown either, and that is told when it is drawn.
  if (!isLargeImage(facts)) image.decode().catch(() => undefined);
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
