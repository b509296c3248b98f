import type { LexicalEditor } from 'lexical';
import type { ClipboardHost } from '../clipboard/register.ts';
import { type ImageHost, insertImages, storeImage } from '../commands/images.ts';
import type { Composition } from '../composition.ts';
import type { OutlineView } from '../hiding/view.ts';
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
}: SlidesHost): () => ImageHost {
  return () => ({
    editor,
    note: name(),
    api: host.api,
    talkAt: (key) => talks().at(key)?.title ?? '',
    $foldedEnd: view.$foldedEnd,
    afterComposition: () => composition.after(),
    onStored,
    onFailed: host.onError,
    onNotImages: (names) =>
      host.onNotice({ id: 'not-images', values: { names: names.join(', ') } }),
  });
}

/** What the clipboard asks of a note. */
export function clipboardHost(slides: SlidesHost): ClipboardHost {
  const { host, name, view, composition } = slides;
  const images = imageHost(slides);
  return {
    // Asked each time: the note may get another name while it is open.
    get note() {
      return name();
    },
    notebook: host.notebook,
    api: host.api,
    store: async (file) => {
      const stored = await storeImage(images(), file, null);
      return stored === null || stored === 'failed' ? null : stored.url;
    },
    $foldedEnd: view.$foldedEnd,
    onFiles: (files) => void insertImages(images(), files),
    askPaste: () => void host.api.pasteAsText({}),
    afterComposition: () => composition.after(),
  };
}
