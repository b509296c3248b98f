import {
  $getSelection,
  $isRangeSelection,
  $isTextNode,
  COMMAND_PRIORITY_CRITICAL,
  INSERT_PARAGRAPH_COMMAND,
  type LexicalEditor,
} from 'lexical';
import { $createBlockNode, type BlockNode, type BlockShape } from '../nodes/block-node.ts';
import { $blockOf } from '../outline.ts';

const RULE = /^(?:-{3,}|\*{3,}|_{3,}|－{3,}|＊{3,})$/;
const FENCE = /^(?:`{3,}|~{3,}|｀{3})[ 　]*([\w+#.-]*)[ 　]*$/;

/** What Enter makes of a line that is all Markdown: `---` a rule, three backticks a code block. */
export function registerLineRules(editor: LexicalEditor): () => void {
  return editor.registerCommand(INSERT_PARAGRAPH_COMMAND, $onEnter, COMMAND_PRIORITY_CRITICAL);
}

function $onEnter(): boolean {
  const selection = $getSelection();
  if (!$isRangeSelection(selection) || !selection.isCollapsed()) return false;
  const block = $blockOf(selection.anchor.getNode());
  const shape = block?.getShape();
  if (block === null || shape?.leaf.kind !== 'text') return false;
  // An image has no letters: what looks like `---` beside one is no rule.
  if (!block.getChildren().every($isTextNode)) return false;
  const words = block.getTextContent();
  const fence = FENCE.exec(words);
  if (fence !== null) {
    block.clear();
    block.setShape({ ...shape, leaf: { kind: 'code', info: fence[1] ?? '' } });
    block.selectStart();
    return true;
  }
  if (!RULE.test(words) || shape.opens.length > 0) return false;
  $makeRule(block, shape);
  return true;
}

/** Turns a line into a rule and goes on below it. */
export function $makeRule(block: BlockNode, shape: BlockShape): void {
  block.clear();
  block.setShape({ ...shape, leaf: { kind: 'rule' } });
  const next = $createBlockNode({ inside: shape.inside, opens: [], leaf: { kind: 'text' } });
  block.insertAfter(next);
  next.selectStart();
}
