import type { Nodes, PhrasingContent, Root } from 'mdast';
import { fromMarkdown } from 'mdast-util-from-markdown';
import { frontmatterFromMarkdown } from 'mdast-util-frontmatter';
import { gfmFromMarkdown } from 'mdast-util-gfm';
import { frontmatter } from 'micromark-extension-frontmatter';
import { gfm } from 'micromark-extension-gfm';
import type { Definitions } from '../../../shared/markdown/index.ts';
import type { Block, BlockBody, Container, Inline } from '../../../shared/markdown/model.ts';
import { contentOf, definitionsOf, judged } from './inline/judge.ts';

/**
 * The structure of a block, as two independent parsers can both tell it.
 *
 * `path` is written outermost first: `i` an item, `q` a quote, `f` a footnote; what the block opens
 * stands in `opens`. `body` names kind and what belongs to it besides inline content; `content` is
 * that, mark by mark, of a table cell by cell.
 */
export interface Shape {
  readonly path: string;
  readonly opens: readonly string[];
  readonly body: string;
  readonly content: readonly (readonly Inline[])[];
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
  const tree = judgeTree(text);
  new TreeWalk(text, definitionsOf(tree), shapes).children(tree);
  return shapes;
}

/** How many lists of a text are loose, with blank lines that show, as micromark and mdast see them. */
export function looseLists(text: string): number {
  const count = (node: Nodes): number => {
    const own = node.type === 'list' && node.children.some((item) => item.spread || node.spread);
    const below = 'children' in node ? node.children.map(count) : [];
    return below.reduce((sum, each) => sum + each, own ? 1 : 0);
  };
  return count(judgeTree(text));
}

class TreeWalk {
  private readonly path: string[] = [];
  private opens: string[] = [];
  private readonly text: string;
  private readonly definitions: Definitions;
  private readonly shapes: Shape[];

  constructor(text: string, definitions: Definitions, shapes: Shape[]) {
    this.text = text;
    this.definitions = definitions;
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
        this.leaf(judgedBody(node), this.contentIn(node));
    }
  }

  private container(letter: string, mark: string, node: Nodes): void {
    this.opens.push(mark);
    this.path.push(letter);
    const count = this.shapes.length;
    this.children(node);
    if (this.shapes.length === count) this.leaf('paragraph', [[]]);
    this.path.pop();
  }

  private contentIn(node: Nodes): readonly (readonly Inline[])[] {
    const read = (children: readonly PhrasingContent[]) =>
      contentOf(children, this.text, this.definitions);
    switch (node.type) {
      case 'paragraph':
        return [comparable(read(node.children))];
      case 'heading':
        return [onOneLine(comparable(read(node.children)))];
      case 'table':
        return node.children.flatMap((row) =>
          row.children.map((cell) => comparable(read(cell.children))),
        );
      default:
        return [];
    }
  }

  private leaf(body: string, content: Shape['content']): void {
    const inside = this.path.slice(0, this.path.length - this.opens.length).join('');
    this.shapes.push({ path: inside, opens: this.opens, body, content });
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
  if (inline.type === 'break') return true;
  const isCode = inline.marks.some(({ type }) => type === 'code');
  return inline.type === 'text' && !isCode && inline.text.trim() === '';
}

function holds(above: Shape, shape: Shape): boolean {
  return above.opens.length > 0 && shape.path.length >= above.path.length + above.opens.length;
}

function shapeOf({ inside, opens, body }: Block): Shape {
  const path = inside.map((kind) => kind.charAt(0)).join('');
  return { path, opens: opens.map(markOf), body: nameOf(body), content: contentsOf(body) };
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

function contentsOf(body: BlockBody): Shape['content'] {
  if (body.kind === 'paragraph') return [comparable(body.content)];
  if (body.kind === 'heading') return [onOneLine(comparable(body.content))];
  return body.kind === 'table' ? body.table.rows.flat().map(comparable) : [];
}

function clean(text: string): string {
  return text.replace(/\r\n?/g, '\n').replaceAll('\0', '\uFFFD');
}

/** The trees give or deny the last blank lines to HTML and code that nothing closes; indentation is no content of HTML. */
function withoutLastEnd(text: string): string {
  return clean(text).replace(/\n+$/, '');
}

/**
 * Content without what a reader cannot see: how it is cut into runs, the marks of a line end, blanks
 * beside one, and where inside code and source the lines end.
 */
function comparable(content: readonly Inline[]): readonly Inline[] {
  const parts = judged(content).flatMap((inline): Inline[] => {
    if (inline.type === 'break') return [{ ...inline, marks: [] }];
    if (inline.type === 'source') return [{ ...inline, source: flat(inline.source) }];
    if (inline.type !== 'text') return [inline];
    if (inline.marks.some(({ type }) => type === 'code')) {
      return [{ ...inline, text: flat(inline.text) }];
    }
    return clean(inline.text)
      .split(/[ \t]*(\n)[ \t]*/)
      .map((text) => ({ ...inline, text, marks: text === '\n' ? [] : inline.marks }));
  });
  return trimmed(judged(parts));
}

function trimmed(content: readonly Inline[]): readonly Inline[] {
  return content.flatMap((inline, index): Inline[] => {
    if (inline.type !== 'text' || inline.marks.some(({ type }) => type === 'code')) return [inline];
    const first = index === 0 ? inline.text.trimStart() : inline.text;
    const text = index === content.length - 1 ? first.trimEnd() : first;
    return text === '' ? [] : [{ ...inline, text }];
  });
}

/** A heading is one line, however it is written, and no mark shows on a blank. */
function onOneLine(content: readonly Inline[]): readonly Inline[] {
  const parts = content.flatMap((inline): Inline[] => {
    if (inline.type === 'break') return [{ type: 'text', text: ' ', marks: [] }];
    if (inline.type !== 'text') return [inline];
    return inline.text
      .split(/([ \n]+)/)
      .map((text) =>
        /^[ \n]+$/.test(text) ? { type: 'text', text: ' ', marks: [] } : { ...inline, text },
      );
  });
  const isBlank = (inline: Inline | undefined) => inline?.type === 'text' && inline.text === ' ';
  const words = parts.filter((inline) => inline.type !== 'text' || inline.text !== '');
  return trimmed(judged(words.filter((one, at) => !isBlank(one) || !isBlank(words[at - 1]))));
}

/** Lines inside code and source begin with whatever their containers want. */
function flat(text: string): string {
  return clean(text).replace(/[ \t]*\n[ \t>]*/g, ' ');
}
