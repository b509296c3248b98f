import { $toggleLink } from '@lexical/link';
import {
  $getSelection,
  $isRangeSelection,
  $setSelection,
  COMMAND_PRIORITY_CRITICAL,
  COMMAND_PRIORITY_EDITOR,
  createCommand,
  HISTORY_PUSH_TAG,
  type LexicalCommand,
  type LexicalEditor,
  mergeRegister,
  PASTE_COMMAND,
} from 'lexical';
import type { Words } from '../../app/words.ts';
import { createOverlay } from '../overlay.tsx';
import { placeBelowCaret } from '../overlay-place.ts';
import { $canHoldLink, $linkTarget, $setLink, addressOf, type LinkWords } from './edit.ts';
import { LinkForm } from './LinkForm.tsx';

/** Asks for the link at the caret. */
export const EDIT_LINK_COMMAND: LexicalCommand<undefined> = createCommand('EDIT_LINK');

/** Links: the form of Ctrl+K, and an address pasted over words. */
export function registerLinks(
  editor: LexicalEditor,
  host: { readonly words: () => Words },
): () => void {
  const overlay = createOverlay(editor, 'note-form');
  return mergeRegister(
    editor.registerCommand(
      EDIT_LINK_COMMAND,
      () => {
        const target = $linkTarget();
        const selection = $getSelection()?.clone() ?? null;
        if (target === null) return true;
        const onDone = (link: LinkWords | null): void => {
          overlay.render(null);
          editor.update(
            () => {
              $setSelection(selection?.clone() ?? null);
              if (link !== null) $setLink({ text: link.text.trim(), url: addressOf(link.url) });
            },
            link === null ? {} : { tag: HISTORY_PUSH_TAG },
          );
          editor.focus();
        };
        const { left, top } = placeBelowCaret(editor, FORM);
        overlay.render(
          <LinkForm
            key={performance.now()}
            target={target}
            at={{ left, top }}
            words={host.words()}
            onDone={onDone}
          />,
        );
        return true;
      },
      COMMAND_PRIORITY_EDITOR,
    ),
    editor.registerCommand(PASTE_COMMAND, $pasteAddress, COMMAND_PRIORITY_CRITICAL),
    () => overlay.dispose(),
  );
}

/** The form's size in pixels, near enough to keep it in view. */
const FORM = { width: 352, height: 210 };

const ADDRESS = /^(?:https?:\/\/|mailto:)[^\s<>]+$/i;

/** An address pasted over words makes them a link to it. */
function $pasteAddress(event: ClipboardEvent | InputEvent | KeyboardEvent): boolean {
  const selection = $getSelection();
  if (!(event instanceof ClipboardEvent) || !$isRangeSelection(selection)) return false;
  const address = (event.clipboardData?.getData('text/plain') ?? '').trim();
  const words = selection.getTextContent();
  if (!ADDRESS.test(address) || words.trim() === '' || words.includes('\n')) return false;
  if (ADDRESS.test(words.trim()) || !$canHoldLink(selection)) return false;
  event.preventDefault();
  $toggleLink(address);
  const end = selection.isBackward() ? selection.anchor : selection.focus;
  selection.anchor.set(end.key, end.offset, end.type);
  selection.focus.set(end.key, end.offset, end.type);
  return true;
}
