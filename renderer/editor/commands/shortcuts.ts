import {
  $getSelection,
  $hasUpdateTag,
  $isRangeSelection,
  HISTORIC_TAG,
  PASTE_TAG,
  type TextNode,
} from 'lexical';
import type { Container } from '../../../shared/markdown/model.ts';
import {
  type BlockNode,
  type BlockShape,
  type HeadingLevel,
  kindsAround,
  openedItem,
} from '../nodes/block-node.ts';
import { $blockAfter } from '../nodes/section-node.ts';
import { $blockOf, itemShape } from '../outline.ts';

interface Rule {
  readonly pattern: RegExp;
  /** What a paragraph becomes. */
  readonly shape: (match: RegExpExecArray, shape: BlockShape) => BlockShape;
  /**
   * What an item becomes that holds nothing else yet; null where the letters stay letters.
   *
   * Who writes Markdown types its mark on a new line, also on one that has its bullet already.
   */
  readonly inEmptyItem?: (match: RegExpExecArray, line: ItemLine) => BlockShape | null;
  /** The same where words may follow. */
  readonly inItem?: (match: RegExpExecArray, line: ItemLine) => BlockShape | null;
}

interface ItemLine {
  readonly shape: BlockShape;
  readonly item: Item;
  /** Nothing below it lies in a list or a quote that holds it. */
  readonly isLast: boolean;
}

type Item = Extract<Container, { kind: 'item' }>;

/**
 * What the first characters of a line turn it into, once a blank follows them.
 *
 * Full-width forms count too: an IME is rarely switched off for a bullet.
 */
const RULES: readonly Rule[] = [
  {
    pattern: /^([#＃]{1,6})[ 　]/,
    shape: ([, marks = '#'], shape) => ({
      ...shape,
      leaf: { kind: 'heading', level: headingLevelOf(marks.length) },
    }),
    // As its command does: a heading begins a part of the note, so it leaves every list.
    inEmptyItem: ([, marks = '#'], { shape, isLast }) =>
      isLast && !kindsAround(shape).includes('quote')
        ? { inside: [], opens: [], leaf: { kind: 'heading', level: headingLevelOf(marks.length) } }
        : null,
  },
  {
    pattern: /^([-*+]|－|・)[ 　]/,
    shape: ([, mark = '-'], shape) => withItem(shape, bulletOf(mark), null),
    inEmptyItem: ([, mark = '-'], { shape, item }) =>
      /\d/.test(item.marker) ? asItem(shape, { ...item, marker: bulletOf(mark) }) : shape,
  },
  {
    pattern: /^([0-9０-９]{1,9})([.)．）])[ 　]/,
    shape: (match, shape) => withItem(shape, numberOf(match), null),
    inEmptyItem: (match, { shape, item }) =>
      /\d/.test(item.marker) ? shape : asItem(shape, { ...item, marker: numberOf(match) }),
  },
  {
    pattern: /^\[([ xX]?)\][ 　]/,
    shape: ([, sign = ''], shape) => withItem(shape, '-', taskOf(sign)),
    inItem: ([, sign = ''], { shape, item }) => asItem(shape, { ...item, task: taskOf(sign) }),
  },
  {
    pattern: /^[>＞][ 　]/,
    shape: (_match, shape) => asQuote(shape),
    // Behind a box Markdown knows no quote: the file would say the letter.
    inEmptyItem: (_match, { shape, item }) => (item.task === null ? asQuote(shape) : null),
  },
  {
    pattern: /^```([\w+#-]*)[ 　]/,
    shape: ([, info = ''], shape) => ({ ...shape, leaf: { kind: 'code', info } }),
  },
];

function bulletOf(mark: string): string {
  return /[-*+]/.test(mark) ? mark : '-';
}

function numberOf([, digits = '1', end = '.']: RegExpExecArray): string {
  return `${digits.normalize('NFKC')}${end.normalize('NFKC')}`;
}

function taskOf(sign: string): 'open' | 'done' {
  return sign.toLowerCase() === 'x' ? 'done' : 'open';
}

function headingLevelOf(count: number): HeadingLevel {
  return Math.min(6, Math.max(1, count)) as HeadingLevel;
}

function withItem(shape: BlockShape, marker: string, task: Item['task']): BlockShape {
  const like = { kind: 'item', marker, task } as const;
  return { ...itemShape(shape.inside, null), opens: [...shape.opens, like] };
}

function asQuote(shape: BlockShape): BlockShape {
  return { ...shape, opens: [...shape.opens, { kind: 'quote' }] };
}

function asItem(shape: BlockShape, item: Item): BlockShape {
  return { ...shape, opens: [...shape.opens.slice(0, -1), item] };
}

/** What a rule makes of a line that begins with its mark; null where it makes nothing of it. */
function $turned(rule: Rule, match: RegExpExecArray, block: BlockNode): BlockShape | null {
  const shape = block.getShape();
  if (shape.leaf.kind !== 'text') return null;
  const item = openedItem(shape);
  if (item === null)
    return shape.opens.every(({ kind }) => kind === 'quote') ? rule.shape(match, shape) : null;
  const isEmpty = block.getTextContent() === match[0];
  const change = rule.inItem ?? (isEmpty ? rule.inEmptyItem : undefined);
  const isLast = ($blockAfter(block)?.getShape().inside.length ?? 0) === 0;
  return change?.(match, { shape, item, isLast }) ?? null;
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
  for (const rule of RULES) {
    const match = rule.pattern.exec(words);
    if (match === null || match[0].length !== caret.offset) continue;
    const after = $turned(rule, match, block);
    if (after === null) continue;
    text.spliceText(0, match[0].length, '', true);
    block.setShape(after);
    // Images and links become their Markdown in code (code/letters-only.ts).
    if (after.leaf.kind === 'code') for (const child of block.getChildren()) child.markDirty();
    return;
  }
}
