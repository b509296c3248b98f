import {
  $getNodeByKey,
  $getSelection,
  $isNodeSelection,
  HISTORY_MERGE_TAG,
  type LexicalEditor,
  SKIP_DOM_SELECTION_TAG,
  SKIP_SCROLL_INTO_VIEW_TAG,
} from 'lexical';
import type { BackrowApi, StoredImage } from '../../../../shared/ipc/contract.ts';
import { decodeLink } from '../../../../shared/note/name.ts';
import { $isImageNode } from '../../nodes/image-node.ts';
import { relinked } from '../../relink.ts';
import { showPreview } from '../preview.ts';
import { Quiet } from './quiet.ts';
import { runShrink } from './run-shrink.ts';

/** What making images smaller needs of a session. */
export interface ShrinkingHost {
  readonly editor: LexicalEditor;
  readonly api: Pick<BackrowApi, 'imageToShrink' | 'shrunkImage' | 'dropOriginals'>;
  readonly name: () => string;
  readonly addressOf: (url: string) => string | null;
  /** True while an IME composes, or the note is shown as its source: then the outline must not change. */
  readonly isBusy: () => boolean;
  /** Sends what waits to main. */
  readonly flush: () => Promise<void>;
}

/** Nobody wrote for so long: a pause, not a thought between two words. */
const PAUSE_MS = 2500;

/**
 * Makes the images that were added to a note smaller, one after the other, in pauses of writing.
 *
 * The note names the original until the smaller file is durable, then that one; it is no step of undo,
 * and undo and redo over it bring the smaller one back (`registerRelink`). A key ends the work, which
 * begins again in the next pause; what is not done when the note closes stays as it was given.
 */
export class Shrinking {
  /** Images in the note's folder that became others, by their file names. */
  readonly shrunk = new Map<string, string>();
  readonly #host: ShrinkingHost;
  #quiet: Quiet | null = null;
  #waiting: string[] = [];
  #isDisposed = false;

  constructor(host: ShrinkingHost) {
    this.#host = host;
  }

  /** An image was stored beside the note. */
  add(url: string): void {
    if (this.#waiting.includes(url) || this.#isDisposed) return;
    this.#waiting.push(url);
    if (this.#quiet === null) void this.#work();
  }

  dispose(): void {
    this.#isDisposed = true;
    this.#quiet?.dispose();
  }

  async #work(): Promise<void> {
    const quiet = new Quiet();
    this.#quiet = quiet;
    const originals: string[] = [];
    for (let url = this.#waiting[0]; url !== undefined; url = this.#waiting[0]) {
      await this.#pause(quiet);
      if (this.#isDisposed) return;
      const done = await this.#shrink(url, quiet.signal);
      if (done === 'again') continue;
      if (done === 'smaller') originals.push(url);
      this.#waiting.shift();
    }
    quiet.dispose();
    this.#quiet = null;
    if (originals.length > 0) await this.#dropOriginals(originals);
  }

  /** Resolves when nobody writes, looks at an image or has a dialog open. */
  async #pause(quiet: Quiet): Promise<void> {
    do await quiet.after(PAUSE_MS);
    while (await this.#waitsOn());
  }

  /** False where the note may be changed; else true, some moments later. */
  async #waitsOn(): Promise<boolean> {
    if (this.#isDisposed || !this.#isBusy()) return false;
    await new Promise((resolve) => setTimeout(resolve, PAUSE_MS));
    return true;
  }

  #isBusy(): boolean {
    const { editor, isBusy } = this.#host;
    return (
      isBusy() ||
      document.querySelector('[role="dialog"]') !== null ||
      editor.getEditorState().read(() => $isNodeSelection($getSelection()))
    );
  }

  async #shrink(stored: string, signal: AbortSignal): Promise<'smaller' | 'as-given' | 'again'> {
    const { api, name } = this.#host;
    const [note, url] = [name(), this.#now(stored)];
    const given = await api.imageToShrink({ note, url });
    if (!given.ok || given.value === null) return 'as-given';
    const { bytes, how } = given.value;
    const smaller = await runShrink({ bytes: new Uint8Array(bytes), how }, signal);
    if (signal.aborted || this.#isBusy()) return 'again';
    // Whoever took the image back meanwhile gets the original with the next redo.
    if (smaller === null || this.#keysOf(url).length === 0) return 'as-given';
    const answer = await api.shrunkImage({ note, url, bytes: smaller });
    if (!answer.ok || answer.value === null) return 'as-given';
    await this.#show(url, answer.value);
    return 'smaller';
  }

  /** The link as the note has it now: it may have another name. */
  #now(url: string): string {
    const now = this.#host.name();
    const folder = decodeLink(url).replace(/\/[^/]*$/, '');
    const former = new Set([folder.replace(/\.assets$/, '.md')]);
    return relinked(url, { former, now, shrunk: new Map() }) ?? url;
  }

  async #show(url: string, stored: StoredImage): Promise<void> {
    const { editor, addressOf } = this.#host;
    const image = document.createElement('img');
    image.src = addressOf(stored.url) ?? '';
    // Ready before it is drawn, so that nothing flashes.
    await image.decode().catch(() => undefined);
    while (await this.#waitsOn());
    if (this.#isDisposed) return;
    this.shrunk.set(fileOf(url), fileOf(stored.url));
    const keys = this.#keysOf(url);
    if (keys.length === 1) showPreview(editor, stored, image);
    editor.update(
      () => {
        for (const key of keys) {
          const node = $getNodeByKey(key);
          if ($isImageNode(node)) node.setLink({ ...node.getLink(), url: stored.url });
        }
      },
      { tag: [HISTORY_MERGE_TAG, SKIP_DOM_SELECTION_TAG, SKIP_SCROLL_INTO_VIEW_TAG] },
    );
  }

  #keysOf(url: string): readonly string[] {
    return this.#host.editor.getEditorState().read(() => {
      const keys: string[] = [];
      for (const [key, node] of this.#host.editor.getEditorState()._nodeMap)
        if ($isImageNode(node) && node.isAttached() && node.getLink().url === url) keys.push(key);
      return keys;
    });
  }

  async #dropOriginals(originals: readonly string[]): Promise<void> {
    const { api, name, flush } = this.#host;
    await flush();
    const urls = originals.map((url) => this.#now(url));
    await api.dropOriginals({ note: name(), urls });
  }
}

function fileOf(url: string): string {
  return decodeLink(url).replace(/^.*\//s, '');
}
