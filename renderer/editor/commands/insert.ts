import { $getSelection, $isRangeSelection } from 'lexical';
import type { CommandId } from '../../../shared/commands.ts';
import { $createBlockNode, type BlockNode, type BlockShape } from '../nodes/block-node.ts';
import { $blockAfter, $blockBefore } from '../nodes/section-node.ts';
import { $blockOf, levelOf, pathOf } from '../outline.ts';
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

/** A quote begins at the caret's line; the innermost one that the line lies in goes, for all its lines. */
function $toggleQuote(block: BlockNode): void {
  const level = pathOf(block.getShape()).lastIndexOf('quote');
  if (level < 0) {
    const shape = block.getShape();
    block.setShape({ ...shape, opens: [...shape.opens, { kind: 'quote' }] });
    return;
  }
  let line: BlockNode | null = block;
  while (line !== null && levelOf(line) > level) line = $blockBefore(line);
  if (line === null) return;
  const first = line.getShape();
  line.setShape({ ...first, opens: first.opens.toSpliced(level - first.inside.length, 1) });
  for (line = $blockAfter(line); line !== null && levelOf(line) > level; line = $blockAfter(line)) {
    const shape = line.getShape();
    line.setShape({ ...shape, inside: shape.inside.toSpliced(level, 1) });
  }
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
