import {
  $getSelection,
  $hasUpdateTag,
  $isRangeSelection,
  HISTORIC_TAG,
  PASTE_TAG,
  type TextNode,
} from 'lexical';
import { type BlockShape, type HeadingLevel, openedItem } from '../nodes/block-node.ts';
import { $blockOf, itemShape } from '../outline.ts';

/**
 * What the first characters of a paragraph turn it into, once a blank follows them.
 *
 * Full-width forms count too: an IME is rarely switched off for a bullet.
 */
const RULES: readonly {
  readonly pattern: RegExp;
  readonly shape: (match: RegExpExecArray, shape: BlockShape) => BlockShape;
}[] = [
  {
    pattern: /^([#＃]{1,6})[ 　]/,
    shape: ([, marks = '#'], shape) => ({
      ...shape,
      leaf: { kind: 'heading', level: headingLevelOf(marks.length) },
    }),
  },
  {
    pattern: /^([-*+]|－|・)[ 　]/,
    shape: ([, mark = '-'], shape) => withItem(shape, /[-*+]/.test(mark) ? mark : '-', null),
  },
  {
    pattern: /^([0-9０-９]{1,9})([.)．）])[ 　]/,
    shape: ([, digits = '1', end = '.'], shape) =>
      withItem(shape, `${digits.normalize('NFKC')}${end.normalize('NFKC')}`, null),
  },
  { pattern: /^\[\][ 　]/, shape: (_match, shape) => withItem(shape, '-', 'open') },
  {
    pattern: /^[>＞][ 　]/,
    shape: (_match, shape) => ({ ...shape, opens: [...shape.opens, { kind: 'quote' }] }),
  },
  {
    pattern: /^```([\w+#-]*)[ 　]/,
    shape: ([, info = ''], shape) => ({ ...shape, leaf: { kind: 'code', info } }),
  },
];

function headingLevelOf(count: number): HeadingLevel {
  return Math.min(6, Math.max(1, count)) as HeadingLevel;
}

function withItem(shape: BlockShape, marker: string, task: 'open' | null): BlockShape {
  const like = { kind: 'item', marker, task } as const;
  return { ...itemShape(shape.inside, null), opens: [...shape.opens, like] };
}

/** Block rules apply to a paragraph, also to the first one of a quote, and a task box to an item. */
function applies(shape: BlockShape, pattern: RegExp): boolean {
  if (shape.leaf.kind !== 'text') return false;
  if (shape.opens.every(({ kind }) => kind === 'quote')) return true;
  return shape.opens.at(-1)?.kind === 'item' && pattern.source.startsWith('^\\[');
}

/** Turns typed Markdown into what it means; a transform of text, never during composition. */
export function $applyShortcut(text: TextNode): void {
  if ($hasUpdateTag(HISTORIC_TAG) || $hasUpdateTag(PASTE_TAG)) return;
  if (text.getPreviousSibling() !== null || text.getFormat() !== 0) return;
  const block = $blockOf(text);
  const selection = $getSelection();
  if (block === null || !text.getParent()?.is(block)) return;
  if (!$isRangeSelection(selection) || !selection.isCollapsed()) return;
  const caret = selection.anchor;
  if (caret.key !== text.getKey()) return;
  const words = text.getTextContent();
  for (const { pattern, shape } of RULES) {
    const match = pattern.exec(words);
    if (match === null || match[0].length !== caret.offset) continue;
    const before = block.getShape();
    if (!applies(before, pattern)) continue;
    const after = shape(match, before);
    const opens = openedItem(before) === null ? after.opens : mergeTask(before, after);
    text.spliceText(0, match[0].length, '', true);
    block.setShape({ ...after, opens });
    // Images and links become their Markdown in code (code/letters-only.ts).
    if (after.leaf.kind === 'code') for (const child of block.getChildren()) child.markDirty();
    return;
  }
}

/** `[] ` in an item makes that item a task. */
function mergeTask(before: BlockShape, after: BlockShape): BlockShape['opens'] {
  const item = before.opens.at(-1);
  const made = after.opens.at(-1);
  return item?.kind === 'item' && made?.kind === 'item'
    ? [...before.opens.slice(0, -1), { ...item, task: made.task }]
    : after.opens;
}
