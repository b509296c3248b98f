import type { Nodes, Root } from 'mdast';
import { fromMarkdown } from 'mdast-util-from-markdown';
import { frontmatterFromMarkdown } from 'mdast-util-frontmatter';
import { gfmFromMarkdown } from 'mdast-util-gfm';
import { frontmatter } from 'micromark-extension-frontmatter';
import { gfm } from 'micromark-extension-gfm';
import { plainText } from '../../../shared/markdown/inline/index.ts';
import type { Block, BlockBody, Container, Inline } from '../../../shared/markdown/model.ts';

/**
 * The structure of a block, as two independent parsers can both tell it.
 *
 * `path` is written outermost first: `i` an item, `q` a quote, `f` a footnote; what the block opens
 * stands in `opens`. `body` names kind and what belongs to it besides inline text.
 */
export interface Shape {
  readonly path: string;
  readonly opens: readonly string[];
  readonly body: string;
  readonly text: string;
}

const FRONT_MATTER =
  /^\uFEFF?---[ \t]*(?:\r\n|\n|\r)(?:[\s\S]*?(?:\r\n|\n|\r))??---[ \t]*(?:[\r\n]|$)/;

/**
 * Reads a text with micromark and mdast.
 *
 * The front matter extension takes part only where there is some: where a first `---` has no
 * partner it leaves the lines that it looked at without their lists and quotes.
 */
function judgeTree(text: string): Root {
  if (!FRONT_MATTER.test(text)) {
    return fromMarkdown(text, { extensions: [gfm()], mdastExtensions: [gfmFromMarkdown()] });
  }
  return fromMarkdown(text, {
    extensions: [gfm(), frontmatter()],
    mdastExtensions: [gfmFromMarkdown(), frontmatterFromMarkdown()],
  });
}

/** The structure that micromark and mdast see in a text. */
export function judgedShapes(text: string): Shape[] {
  const shapes: Shape[] = [];
  const walk = new TreeWalk(text, shapes);
  walk.children(judgeTree(text));
  return shapes;
}

class TreeWalk {
  private readonly path: string[] = [];
  private opens: string[] = [];
  private readonly text: string;
  private readonly shapes: Shape[];

  constructor(text: string, shapes: Shape[]) {
    this.text = text;
    this.shapes = shapes;
  }

  children(node: Nodes): void {
    if ('children' in node) for (const child of node.children) this.visit(child);
  }

  private visit(node: Nodes): void {
    switch (node.type) {
      case 'list':
        this.children(node);
        return;
      case 'listItem': {
        const start = node.position?.start.offset ?? 0;
        const marker = /^(?:[-*+]|\d+[.)])/.exec(this.text.slice(start, start + 12))?.[0] ?? '?';
        const task = typeof node.checked === 'boolean' ? (node.checked ? 'x' : 'o') : '';
        this.container('i', `${marker}${task}`, node);
        return;
      }
      case 'blockquote':
        this.container('q', '>', node);
        return;
      case 'footnoteDefinition':
        this.container('f', '^', node);
        return;
      default:
        this.leaf(judgedBody(node), inlineText(node));
    }
  }

  private container(letter: string, mark: string, node: Nodes): void {
    this.opens.push(mark);
    this.path.push(letter);
    const count = this.shapes.length;
    this.children(node);
    if (this.shapes.length === count) this.leaf('paragraph', '');
    this.path.pop();
  }

  private leaf(body: string, text: string): void {
    const inside = this.path.slice(0, this.path.length - this.opens.length).join('');
    this.shapes.push({ path: inside, opens: this.opens, body, text: squeeze(text) });
    this.opens = [];
  }
}

function judgedBody(node: Nodes): string {
  switch (node.type) {
    case 'heading':
      return `heading ${node.depth}`;
    case 'code':
      return `code ${withoutLastEnd(node.value)}`;
    case 'thematicBreak':
      return 'rule';
    case 'table':
      return `table ${JSON.stringify(node.align)} ${node.children.map((row) => row.children.length).join(' ')}`;
    case 'html':
      return `html ${withoutLastEnd(node.value).trimStart()}`;
    case 'yaml':
      return `frontMatter ${clean(node.value)}`;
    default:
      return node.type;
  }
}

function inlineText(node: Nodes): string {
  if (node.type === 'code' || node.type === 'html' || node.type === 'yaml') return '';
  return textOf(node);
}

function textOf(node: Nodes): string {
  if (node.type === 'image' || node.type === 'imageReference') return node.alt ?? '';
  if (node.type === 'break') return '\n';
  if (node.type === 'html') return '';
  if ('value' in node) return node.value;
  return 'children' in node ? node.children.map(textOf).join('') : '';
}

/** The structure that our engine sees in its blocks. */
export function shapesOf(blocks: readonly Block[]): Shape[] {
  const shapes: Shape[] = [];
  let hollow = false;
  for (const block of blocks) {
    const shape = shapeOf(block);
    const above = shapes.at(-1);
    // A marker alone on its line is a block for us, and nothing for a tree whose item has children.
    if (above !== undefined && hollow && holds(above, shape)) {
      const opens = [...above.opens, ...shape.opens];
      shapes[shapes.length - 1] = { ...shape, path: above.path, opens };
    } else shapes.push(shape);
    hollow = block.body.kind === 'paragraph' && block.body.content.every(isBlank);
  }
  return shapes;
}

function isBlank(inline: Inline): boolean {
  return inline.type === 'break' || (inline.type === 'text' && inline.text.trim() === '');
}

function holds(above: Shape, shape: Shape): boolean {
  return above.opens.length > 0 && shape.path.length >= above.path.length + above.opens.length;
}

function shapeOf({ inside, opens, body }: Block): Shape {
  const path = inside.map((kind) => kind.charAt(0)).join('');
  return { path, opens: opens.map(markOf), body: nameOf(body), text: squeeze(textIn(body)) };
}

function markOf(container: Container): string {
  if (container.kind === 'quote') return '>';
  if (container.kind === 'footnote') return '^';
  return `${container.marker}${container.task === null ? '' : container.task === 'done' ? 'x' : 'o'}`;
}

function nameOf(body: BlockBody): string {
  switch (body.kind) {
    case 'heading':
      return `heading ${body.level}`;
    case 'code':
      return `code ${withoutLastEnd(body.text)}`;
    case 'table': {
      const widths = body.table.rows.map((row) => row.length).join(' ');
      return `table ${JSON.stringify(body.table.align)} ${widths}`;
    }
    case 'html':
      return `html ${withoutLastEnd(body.text).trimStart()}`;
    case 'frontMatter':
      return `frontMatter ${clean(body.text.split('\n').slice(1, -1).join('\n'))}`;
    default:
      return body.kind;
  }
}

function textIn(body: BlockBody): string {
  if (body.kind === 'paragraph' || body.kind === 'heading') return plainText(body.content);
  if (body.kind === 'table') return body.table.rows.flat().map(plainText).join('');
  return '';
}

function clean(text: string): string {
  return text.replace(/\r\n?/g, '\n').replaceAll('\0', '\uFFFD');
}

/** The trees give or deny the last blank lines to HTML and code that nothing closes; indentation is no content of HTML. */
function withoutLastEnd(text: string): string {
  return clean(text).replace(/\n+$/, '');
}

/** Blanks in running text are compared by the inline tests. */
function squeeze(text: string): string {
  return clean(text).replace(/\s+/g, ' ').trim();
}
