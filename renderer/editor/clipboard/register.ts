import {
  $getSelection,
  $isRangeSelection,
  COMMAND_PRIORITY_HIGH,
  COPY_COMMAND,
  CUT_COMMAND,
  HISTORY_PUSH_TAG,
  type LexicalEditor,
  mergeRegister,
  PASTE_COMMAND,
} from 'lexical';
import { type ReadText, readPlain } from '../../../shared/clipboard/outline-text.ts';
import { openedItem } from '../nodes/block-node.ts';
import { $blockOf } from '../outline.ts';
import { type BringHost, bringImages, needsImages } from './bring-images.ts';
import { $copiedForms, $copiedMarkdown, $removeCopied, type CopiedForms } from './copy.ts';
import { $caretForPaste, $insertBlocks, $insertWords, takesLettersOnly } from './insert.ts';
import { type Pasted, readPaste } from './read-paste.ts';

export interface ClipboardHost extends BringHost {
  /** Files were pasted, from a file manager or a screenshot tool. */
  readonly onFiles: (files: readonly File[]) => void;
  /** Asks the system to paste; a paste event follows. */
  readonly askPaste: () => void;
  /** Resolves when no IME is composing. */
  readonly afterComposition: () => Promise<void>;
}

/** The clipboard of one editor. */
export interface EditorClipboard {
  readonly copyMarkdown: () => void;
  readonly pastePlain: () => void;
  readonly dispose: () => void;
}

/** Copy, cut and paste; see ARCHITECTURE.md, "The life of a paste". */
export function registerClipboard(editor: LexicalEditor, host: ClipboardHost): EditorClipboard {
  const asked = new AskedPaste();
  let markdownOnly = false;
  const dispose = mergeRegister(
    editor.registerCommand(
      COPY_COMMAND,
      (event) => putForms(event, markdownOnly ? $copiedMarkdown() : $copiedForms(host)),
      COMMAND_PRIORITY_HIGH,
    ),
    editor.registerCommand(
      CUT_COMMAND,
      (event) => {
        if (putForms(event, $copiedForms(host))) $removeCopied();
        return true;
      },
      COMMAND_PRIORITY_HIGH,
    ),
    editor.registerCommand(
      PASTE_COMMAND,
      (event) => {
        const data = event instanceof ClipboardEvent ? event.clipboardData : null;
        if (data === null) return false;
        event.preventDefault();
        paste(editor, host, data, asked.take());
        return true;
      },
      COMMAND_PRIORITY_HIGH,
    ),
  );
  return {
    copyMarkdown: () => {
      markdownOnly = true;
      copyNow(editor);
      markdownOnly = false;
    },
    pastePlain: () => {
      asked.note();
      host.askPaste();
    },
    dispose,
  };
}

/** Gives a copy to the clipboard; false where there is nothing to copy. */
function putForms(event: unknown, forms: CopiedForms | null): boolean {
  const data = event instanceof ClipboardEvent ? event.clipboardData : null;
  if (!(event instanceof ClipboardEvent) || data === null || forms === null) return false;
  event.preventDefault();
  for (const [type, text] of forms) data.setData(type, text);
  return true;
}

/** Copies as if the key for it had been pressed, also where only a caret or an image is selected. */
function copyNow(editor: LexicalEditor): void {
  const root = editor.getRootElement();
  const allow = (event: Event): void => event.preventDefault();
  root?.addEventListener('beforecopy', allow);
  document.execCommand('copy');
  root?.removeEventListener('beforecopy', allow);
}

/** How long the paste that was asked for may take to come. */
const ASKED_MS = 2000;

/** Remembers that the next paste is to be plain. */
class AskedPaste {
  #until = 0;

  note(): void {
    this.#until = performance.now() + ASKED_MS;
  }

  take(): boolean {
    const asked = performance.now() < this.#until;
    this.#until = 0;
    return asked;
  }
}

function paste(
  editor: LexicalEditor,
  host: ClipboardHost,
  data: DataTransfer,
  isPlain: boolean,
): void {
  const offered = { files: [...data.files], getData: (type: string) => data.getData(type) };
  const pasted = isPlain
    ? plainPaste(offered.getData('text/plain'))
    : readPaste(offered, editor.read($isInOutline));
  if (pasted === null) return;
  if (pasted.kind === 'files') {
    host.onFiles(pasted.files);
    return;
  }
  if (needsImages(pasted.read, pasted.from, host)) void pasteLater(editor, host, pasted);
  else insert(editor, pasted.read, pasted);
}

function plainPaste(letters: string): Pasted | null {
  if (letters.trim() === '') return null;
  return { kind: 'text', read: readPlain(letters), letters, keepsHeadings: false, from: null };
}

/** A link is written only when its image is durable, and never into a composition. */
async function pasteLater(
  editor: LexicalEditor,
  host: ClipboardHost,
  pasted: Extract<Pasted, { kind: 'text' }>,
): Promise<void> {
  const read = await bringImages(pasted.read, pasted.from, host);
  await host.afterComposition();
  insert(editor, read, pasted);
}

function insert(
  editor: LexicalEditor,
  read: ReadText,
  { letters, keepsHeadings }: Extract<Pasted, { kind: 'text' }>,
): void {
  editor.update(
    () => {
      const selection = $caretForPaste();
      const block = selection === null ? null : $blockOf(selection.anchor.getNode());
      if (selection === null || block === null) return;
      if (takesLettersOnly(block)) selection.insertRawText(letters);
      else if (read.kind === 'words') $insertWords(selection, read.content);
      else $insertBlocks(selection, read.blocks, { keepsHeadings });
    },
    { tag: HISTORY_PUSH_TAG },
  );
}

function $isInOutline(): boolean {
  const selection = $getSelection();
  const block = $isRangeSelection(selection) ? $blockOf(selection.anchor.getNode()) : null;
  return block !== null && openedItem(block.getShape()) !== null;
}
