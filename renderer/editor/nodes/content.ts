import { $createLinkNode, $isLinkNode } from '@lexical/link';
import {
  $createLineBreakNode,
  $createTextNode,
  $getState,
  $isLineBreakNode,
  $isTextNode,
  $setState,
  createState,
  type ElementNode,
  IS_BOLD,
  IS_CODE,
  IS_ITALIC,
  IS_STRIKETHROUGH,
  type LexicalNode,
  type LineBreakNode,
  type TextNode,
} from 'lexical';
import type { Inline, Mark } from '../../../shared/markdown/model.ts';
import { $createPartNode, entityParts } from './entity-node.ts';
import { $createImageNode, $isImageNode } from './image-node.ts';
import { $createSourceTextNode, $isSourceTextNode } from './source-text-node.ts';

/** False for a line end that Markdown reads as a blank; a break made in the editor is hard. */
const hardState = createState('hard', { parse: (value) => value !== false });

/** True for a line end that Markdown renders as a break. */
export function $isHardBreak(node: LineBreakNode): boolean {
  return $getState(node, hardState);
}

/**
 * The marks that a break or an image was read with; null for one made in the editor.
 *
 * Lexical gives format to text only, but `**a` and `b**` on two lines is bold across the break,
 * and reading it back as two bold runs would rewrite a line that nobody touched.
 */
const marksState = createState('marks', {
  parse: (value): readonly Mark[] | null => (Array.isArray(value) ? value : null),
});

/** A line end that was read with marks. */
export function $createBreakNode(marks: readonly Mark[]): LineBreakNode {
  return $setState($createLineBreakNode(), marksState, ownMarks(marks));
}

type LinkMark = Extract<Mark, { type: 'link' }>;

const FORMATS = [
  ['strong', IS_BOLD],
  ['emphasis', IS_ITALIC],
  ['strike', IS_STRIKETHROUGH],
  ['code', IS_CODE],
] as const;

/** Makes the nodes for inline content, in order. */
export function $contentNodes(content: readonly Inline[]): LexicalNode[] {
  const nodes: LexicalNode[] = [];
  let link: { mark: LinkMark; node: ElementNode } | null = null;
  for (const inline of content) {
    const mark = linkOf(inline.marks);
    const made = $inlineNodes(inline);
    if (mark === null) {
      link = null;
      nodes.push(...made);
    } else if (link !== null && link.mark.url === mark.url && link.mark.title === mark.title) {
      link.node.append(...made);
    } else {
      const node = $createLinkNode(mark.url, { title: mark.title });
      node.append(...made);
      link = { mark, node };
      nodes.push(node);
    }
  }
  return nodes;
}

function $inlineNodes(inline: Inline): LexicalNode[] {
  switch (inline.type) {
    case 'text': {
      const format = formatOf(inline.marks);
      if ((format & IS_CODE) !== 0) return [$createTextNode(inline.text).setFormat(format)];
      return entityParts(inline.text).map((part) => $createPartNode(part, format));
    }
    case 'image': {
      const node = $createImageNode({ alt: inline.alt, url: inline.url, title: inline.title });
      return [$setState(node, marksState, ownMarks(inline.marks))];
    }
    case 'break': {
      const node = $createBreakNode(inline.marks);
      return [inline.hard ? node : $setState(node, hardState, false)];
    }
    case 'source':
      return [$createSourceTextNode(inline.source).setFormat(formatOf(inline.marks))];
  }
}

function linkOf(marks: readonly Mark[]): LinkMark | null {
  for (const mark of marks) if (mark.type === 'link') return mark;
  return null;
}

function ownMarks(marks: readonly Mark[]): readonly Mark[] {
  return marks.filter((mark) => mark.type !== 'link');
}

function formatOf(marks: readonly Mark[]): number {
  let format = 0;
  for (const [type, bit] of FORMATS) if (marks.some((mark) => mark.type === type)) format |= bit;
  return format;
}

/** Makes the nodes for text that is no Markdown: code and source, line by line. */
export function $plainNodes(text: string): LexicalNode[] {
  const nodes: LexicalNode[] = [];
  for (const [index, line] of text.split('\n').entries()) {
    if (index > 0) nodes.push($createLineBreakNode());
    if (line !== '') nodes.push($createTextNode(line));
  }
  return nodes;
}

/** Reads inline content back from a block's children. Neighbouring runs of equal marks are one. */
export function $readContent(parent: ElementNode): Inline[] {
  const content: Inline[] = [];
  $readInto(content, parent, []);
  return content;
}

function $readInto(content: Inline[], parent: ElementNode, outer: readonly Mark[]): void {
  for (let child = parent.getFirstChild(); child !== null; child = child.getNextSibling()) {
    if ($isLinkNode(child)) {
      $readInto(content, child, [
        { type: 'link', url: child.getURL(), title: child.getTitle() ?? null },
      ]);
    } else if ($isSourceTextNode(child)) {
      content.push({
        type: 'source',
        source: child.getTextContent(),
        marks: marksOf(child, outer),
      });
    } else if ($isTextNode(child)) pushText(content, child, outer);
    else if ($isLineBreakNode(child))
      content.push({
        type: 'break',
        hard: $getState(child, hardState),
        marks: $marksBetween(child, outer),
      });
    else if ($isImageNode(child))
      content.push({ type: 'image', ...child.getLink(), marks: $marksBetween(child, outer) });
  }
}

/** The marks of a node that has no format of its own, from how it was read and what it stands between. */
function $marksBetween(node: LexicalNode, outer: readonly Mark[]): readonly Mark[] {
  const stored = $getState(node, marksState);
  const before = $neighbourFormat(node.getPreviousSibling());
  const after = $neighbourFormat(node.getNextSibling());
  const own = FORMATS.filter(([type, bit]) => {
    if (stored === null) return before !== null && after !== null && (before & after & bit) !== 0;
    if (!stored.some((mark) => mark.type === type)) return false;
    return (before === null && after === null) || (((before ?? 0) | (after ?? 0)) & bit) !== 0;
  });
  return own.length === 0 ? outer : [...outer, ...own.map(([type]) => ({ type }))];
}

function $neighbourFormat(node: LexicalNode | null): number | null {
  return $isTextNode(node) ? node.getFormat() : null;
}

function pushText(content: Inline[], node: TextNode, outer: readonly Mark[]): void {
  const text = node.getTextContent();
  if (text === '') return;
  const marks = marksOf(node, outer);
  const last = content.at(-1);
  if (last?.type === 'text' && sameMarks(last.marks, marks))
    content[content.length - 1] = { type: 'text', text: last.text + text, marks };
  else content.push({ type: 'text', text, marks });
}

const NO_MARKS: readonly Mark[] = [];

function marksOf(node: TextNode, outer: readonly Mark[]): readonly Mark[] {
  const format = node.getFormat();
  const own = FORMATS.filter(([, bit]) => (format & bit) !== 0);
  if (own.length === 0) return outer.length === 0 ? NO_MARKS : outer;
  return [...outer, ...own.map(([type]) => ({ type }))];
}

function sameMarks(one: readonly Mark[], other: readonly Mark[]): boolean {
  return (
    one.length === other.length && one.every((mark, index) => mark.type === other[index]?.type)
  );
}

/** Reads code and source text back. */
export function $readPlain(parent: ElementNode): string {
  let text = '';
  for (let child = parent.getFirstChild(); child !== null; child = child.getNextSibling())
    text += $isLineBreakNode(child) ? '\n' : child.getTextContent();
  return text;
}
