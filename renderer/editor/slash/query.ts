import {
  $getNodeByKey,
  $getSelection,
  $isRangeSelection,
  $isTextNode,
  type NodeKey,
} from 'lexical';
import { $blockOf } from '../outline.ts';

/** A slash that was typed: where it stands, and what was typed behind it. */
export interface SlashQuery {
  readonly key: NodeKey;
  /** The slash's offset in its text. */
  readonly at: number;
  readonly words: string;
}

const SLASH = /[/／]/;
const BLANK = /[\s　]/;

/** The slash right before the caret, where one opens the menu: at the start, or after a blank. */
export function $slashAtCaret(): SlashQuery | null {
  const selection = $getSelection();
  if (!$isRangeSelection(selection) || !selection.isCollapsed()) return null;
  const text = selection.anchor.getNode();
  const at = selection.anchor.offset - 1;
  if (!$isTextNode(text) || text.hasFormat('code')) return null;
  const words = text.getTextContent();
  if (!SLASH.test(words[at] ?? '')) return null;
  const before = at > 0 ? words[at - 1] : text.getPreviousSibling()?.getTextContent().at(-1);
  if (before !== undefined && !BLANK.test(before)) return null;
  const kind = $blockOf(text)?.getShape().leaf.kind;
  if (kind === undefined || kind === 'code' || kind === 'opaque') return null;
  return { key: text.getKey(), at, words: '' };
}

/** What stands behind a slash now, up to the caret; null where the caret has left it. */
export function $queryNow({ key, at }: SlashQuery): SlashQuery | null {
  const selection = $getSelection();
  const text = $getNodeByKey(key);
  if (!$isRangeSelection(selection) || !selection.isCollapsed() || !$isTextNode(text)) return null;
  if (selection.anchor.key !== key || selection.anchor.offset <= at) return null;
  const whole = text.getTextContent();
  const words = whole.slice(at + 1, selection.anchor.offset);
  return SLASH.test(whole[at] ?? '') && !BLANK.test(words) ? { key, at, words } : null;
}

/** Takes the slash and what was typed behind it away; the caret stands where the slash stood. */
export function $removeQuery({ key, at, words }: SlashQuery): void {
  const text = $getNodeByKey(key);
  if ($isTextNode(text)) text.spliceText(at, words.length + 1, '', true);
}
