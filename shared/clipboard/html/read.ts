import type {
  Block,
  BlockBody,
  Container,
  ContainerKind,
  Inline,
  Mark,
} from '../../markdown/model.ts';
import { LineWriter } from './line.ts';
import { isWordMarker, type ListPlace, listItem, wordItem } from './lists.ts';
import { marksAt } from './marks.ts';
import { tableCells, tableOf } from './table.ts';
import {
  attribute,
  elementsIn,
  type HtmlElement,
  type HtmlNode,
  isSkipped,
  styleOf,
  textOf,
} from './tree.ts';

/**
 * Reads pasted HTML as blocks.
 *
 * A whitelist by construction (law 7): nothing of the page is copied. Elements that are known give
 * blocks and marks of our own model, the words of all others stay words, and programs, frames, forms
 * and styles give nothing. Links and images keep their address only where a note could open it.
 */
export function readHtml(root: { readonly children: readonly HtmlNode[] }): readonly Block[] {
  const reader = new HtmlReader();
  reader.children(root.children, []);
  return reader.finish();
}

const BLOCKS = new Set(
  (
    'html body p div section article main header footer aside nav figure figcaption address details ' +
    'summary dl dt dd center fieldset form hgroup search legend caption tr td th tbody thead tfoot'
  ).split(' '),
);

const CAPTION = new Set(['caption']);

/** How a line is kept: as a paragraph or as a heading. */
type Line = (content: readonly Inline[]) => BlockBody;
const paragraph: Line = (content) => ({ kind: 'paragraph', content });

type ReadElement = (element: HtmlElement, marks: readonly Mark[]) => void;

class HtmlReader {
  readonly #blocks: Block[] = [];
  readonly #line = new LineWriter();
  /** The containers that hold the next block. */
  #path: ContainerKind[] = [];
  /** Those that the next block opens. */
  #pending: Container[] = [];
  #body: Line = paragraph;
  /** What a block around code says of its language. */
  #language = '';
  /** The list that is being read, across neighbouring lists; null outside. */
  #list: ListPlace | null = null;

  finish(): readonly Block[] {
    this.#flush();
    return this.#blocks;
  }

  children(nodes: readonly HtmlNode[], marks: readonly Mark[]): void {
    for (const node of nodes) {
      if (node.type === 'text') this.#line.text(node.value, marks);
      else if (node.type === 'element' && !isSkipped(node) && !isWordMarker(node))
        this.#element(node, marks);
    }
  }

  /** The elements that are more than words, a line or marks. */
  readonly #readers = new Map<string, ReadElement>(
    Object.entries<ReadElement>({
      br: () => this.#break(),
      img: (element, marks) => this.#image(element, marks),
      input: (element) => this.#checkbox(element),
      hr: () => this.#whole({ kind: 'rule' }),
      pre: (element) => this.#code(element, languageOf(element) || this.#language),
      blockquote: (element, marks) => this.#container({ kind: 'quote' }, element, marks),
      ul: (element, marks) => this.#openList(element, marks),
      ol: (element, marks) => this.#openList(element, marks),
      menu: (element, marks) => this.#openList(element, marks),
      li: (element, marks) => this.#item(element, marks),
      table: (element, marks) => this.#table(element, marks),
    }),
  );

  #element(element: HtmlElement, marks: readonly Mark[]): void {
    const read = this.#readers.get(element.tagName);
    if (read !== undefined) read(element, marks);
    else if (/^h[1-6]$/.test(element.tagName)) this.#heading(element, marks);
    else if (isCode(element)) this.#editorLines(element, marks);
    else if (element.tagName === 'p' && wordItem(element) !== null)
      this.#wordParagraph(element, marks);
    else this.#words(element, marks);
  }

  /** Any other element: its words, in a line of their own where it is a block. */
  #words(element: HtmlElement, marks: readonly Mark[]): void {
    const inner = marksAt(element, marks);
    if (!BLOCKS.has(element.tagName)) {
      this.children(element.children, inner);
      return;
    }
    const outer = this.#language;
    this.#language = languageIn(element) || outer;
    this.#flush();
    this.children(element.children, inner);
    this.#flush();
    this.#language = outer;
  }

  #break(): void {
    if (this.#line.endsWithBreak) this.#flush();
    else this.#line.break();
  }

  #heading(element: HtmlElement, marks: readonly Mark[]): void {
    this.#flush();
    const level = Number(element.tagName.slice(1)) as 1 | 2 | 3 | 4 | 5 | 6;
    const before = this.#body;
    this.#body = (content) => ({
      kind: 'heading',
      level,
      content: content.map((inline) =>
        inline.type === 'break' ? { type: 'text', text: ' ', marks: [] } : inline,
      ),
    });
    this.children(element.children, marks);
    this.#flush();
    this.#body = before;
  }

  /** Only images that have an address of their own; what else a page calls one is not in reach. */
  #image(element: HtmlElement, marks: readonly Mark[]): void {
    const alt = attribute(element, 'alt').replace(/\s+/g, ' ').trim();
    const url = attribute(element, 'src').trim();
    const isWord = /\bemoji\b/.test(
      `${attribute(element, 'className')} ${attribute(element, 'dataStringifyType')}`,
    );
    const isPixel = attribute(element, 'width') === '1' || attribute(element, 'height') === '1';
    if (isPixel) return;
    if (!isWord && (/^https?:\/\/[^\s<>\p{Cc}]+$/iu.test(url) || isEmbedded(url)))
      this.#line.image({ alt, url }, marks);
    else this.#line.text(alt, marks);
  }

  #checkbox(element: HtmlElement): void {
    const last = this.#pending.at(-1);
    if (attribute(element, 'type') !== 'checkbox' || last?.kind !== 'item') return;
    const task = element.properties.checked === true ? 'done' : 'open';
    this.#pending[this.#pending.length - 1] = { ...last, task };
  }

  #code(element: HtmlElement, info: string): void {
    const text = textOf(element)
      .replaceAll('\u00a0', ' ')
      .replace(/^\n|\n+$/g, '');
    if (text === '') return;
    this.#whole({ kind: 'code', info, text });
  }

  /** Lines of an editor are code; a part of one line is words. */
  #editorLines(element: HtmlElement, marks: readonly Mark[]): void {
    if (textOf(element).trim().includes('\n')) this.#code(element, '');
    else this.#line.text(textOf(element), marks);
  }

  #table(element: HtmlElement, marks: readonly Mark[]): void {
    const cells = tableCells(element);
    const table = cells === null ? null : tableOf(cells, (cell) => contentOf(cell));
    this.#flush();
    if (table !== null) {
      for (const caption of elementsIn(element, CAPTION)) this.#words(caption, marks);
      this.#push({ kind: 'table', table });
    } else this.children(element.children, marks);
    this.#flush();
  }

  #container(container: Container, element: HtmlElement, marks: readonly Mark[]): void {
    this.#flush();
    this.#within(this.#path, container, () => this.children(element.children, marks));
  }

  /**
   * Reads what one container holds and leaves it again.
   *
   * It begins with the block that comes next, together with quotes that have no words yet. An item
   * without words of its own is left out: what lies in it takes its place.
   */
  #within(path: readonly ContainerKind[], container: Container, read: () => void): void {
    const before = this.#path;
    const waiting = this.#pending;
    const outer =
      container.kind === 'item' ? waiting.filter(({ kind }) => kind !== 'item') : waiting;
    this.#path = [...path];
    this.#pending = [...outer, container];
    read();
    this.#flush();
    const opened = !this.#pending.includes(container);
    const kinds = outer.map(({ kind }) => kind);
    this.#path = opened ? [...before, ...kinds] : before;
    this.#pending = opened ? [] : waiting;
    if (opened && container.kind === 'item') this.#list?.base.push(...kinds);
  }

  #openList(element: HtmlElement, marks: readonly Mark[]): void {
    this.#flush();
    const list = this.#listHere();
    list.open++;
    list.lists.push({ element, count: 0 });
    this.children(element.children, marks);
    this.#flush();
    list.lists.pop();
    list.open--;
  }

  #item(element: HtmlElement, marks: readonly Mark[]): void {
    this.#flush();
    const list = this.#listHere();
    const { level, item } = listItem(element, list);
    this.#enterItem(list, level, item, () =>
      this.children(element.children, marksAt(element, marks)),
    );
  }

  #wordParagraph(element: HtmlElement, marks: readonly Mark[]): void {
    this.#flush();
    const found = wordItem(element);
    if (found === null) return;
    const list = this.#listHere();
    this.#enterItem(list, found.level, found.item, () =>
      this.children(element.children, marksAt(element, marks)),
    );
  }

  /** A level deeper than one below the item before would lie in nothing: it comes out so far. */
  #enterItem(list: ListPlace, level: number, item: Container, read: () => void): void {
    const depth = Math.max(0, Math.min(level - 1, list.deepest + 1));
    const path = [...list.base, ...Array<'item'>(depth).fill('item')];
    this.#within(path, item, () => {
      list.current = { item, depth };
      read();
    });
  }

  /** The list that is open, or that neighbours the one which begins now. */
  #listHere(): ListPlace {
    const list = this.#list;
    if (list !== null && (list.open > 0 || list.base.length === this.#path.length)) return list;
    this.#list = { base: [...this.#path], deepest: -1, open: 0, lists: [] };
    return this.#list;
  }

  /** A block that is not made of a line. */
  #whole(body: BlockBody): void {
    this.#flush();
    this.#push(body);
  }

  #flush(): void {
    const content = this.#line.take();
    if (content.length > 0) this.#push(this.#body(content));
  }

  #push(body: BlockBody): void {
    const opens = this.#pending;
    const inside = [...this.#path];
    this.#blocks.push({ inside, opens, body, source: null });
    this.#path.push(...opens.map(({ kind }) => kind));
    this.#pending = [];
    const list = this.#list;
    if (list === null) return;
    const { current } = list;
    if (current !== undefined && opens.includes(current.item)) list.deepest = current.depth;
    // Words between two lists end the first one.
    else if (list.open === 0 && inside.length <= list.base.length) this.#list = null;
  }
}

/** A cell's words as one line: Markdown has nothing else in a cell. */
function contentOf(cell: HtmlElement): readonly Inline[] {
  const lines = readHtml({ children: cell.children }).flatMap(({ body }) =>
    'content' in body ? [body.content] : 'text' in body ? body.text.split('\n').map(plain) : [],
  );
  return lines
    .flatMap((content, index) => (index === 0 ? content : [BLANK, ...content]))
    .map((inline) => (inline.type === 'break' ? BLANK : inline));
}

function plain(text: string): readonly Inline[] {
  return [{ type: 'text', text, marks: [] }];
}

const BLANK: Inline = { type: 'text', text: ' ', marks: [] };

/** A picture that travels inside the page itself; stored like any other slide. */
export function isEmbedded(url: string): boolean {
  return /^data:image\/(?:png|jpeg|gif|webp|avif|bmp);base64,[a-z0-9+/=\s]+$/i.test(url);
}

/** Editors copy code as lines of a fixed width font that keep their blanks. */
function isCode(element: HtmlElement): boolean {
  if (element.tagName !== 'div' || !styleOf(element, 'white-space').startsWith('pre')) return false;
  return /monospace|consolas|menlo|courier/.test(styleOf(element, 'font-family'));
}

/** The language that a highlighted block names, on itself or on the `code` in it. */
function languageOf(pre: HtmlElement): string {
  const [code] = pre.children.filter((child) => child.type === 'element');
  return languageIn(pre) || (code === undefined ? '' : languageIn(code));
}

const LANGUAGE = /(?:^|\s)(?:language|lang|highlight-source)-([\w+#.-]{1,30})/;

function languageIn(element: HtmlElement): string {
  return LANGUAGE.exec(attribute(element, 'className'))?.[1] ?? '';
}
