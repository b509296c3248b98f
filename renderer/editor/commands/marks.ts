import {
  $addUpdateTag,
  $getSelection,
  $hasUpdateTag,
  $isRangeSelection,
  HISTORIC_TAG,
  HISTORY_PUSH_TAG,
  PASTE_TAG,
  type TextFormatType,
  type TextNode,
} from 'lexical';
import { $blockOf } from '../outline.ts';

/**
 * Marks that close with the sign that was just typed, full-width ones too.
 *
 * What stands between the signs neither begins nor ends with a blank, as in Markdown.
 */
const RULES: readonly { readonly pattern: RegExp; readonly format: TextFormatType }[] = [
  { pattern: /(?<![*＊])(\*\*|＊＊)((?![\s*＊]).*?[^\s*＊])\1$/, format: 'bold' },
  { pattern: /(?<![*＊\\\w])(\*)((?![\s*]).*?[^\s*])\1$/, format: 'italic' },
  { pattern: /(?<![~\\])(~~)((?![\s~]).*?[^\s~])\1$/, format: 'strikethrough' },
  { pattern: /(?<![`\\])(`)([^`]+)\1$/, format: 'code' },
];

/** Turns `**words**` as they are typed into bold words, and so on; a transform of text. */
export function $applyMarkShortcut(text: TextNode): void {
  if (!text.isSimpleText() || text.hasFormat('code')) return;
  if ([HISTORIC_TAG, PASTE_TAG, HISTORY_PUSH_TAG].some((tag) => $hasUpdateTag(tag))) return;
  const selection = $getSelection();
  if (!$isRangeSelection(selection) || !selection.isCollapsed()) return;
  const { key, offset } = selection.anchor;
  if (key !== text.getKey() || !/[*＊~`]/.test(text.getTextContent()[offset - 1] ?? '')) return;
  const kind = $blockOf(text)?.getShape().leaf.kind;
  if (kind === undefined || kind === 'code' || kind === 'opaque') return;
  const before = text.getTextContent().slice(0, offset);
  // A run of signs may go on: `**` is no end of `*`.
  for (const { pattern, format } of RULES) {
    const match = pattern.exec(before);
    if (match === null) continue;
    $addUpdateTag(HISTORY_PUSH_TAG);
    $markWords(text, { from: match.index, to: offset, words: match[2] ?? '', format });
    return;
  }
}

function $markWords(
  text: TextNode,
  change: {
    readonly from: number;
    readonly to: number;
    readonly words: string;
    readonly format: TextFormatType;
  },
): void {
  const { from, to, words, format } = change;
  const parts = text.splitText(from, to);
  const marked = parts[from === 0 ? 0 : 1];
  if (marked === undefined) return;
  marked.setTextContent(words).toggleFormat(format);
  const selection = marked.select(words.length, words.length);
  // What is typed next is not marked any more.
  if (selection.hasFormat(format)) selection.toggleFormat(format);
}
