import { $getSelection, $isRangeSelection } from 'lexical';
import type { CommandId } from '../../../shared/commands.ts';
import { $createBlockNode, type BlockNode, type BlockShape } from '../nodes/block-node.ts';
import { $blockOf } from '../outline.ts';
import { $makeRule } from './line-rules.ts';

/** The commands of the registry that put something at the caret. */
export const INSERT_COMMANDS: Partial<Record<CommandId, () => void>> = {
  'insert.quote': $atCaret($toggleQuote),
  'insert.code': $atCaret($insertCode),
  'insert.rule': $atCaret($insertRule),
  'insert.date': $insertDate,
};

function $atCaret(change: (block: BlockNode) => void): () => void {
  return () => {
    const selection = $getSelection();
    const block = $isRangeSelection(selection) ? $blockOf(selection.focus.getNode()) : null;
    if (block !== null) change(block);
  };
}

/** A quote begins at the caret's line, or ends there where the line began one. */
function $toggleQuote(block: BlockNode): void {
  const shape = block.getShape();
  const at = shape.opens.findIndex(({ kind }) => kind === 'quote');
  const opens =
    at >= 0 ? shape.opens.toSpliced(at, 1) : [...shape.opens, { kind: 'quote' } as const];
  block.setShape({ ...shape, opens });
}

/** An empty line becomes code; below words a block of code begins. */
function $insertCode(block: BlockNode): void {
  const shape = block.getShape();
  const leaf = { kind: 'code', info: '' } as const;
  if (block.isEmpty() && shape.leaf.kind === 'text') block.setShape({ ...shape, leaf });
  else $below(block, { ...$inOf(shape), leaf });
}

function $insertRule(block: BlockNode): void {
  const shape = block.getShape();
  if (block.isEmpty() && shape.leaf.kind === 'text' && shape.opens.length === 0)
    $makeRule(block, shape);
  else {
    const line = $below(block, { ...$inOf(shape), leaf: { kind: 'text' } });
    $makeRule(line, line.getShape());
  }
}

function $inOf({ inside, opens }: BlockShape): Pick<BlockShape, 'inside' | 'opens'> {
  return { inside: [...inside, ...opens.map(({ kind }) => kind)], opens: [] };
}

function $below(block: BlockNode, shape: BlockShape): BlockNode {
  const made = $createBlockNode(shape);
  block.insertAfter(made);
  made.selectStart();
  return made;
}

/** Today, as people write dates in notes and every reader of dates understands them. */
function $insertDate(): void {
  const selection = $getSelection();
  const now = new Date();
  const two = (value: number): string => String(value).padStart(2, '0');
  const date = [now.getFullYear(), two(now.getMonth() + 1), two(now.getDate())].join('/');
  if ($isRangeSelection(selection)) selection.insertText(date);
}
