import { HISTORY_MERGE_TAG, type LexicalEditor, SKIP_SCROLL_INTO_VIEW_TAG } from 'lexical';
import { $lastBlock } from './last-block.ts';
import { $createBlockNode } from './nodes/block-node.ts';
import { $blockBefore } from './nodes/section-node.ts';
import { headingLevel } from './outline.ts';

/** The line of date and venue, as the form of a new note writes it. */
const LAST_OF_HEADER = /^\d{4}\/\d\d\/\d\d(?: @.*)?$/;
/** Title, address, date. */
const HEADER_BLOCKS = 3;

/**
 * Puts the caret of a note that is a header and no more on a line of its own below.
 *
 * Whoever has just made it writes at once, and must not write into the venue. The line is in no file
 * until it has words, and no step of undo.
 */
export function openFirstLine(editor: LexicalEditor): void {
  if (!editor.isEditable()) return;
  editor.update(
    () => {
      const last = $lastBlock();
      if (last === null || !LAST_OF_HEADER.test(last.getTextContent())) return;
      let first = last;
      for (let blocks = 1; blocks < HEADER_BLOCKS; blocks++) first = $blockBefore(first) ?? first;
      if (headingLevel(first) === null || $blockBefore(first) !== null) return;
      const line = $createBlockNode({ inside: [], opens: [], leaf: { kind: 'text' } });
      last.insertAfter(line);
      line.selectStart();
    },
    { discrete: true, tag: [HISTORY_MERGE_TAG, SKIP_SCROLL_INTO_VIEW_TAG] },
  );
}
