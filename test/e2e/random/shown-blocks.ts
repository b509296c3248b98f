import type { Page } from '@playwright/test';
import { blockText, definitionWords, parse } from '../../../shared/markdown/index.ts';
import type {
  Block,
  Container,
  ContainerKind,
  Inline,
  Table,
} from '../../../shared/markdown/model.ts';

/** A block as a reader tells it: where it stands, what it is, what it says. */
export interface ToldBlock {
  /** What holds it, outermost first, and what begins here with markers and boxes. */
  readonly place: string;
  /** How many containers that began earlier hold it. */
  readonly depth: number;
  readonly kind: string;
  readonly words: string;
}

/** What the page gives of a block: the state that it was drawn from, and the words that it drew. */
interface ShownBlock {
  readonly shape: {
    readonly inside: readonly ContainerKind[];
    readonly opens: readonly Container[];
    readonly leaf: {
      readonly kind: string;
      readonly level?: number;
      readonly text?: string;
      readonly body?: Block['body'];
      readonly align?: Table['align'];
    };
  };
  readonly runs: readonly Run[];
  /** The cells of a table, row by row. */
  readonly rows: readonly (readonly (readonly Run[])[])[];
  readonly drawn: string;
}

/** A stretch of words with its marks, as one string that names them. */
interface Run {
  readonly text: string;
  readonly marks: string;
  /** What is said of an image. */
  readonly caption?: string;
}

/** The note as the editor has it. */
export interface ShownNote {
  readonly blocks: readonly ToldBlock[];
  /** For each of the blocks, its words as they are, with what Markdown does not tell apart. */
  readonly exact: readonly string[];
  /** False where source was edited by hand into something that Markdown reads in its own way. */
  readonly comparable: boolean;
  /** The link definitions: what a reference elsewhere means is looked up in them. */
  readonly definitions: string;
  /** Blocks whose drawn words are not those of the state, and what is hidden or shown wrongly. */
  readonly misdrawn: readonly string[];
}

/** Reads the open note from the page. */
export async function shownNote(page: Page): Promise<ShownNote> {
  const shown = await page.evaluate(readEditor);
  const told = shown
    .map(onEmptyItem)
    .map((block) => ({ block: tellShown(block), exact: JSON.stringify(block.runs) }))
    .filter(({ block }) => canBeWritten(block));
  return {
    blocks: told.map(({ block }) => block),
    exact: told.map(({ exact }) => exact),
    comparable: shown.every(isComparable),
    definitions: shown
      .filter(({ shape }) => isDefinition(shape.leaf))
      .map(({ runs }) => marked(runs))
      .join('\n'),
    misdrawn: [
      ...shown
        .filter((block) => block.drawn !== drawable(block))
        .map((block) => `${JSON.stringify(block.drawn)} for ${JSON.stringify(drawable(block))}`),
      ...(await page.evaluate(findMishidden)),
    ],
  };
}

/** Reads a note's text as the editor would tell it. */
export function toldNote(text: string): readonly ToldBlock[] {
  return parse(text).blocks.map(tellRead).filter(canBeWritten);
}

/** Markdown writes an item without words on the line of its first paragraph. */
function onEmptyItem(block: ShownBlock, index: number, all: readonly ShownBlock[]): ShownBlock {
  const opening = all
    .slice(0, index)
    .findLastIndex(({ shape, runs }) => shape.opens.length > 0 || textOf(runs) !== '');
  const before = all[opening];
  if (before === undefined || block.shape.opens.length > 0) return block;
  const { inside, opens, leaf } = before.shape;
  const isEmpty = leaf.kind === 'text' && textOf(before.runs) === '' && opens.length > 0;
  const path = [...inside, ...opens.map(({ kind }) => kind)].join(' ');
  if (!isEmpty || block.shape.inside.join(' ') !== path) return block;
  return { ...block, shape: { ...block.shape, inside, opens } };
}

/** Runs in the page: the state of the editor, and what stands in the document for it. */
function readEditor(): ShownBlock[] {
  interface Node {
    readonly type: string;
    readonly format?: number;
    readonly url?: string;
    readonly text?: string;
    readonly shape?: ShownBlock['shape'];
    readonly image?: Pick<Extract<Inline, { type: 'image' }>, 'url' | 'alt' | 'title'>;
    readonly children?: readonly Node[];
  }
  const root = document.querySelector('.note') as HTMLElement & {
    readonly __lexicalEditor: { getEditorState(): { toJSON(): { readonly root: Node } } };
  };
  const elements = [...root.querySelectorAll('.block')];
  const plain = { inside: [], opens: [], leaf: { kind: 'text' } };
  const sections = root.__lexicalEditor.getEditorState().toJSON().root.children ?? [];
  return sections
    .flatMap((section) => section.children ?? [])
    .map((block, index) => ({
      shape: block.shape ?? plain,
      runs: runsOf(block, ''),
      rows: (block.children ?? [])
        .filter(({ type }) => type === 'table-row')
        .map((row) => (row.children ?? []).map((cell) => runsOf(cell, ''))),
      drawn: drawnText(elements[index]),
    }));

  function runsOf(node: Node, link: string): readonly Run[] {
    if (node.type === 'linebreak') return [{ text: '\n', marks: '' }];
    if (node.type === 'image') {
      const { url = '', alt = '', title = null } = node.image ?? {};
      return [{ text: `\u{fffc}<${url}>`, marks: link, caption: `${alt} ${title}` }];
    }
    const inner = node.type === 'link' || node.type === 'label' ? `link ${node.url ?? ''}` : link;
    if (node.text !== undefined) return [{ text: node.text, marks: marksOf(node.format, inner) }];
    return (node.children ?? []).flatMap((child) => runsOf(child, inner));
  }

  function marksOf(format: number | undefined, link: string): string {
    const names = ['strong', 'emphasis', 'strike', '', 'code'];
    const set = names.filter((name, bit) => name !== '' && ((format ?? 0) & (1 << bit)) !== 0);
    return [...(link === '' ? [] : [link]), ...set].join(' ');
  }

  /** Nothing is copied for it: a copy of an image would be loaded anew. */
  function drawnText(element: Element | undefined): string {
    if (element === undefined) return '';
    const texts = document.createTreeWalker(
      element,
      NodeFilter.SHOW_ELEMENT | NodeFilter.SHOW_TEXT,
      {
        acceptNode: (node) =>
          node instanceof Element && node.matches('.image')
            ? NodeFilter.FILTER_REJECT
            : NodeFilter.FILTER_ACCEPT,
      },
    );
    let text = '';
    for (let node = texts.nextNode(); node !== null; node = texts.nextNode())
      if (node instanceof Text) text += node.data;
    return text;
  }
}

/** Runs in the page: what the folds and the caret should have made otherwise. */
function findMishidden(): string[] {
  const blocks = [...document.querySelectorAll('.note .block')];
  const isShown = (block: Element) => block.getClientRects().length > 0;
  const isZoomed =
    blocks.some((block) => !isShown(block)) &&
    document.querySelector('nav ol [aria-current="location"]') !== null;
  const wrong: string[] = [];
  let cover: Element | null = null;
  for (const [index, block] of blocks.entries()) {
    const words = JSON.stringify(block.textContent);
    if (isShown(block)) {
      const next = blocks[index + 1];
      cover = block.hasAttribute('data-folded') ? block : null;
      if (cover !== null && (next === undefined || isShown(next)))
        wrong.push(`${words} hides nothing`);
    } else if (cover === null && !isZoomed) wrong.push(`${words} is hidden by nothing`);
  }
  const selection = getSelection();
  const caret = selection?.focusNode?.parentElement?.closest('.block');
  if (selection?.isCollapsed === true && caret != null && !isShown(caret))
    wrong.push('the caret is out of sight');
  return wrong;
}

function tellShown({ shape, runs, rows }: ShownBlock): ToldBlock {
  const { leaf } = shape;
  if (leaf.kind === 'table') {
    const place = placeOf(shape.inside, shape.opens, false);
    const cells = rows.map((row) => row.map((cell) => cell.flatMap(cutAtBar)));
    const words = gridOf(leaf.align ?? [], cells);
    return { place, depth: shape.inside.length, kind: 'table', words };
  }
  // A rule that somebody wrote on is a paragraph from then on.
  const kind = leaf.kind === 'rule' && runs.length > 0 ? 'text' : leaf.kind;
  const isSource = (kind === 'opaque' && !isDefinition(leaf)) || kind === 'code';
  const words = isSource ? textOf(runs) : wordsIn(kind, runs);
  return {
    place: placeOf(shape.inside, shape.opens, mayHaveBox(kind, words)),
    depth: shape.inside.length,
    kind: `${kind}${leaf.level ?? ''}`,
    words,
  };
}

/** In a cell no code can hold a bar behind a backslash. */
function cutAtBar(run: Run): readonly Run[] {
  if (!run.marks.endsWith('code')) return [run];
  return run.text
    .split(/(?<=\\)(\|)/)
    .map((text, at) =>
      at % 2 === 0 ? { ...run, text } : { text, marks: run.marks.slice(0, -4).trim() },
    );
}

/** A table as text: its columns, and below them its rows. */
function gridOf(align: Table['align'], rows: ShownBlock['rows']): string {
  const columns = align.map((alignment) => alignment ?? 'none').join(' ');
  // What is beyond the head's columns is not shown (GFM, section 4.10).
  const lines = rows.map((row) => align.map((_, at) => marked(row[at] ?? [])).join(' | '));
  return [columns, ...lines].join('\n');
}

function textOf(runs: readonly Run[]): string {
  return runs.map(({ text }) => text).join('');
}

/** What is drawn as text: line ends and images are elements. */
function drawable({ runs }: ShownBlock): string {
  return textOf(runs).replaceAll(/\n|\u{fffc}<[^>]*>/gu, '');
}

function tellRead(block: Block): ToldBlock {
  const { inside, opens, body } = block;
  const depth = inside.length;
  const place = placeOf(inside, opens, false);
  switch (body.kind) {
    case 'paragraph':
    case 'heading': {
      const level = body.kind === 'heading' ? body.level : '';
      const kind = body.kind === 'heading' ? 'heading' : 'text';
      const words = wordsIn(kind, body.content.map(runOf));
      return {
        place: placeOf(inside, opens, mayHaveBox(kind, words)),
        depth,
        kind: `${kind}${level}`,
        words,
      };
    }
    case 'code':
      return { place, depth, kind: 'code', words: body.text };
    case 'rule':
      return { place, depth, kind: 'rule', words: '' };
    case 'table': {
      const rows = body.table.rows.map((row) => row.map((cell) => cell.map(runInCell)));
      return { place, depth, kind: 'table', words: gridOf(body.table.align, rows) };
    }
    case 'definition': {
      const { label = '', url = '' } = definitionWords(body.text) ?? {};
      const words = wordsIn('opaque', [{ text: label, marks: `link ${url}` }]);
      return { place, depth, kind: 'opaque', words };
    }
    default:
      return { place, depth, kind: 'opaque', words: blockText(block) };
  }
}

/** A definition is shown as its label, which is a link. */
function isDefinition({ body }: ShownBlock['shape']['leaf']): boolean {
  return body?.kind === 'definition';
}

function runOf(inline: Inline): Run {
  const marks = inline.marks.map((mark) => (mark.type === 'link' ? `link ${mark.url}` : mark.type));
  return { text: textOfInline(inline), marks: inline.type === 'break' ? '' : marks.join(' ') };
}

/** A line end in a cell is written as HTML. */
function runInCell(inline: Inline): Run {
  return inline.type === 'source' && /^<br[ \t]*\/?>$/i.test(inline.source)
    ? { text: '\n', marks: '' }
    : runOf(inline);
}

function textOfInline(inline: Inline): string {
  switch (inline.type) {
    case 'text':
      return inline.text;
    case 'break':
      return '\n';
    case 'image':
      return `\u{fffc}<${inline.url}>`;
    case 'source':
      return inline.source;
  }
}

/** A heading is one line: a line end in one that is underlined is a blank. */
function wordsIn(kind: string, runs: readonly Run[]): string {
  const words = marked(runs);
  return kind === 'heading' ? words.replaceAll('\n', ' ') : words;
}

/**
 * Words with their marks written out where they change.
 *
 * Blanks carry no mark, and those at the ends of a line say nothing in Markdown.
 */
function marked(runs: readonly Run[]): string {
  let words = '';
  let now = '';
  for (const { text, marks } of runs) {
    for (const part of text.split(/(\s+)/)) {
      if (part !== '' && part.trim() !== '' && marks !== now) {
        words += `\u{2039}${marks}\u{203a}`;
        now = marks;
      }
      words += part;
    }
  }
  return words.replaceAll(/[ \t]*\n[ \t]*/g, '\n').replaceAll(/^[ \t\n]+|[ \t\n]+$/g, '');
}

/** A box stands before words: an item that begins with a table, or with nothing, has none. */
function mayHaveBox(kind: string, words: string): boolean {
  return kind === 'text' && words !== '';
}

function placeOf(
  inside: readonly ContainerKind[],
  opens: readonly Container[],
  mayHaveBox: boolean,
): string {
  const begun = opens.map((container) => {
    if (container.kind !== 'item') return container.kind;
    const box = !mayHaveBox || container.task === null ? '' : ` ${container.task}`;
    return `${container.marker}${box}`;
  });
  return [...inside, ...begun].join(' > ');
}

/** Markdown has no empty paragraph, and cannot hold every empty item; those wait in the editor. */
function canBeWritten({ kind, words }: ToldBlock): boolean {
  return kind !== 'text' || words !== '';
}

/** Source that was edited by hand says what Markdown makes of it. */
function isComparable({ shape: { leaf }, runs }: ShownBlock): boolean {
  return leaf.kind !== 'opaque' || isDefinition(leaf) || textOf(runs) === leaf.text;
}
