import { isEmbedded } from '../../../shared/clipboard/html/read.ts';
import { imageUrls, withImages } from '../../../shared/clipboard/images.ts';
import type { ReadText } from '../../../shared/clipboard/outline-text.ts';
import type { BackrowApi } from '../../../shared/ipc/contract.ts';
import type { Block, Inline } from '../../../shared/markdown/model.ts';
import { decodeLink, encodeLink } from '../../../shared/note/link.ts';
import { folderOf, relativePath, resolvePath } from '../../../shared/note/links/path.ts';

/** What has to be known of the note that images are brought to. */
export interface BringHost {
  readonly note: string;
  readonly notebook: string;
  readonly api: Pick<BackrowApi, 'copyImages'>;
  /** Stores a file beside the note; its link, or null where it was refused. */
  readonly store: (file: File) => Promise<string | null>;
}

type From = { readonly note: string; readonly notebook: string } | null;

/** True where a paste has images that are not beside this note yet. */
export function needsImages(read: ReadText, from: From, host: BringHost): boolean {
  return toBring(urlsOf(read), from, host).length > 0;
}

/**
 * Brings the images of a paste beside this note, durably, and points its links to them.
 *
 * Those of another note are copied from there, those embedded in a page are stored like any slide.
 */
export async function bringImages(read: ReadText, from: From, host: BringHost): Promise<ReadText> {
  const urls = toBring(urlsOf(read), from, host);
  const brought = new Map<string, string | null>();
  const local = urls.filter((url) => !isEmbedded(url));
  if (local.length > 0 && from !== null) {
    const answer = await host.api.copyImages({ from: from.note, to: host.note, urls: local });
    for (const [index, url] of local.entries())
      brought.set(
        url,
        (answer.ok ? answer.value.urls[index] : null) ?? linkFrom(host.note, from.note, url),
      );
  }
  for (const url of urls) if (isEmbedded(url)) brought.set(url, await host.store(fileOf(url)));
  return relinked(read, (url) => (brought.has(url) ? (brought.get(url) ?? null) : url));
}

/** What could not be copied, on a full disk perhaps, is shown from where it is. */
function linkFrom(note: string, from: string, url: string): string {
  const target = folderOf(note) === folderOf(from) ? null : resolvePath(from, decodeLink(url));
  return target === null ? url : encodeLink(relativePath(note, target));
}

function urlsOf(read: ReadText): readonly string[] {
  return imageUrls(read.kind === 'blocks' ? read.blocks : [paragraphOf(read.content)]);
}

function toBring(urls: readonly string[], from: From, host: BringHost): readonly string[] {
  const isElsewhere = from !== null && from.notebook === host.notebook && from.note !== host.note;
  return urls.filter(
    (url) => isEmbedded(url) || (isElsewhere && !/^(?:[a-z][a-z0-9+.-]*:|\/\/)/i.test(url)),
  );
}

function relinked(read: ReadText, addressOf: (url: string) => string | null): ReadText {
  if (read.kind === 'blocks') return { ...read, blocks: withImages(read.blocks, addressOf) };
  const [block] = withImages([paragraphOf(read.content)], addressOf);
  return block !== undefined && 'content' in block.body
    ? { kind: 'words', content: block.body.content }
    : read;
}

function paragraphOf(content: readonly Inline[]): Block {
  return { inside: [], opens: [], body: { kind: 'paragraph', content }, source: null };
}

/**
 * The bytes of a `data:` address. Its form was checked; what the bytes are, main looks at.
 *
 * One that was cut short gives what there is of it: an error here would take the page's words along.
 */
function fileOf(url: string): File {
  const [head = '', data = ''] = url.split(',', 2);
  const digits = data.replace(/\s+/g, '').replace(/=.*$/s, '');
  const letters = atob(digits.length % 4 === 1 ? digits.slice(0, -1) : digits);
  const bytes = Uint8Array.from(letters, (letter) => letter.charCodeAt(0));
  return new File([bytes], '', { type: /^data:([^;]+)/.exec(head)?.[1] ?? '' });
}
