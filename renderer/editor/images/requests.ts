import type { LexicalEditor, NodeKey } from 'lexical';
import { decodeLink } from '../../../shared/note/name.ts';
import type { ImageLink, ImageNode } from '../nodes/image-node.ts';
import { addressOf } from './image-view.ts';
import type { LightboxSlide } from './Lightbox.tsx';
import { $selectedImage } from './select.ts';
import { $slidesAround } from './slides.ts';

/** What the window is asked to show for an image of a note. */
export type ImageRequest = { readonly editor: LexicalEditor; readonly key: NodeKey } & (
  | { readonly kind: 'show'; readonly slides: readonly LightboxSlide[]; readonly start: number }
  | { readonly kind: 'describe'; readonly link: ImageLink; readonly anchor: HTMLElement }
);

/** Asks to see an image large, among those of its talk that are in the notebook. */
export function $showRequest(
  editor: LexicalEditor,
  image: ImageNode,
  talkLevel: number,
): ImageRequest | null {
  const key = image.getKey();
  const slides = $slidesAround(image, talkLevel).slides.flatMap((slide): LightboxSlide[] => {
    const source = addressOf(editor, slide.link.url);
    if (source === null) return [];
    const { alt, title, url } = slide.link;
    const name = decodeLink(url).replace(/^.*\//, '');
    return [{ key: slide.key, source, alt, caption: title ?? '', name }];
  });
  const start = slides.findIndex((slide) => slide.key === key);
  return start === -1 ? null : { kind: 'show', editor, key, slides, start };
}

/** Asks for the words of the selected image; null where none is selected. */
export function $describeRequest(editor: LexicalEditor): ImageRequest | null {
  const image = $selectedImage();
  const anchor = image === null ? null : editor.getElementByKey(image.getKey());
  if (image === null || anchor === null) return null;
  return { kind: 'describe', editor, key: image.getKey(), link: image.getLink(), anchor };
}
