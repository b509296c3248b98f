import {
  $getSelection,
  $isRangeSelection,
  COMMAND_PRIORITY_HIGH,
  COPY_COMMAND,
  CUT_COMMAND,
  HISTORY_PUSH_TAG,
  type LexicalEditor,
  mergeRegister,
  type NodeKey,
  PASTE_COMMAND,
} from 'lexical';
import { type ReadText, readPlain } from '../../../shared/clipboard/outline-text.ts';
import type { FoldedEnd } from '../below.ts';
import { followPaste } from '../images/waiting.ts';
import { openedItem } from '../nodes/block-node.ts';
import { $blockOf } from '../outline.ts';
import { type BringHost, bringImages, needsImages } from './bring-images.ts';
import { $copiedForms, $copiedMarkdown, $removeCopied, type CopiedForms } from './copy.ts';
import { $caretForPaste, $insertBlocks, $insertWords, takesLettersOnly } from './insert.ts';
import { type Pasted, readPaste } from './read-paste.ts';

export interface ClipboardHost extends BringHost {
  /** Files were pasted, from a file manager or a screenshot tool. */
  readonly onFiles: (files: readonly File[]) => void;
  readonly $foldedEnd: FoldedEnd;
  /** A paste ends in this block: what the disk refused of its images goes below that. */
  readonly onPasted: (block: NodeKey) => void;
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
  const dispose = mergeRegister(
    editor.registerCommand(
      COPY_COMMAND,
      (event) => putForms(event, $copiedForms(host)),
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
      editor.update(() => void putForms(null, $copiedMarkdown()), { discrete: true });
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
  if (forms === null) return false;
  if (event instanceof ClipboardEvent) fill(event, forms);
  else copyNow(forms);
  return true;
}

function fill(event: ClipboardEvent, forms: CopiedForms): void {
  event.preventDefault();
  for (const [type, text] of forms) event.clipboardData?.setData(type, text);
}

/**
 * Copies without an event of the browser's: for a command, and for an image, beside which there is
 * no selection that a browser would copy.
 */
function copyNow(forms: CopiedForms): void {
  const onCopy = (event: ClipboardEvent): void => {
    event.stopImmediatePropagation();
    fill(event, forms);
  };
  const allow = (event: Event): void => event.preventDefault();
  document.addEventListener('beforecopy', allow, true);
  document.addEventListener('copy', onCopy, true);
  document.execCommand('copy');
  document.removeEventListener('copy', onCopy, true);
  document.removeEventListener('beforecopy', allow, true);
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
  if (needsImages(pasted.read, pasted.from, host)) followPaste(pasteLater(editor, host, pasted));
  else insert(editor, host, pasted.read, pasted);
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
  insert(editor, host, read, pasted);
}

function insert(
  editor: LexicalEditor,
  { $foldedEnd, onPasted }: ClipboardHost,
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
      else $insertBlocks(selection, read.blocks, { keepsHeadings, $foldedEnd });
      const end = $getSelection();
      const last = $isRangeSelection(end) ? $blockOf(end.anchor.getNode()) : null;
      onPasted((last ?? block).getKey());
    },
    { tag: HISTORY_PUSH_TAG },
  );
}

function $isInOutline(): boolean {
  const selection = $getSelection();
  const block = $isRangeSelection(selection) ? $blockOf(selection.anchor.getNode()) : null;
  return block !== null && openedItem(block.getShape()) !== null;
}
