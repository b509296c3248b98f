import { $createTextNode, $getSelection, $isRangeSelection, type RangeSelection } from 'lexical';
import { $leaveImage } from '../images/select.ts';
import { $createBlockNode, type BlockNode, type HeadingLevel } from '../nodes/block-node.ts';
import { $createPartNode, entityParts } from '../nodes/entity-node.ts';
import { $blockAfter } from '../nodes/section-node.ts';
import { $blockOf, levelOf } from '../outline.ts';

/** Writes a stamp at the caret, set off by blanks from what stands there. */
export function $insertStamp(stamp: string): boolean {
  const isBehindImage = $leaveImage();
  const selection = $getSelection();
  if (!$isRangeSelection(selection)) return false;
  const before = $characterBefore(selection);
  const isApart = before === null ? !isBehindImage : /\s/.test(before);
  selection.insertText(`${isApart ? '' : ' '}${stamp} `);
  return true;
}

function $characterBefore(selection: RangeSelection): string | null {
  const start = selection.isBackward() ? selection.focus : selection.anchor;
  if (start.type !== 'text' || start.offset === 0) return null;
  return start.getNode().getTextContent()[start.offset - 1] ?? null;
}

/**
 * Opens a talk here: a stamped heading of the talk level, the caret behind the stamp.
 *
 * "Here" is below the top-level item or paragraph of the caret, so that no item is cut from its
 * children; an empty line becomes the heading itself.
 */
export function $insertTalk(stamp: string, level: HeadingLevel): boolean {
  $leaveImage();
  const selection = $getSelection();
  const block = $isRangeSelection(selection) ? $blockOf(selection.anchor.getNode()) : null;
  if (block === null) return false;
  const heading = $createBlockNode({ inside: [], opens: [], leaf: { kind: 'heading', level } });
  heading.append(
    ...entityParts(stamp).map((part) => $createPartNode(part, 0)),
    $createTextNode(' '),
  );
  const last = $lastOfTopLevel(block);
  last.insertAfter(heading);
  if (block.isEmpty() && block.is(last)) block.remove();
  heading.selectEnd();
  return true;
}

/** The last block of the top-level item that holds `block`. */
function $lastOfTopLevel(block: BlockNode): BlockNode {
  let last = block;
  for (let next = $blockAfter(last); next !== null && levelOf(next) > 0; next = $blockAfter(next))
    last = next;
  return last;
}
