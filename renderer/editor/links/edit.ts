import { $createLinkNode, $isLinkNode, $toggleLink, type LinkNode } from '@lexical/link';
import {
  $createTextNode,
  $getSelection,
  $isRangeSelection,
  type LexicalNode,
  type RangeSelection,
} from 'lexical';
import { $isDefinition } from '../nodes/definition.ts';
import { UrlNode } from '../nodes/entity-node.ts';
import { $blockOf } from '../outline.ts';

/** What a link says and where it leads. */
export interface LinkWords {
  readonly text: string;
  readonly url: string;
}

/** The link that the caret or the selection is about; its parts are empty where there is none yet. */
export interface LinkTarget extends LinkWords {
  readonly exists: boolean;
}

/** What the link form begins with; null where no link can be. */
export function $linkTarget(): LinkTarget | null {
  const selection = $getSelection();
  if (!$isRangeSelection(selection)) return null;
  const link = $linkOf(selection.focus.getNode());
  // A definition is nothing but its link.
  if (link !== null && $isDefinition($blockOf(link)))
    return { text: link.getTextContent(), url: link.getURL(), exists: false };
  if (!$canHoldLink(selection)) return null;
  if (link !== null) return { text: link.getTextContent(), url: link.getURL(), exists: true };
  const node = selection.focus.getNode();
  if (selection.isCollapsed() && node instanceof UrlNode) {
    const url = node.getTextContent();
    return { text: url, url, exists: false };
  }
  return { text: selection.getTextContent(), url: '', exists: false };
}

/** Words of one block only; code and source are no place for links. */
export function $canHoldLink(selection: RangeSelection): boolean {
  const block = $blockOf(selection.anchor.getNode());
  const kind = block?.getShape().leaf.kind;
  if (block === null || kind === 'code' || kind === 'opaque') return false;
  return $blockOf(selection.focus.getNode())?.is(block) === true;
}

function $linkOf(node: LexicalNode | null): LinkNode | null {
  for (let parent = node; parent !== null; parent = parent.getParent())
    if ($isLinkNode(parent)) return parent;
  return null;
}

/** Makes or changes the link at the selection; an empty address takes it away. */
export function $setLink({ text, url }: LinkWords): void {
  const selection = $getSelection();
  if (!$isRangeSelection(selection)) return;
  const link = $linkOf(selection.focus.getNode());
  if (link !== null) $changeLink(link, text, url);
  else if (url !== '') $makeLink(selection, text, url);
}

function $changeLink(link: LinkNode, text: string, url: string): void {
  if (url === '') {
    $unlink(link);
    return;
  }
  if (link.getURL() !== url) link.setURL(url);
  if (link.getTextContent() === text) return;
  const [first] = link.getAllTextNodes();
  const words = $createTextNode(text === '' ? url : text).setFormat(first?.getFormat() ?? 0);
  const former = link.getChildren();
  link.append(words);
  // The caret leaves the former words before they go.
  words.selectEnd();
  for (const child of former) child.remove();
}

/** Takes a link away and leaves its words. */
function $unlink(link: LinkNode): void {
  const children = link.getChildren();
  for (const child of children) link.insertBefore(child);
  link.remove();
  children.at(-1)?.selectEnd();
}

function $makeLink(selection: RangeSelection, text: string, url: string): void {
  const node = selection.focus.getNode();
  if (selection.isCollapsed() && node instanceof UrlNode) node.select(0, node.getTextContentSize());
  if (!selection.isCollapsed() && selection.getTextContent() === text && text !== url) {
    $toggleLink(url);
    const end = selection.isBackward() ? selection.anchor : selection.focus;
    selection.anchor.set(end.key, end.offset, end.type);
    selection.focus.set(end.key, end.offset, end.type);
    return;
  }
  // An address that is its own words stands bare in the text, as people write it.
  if (text === '' || text === url) {
    selection.insertText(url);
    return;
  }
  const link = $createLinkNode(url).append($createTextNode(text));
  selection.insertNodes([link]);
  link.selectNext(0, 0);
}

/** An address as people type it: with the scheme that they leave out. */
export function addressOf(typed: string): string {
  const address = typed.trim();
  if (/^[^\s@/]+@[^\s@/]+\.[a-z]{2,}$/i.test(address)) return `mailto:${address}`;
  if (/^(?:[\w-]+\.)+[a-z]{2,}(?:[/?#:]\S*)?$/i.test(address) && !/\.md(?:#|$)/i.test(address))
    return `https://${address}`;
  return address;
}
