import type { LexicalEditor } from 'lexical';
import type { StoredImage } from '../../../shared/ipc/contract.ts';
import { isLargeImage } from '../../../shared/ipc/image-address.ts';

/** Images that were just pasted, by their link: shown from the bytes that are in memory already. */
const previews = new WeakMap<LexicalEditor, Map<string, HTMLImageElement>>();

/** Begins to load a pasted file while it is being stored. */
export function previewOf(file: File): HTMLImageElement {
  const image = document.createElement('img');
  image.src = URL.createObjectURL(file);
  return image;
}

/** Keeps a preview for the moment in which the link to the stored image is drawn. */
export function showPreview(
  editor: LexicalEditor,
  stored: StoredImage,
  image: HTMLImageElement,
): void {
  const known = previews.get(editor) ?? new Map<string, HTMLImageElement>();
  previews.set(editor, known);
  if (isLargeImage(stored)) URL.revokeObjectURL(image.src);
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
  const letGo = (): void => URL.revokeObjectURL(image.src);
  void image.decode().then(letGo, letGo);
  return image;
}
