import type { LexicalEditor } from 'lexical';
import type { ClipboardHost } from '../clipboard/register.ts';
import {
  addImage,
  type ImageHost,
  insertImages,
  putWaiting,
  storeImage,
} from '../commands/images.ts';
import type { Composition } from '../composition.ts';
import type { OutlineView } from '../hiding/view.ts';
import { followPaste, WaitingImages } from '../images/waiting.ts';
import type { SourceMode } from '../source/source-mode.ts';
import type { SessionHost } from './host.ts';
import type { NoteTalks } from './talks.ts';

/** What images and the clipboard need of the session around them. */
export interface SlidesHost {
  readonly editor: LexicalEditor;
  readonly host: SessionHost;
  readonly name: () => string;
  readonly talks: () => NoteTalks;
  readonly view: Pick<OutlineView, '$foldedEnd'>;
  readonly composition: Pick<Composition, 'after'>;
  readonly onStored: (url: string) => void;
  /** The images that no disk takes. */
  readonly waiting: () => WaitingImages;
  readonly source: () => Pick<SourceMode, 'putImage'>;
}

/** How images get into a note. */
export function imageHost({
  editor,
  host,
  name,
  talks,
  view,
  composition,
  onStored,
  waiting,
}: SlidesHost): () => ImageHost {
  return () => ({
    editor,
    // Asked each time: the note may get another name meanwhile.
    get note() {
      return name();
    },
    api: host.api,
    talkAt: (key) => talks().at(key)?.title ?? '',
    $foldedEnd: view.$foldedEnd,
    afterComposition: () => composition.after(),
    onStored,
    onWaits: (image) => waiting().add(image),
    onFailed: host.onError,
    onNotImages: (names) =>
      host.onNotice({ id: 'not-images', values: { names: names.join(', ') } }),
    onNotAdded: (names) =>
      host.onNotice({ id: 'images-not-added', values: { names: names.join(', ') } }),
  });
}

/** Keeps the images of a note that no disk takes, until they are in it: its outline or its source. */
export function waitingImages(slides: SlidesHost): WaitingImages {
  const { host } = slides;
  const images = imageHost(slides);
  return new WaitingImages({
    store: (image) => addImage(images(), image),
    put: async (stored, place, isFirst) =>
      (await slides.source().putImage(stored.url))
        ? null
        : putWaiting(images(), stored, place, isFirst),
    onWaits: () => host.onNotice({ id: 'image-in-window', values: {} }),
    onFailed: host.onError,
    onOver: () => host.onNoticeOver('image-in-window'),
  });
}

/** What the clipboard asks of a note. */
export function clipboardHost(slides: SlidesHost): ClipboardHost {
  const { host, name, view, composition } = slides;
  const images = imageHost(slides);
  return {
    get note() {
      return name();
    },
    notebook: host.notebook,
    api: host.api,
    store: async (file) => {
      const stored = await storeImage(images(), file, undefined);
      return stored === null || stored === 'failed' ? null : stored.url;
    },
    $foldedEnd: view.$foldedEnd,
    onPasted: (block) => slides.waiting().placeAt(block),
    onFiles: (files) => followPaste(insertImages(images(), files)),
    askPaste: () => void host.api.pasteAsText({}),
    afterComposition: () => composition.after(),
  };
}
