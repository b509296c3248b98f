import { inlinesEqual } from '../inline/compare.ts';
import type { Definitions } from '../inline/index.ts';
import { type InlinePosition, parseInline } from '../inline/index.ts';
import { printInline } from '../inline/print.ts';
import type { Block, BlockBody, Inline, NoteStyle } from '../model.ts';
import type { ReadLeaf } from '../read/leaf.ts';
import { isRule, isUnderline, readAtxHeading, trimBlanks } from '../read/one-line.ts';
import { splitRow } from '../read/table.ts';
import { codeText, unindentedSource } from './code-text.ts';
import type { Peeled } from './peel.ts';
import { tableLines } from './table-text.ts';

/** The words of a block, line by line, and what a reader must find in them. */
export interface LeafText {
  readonly lines: readonly string[];
  /** Null where any reading of the lines will do: source says whatever it says. */
  readonly leaf: ReadLeaf | null;
}

/** What a leaf's writer must know of its place. */
export interface LeafContext {
  readonly definitions: Definitions;
  readonly style: NoteStyle;
  /** The block's former source, or null where it is to be written anew. */
  readonly peeled: Peeled | null;
  /** How far it goes back to plain forms. */
  readonly form: 'own' | 'plain';
  /** True for a block that says what its source said, whatever became of definitions since. */
  readonly kept: boolean;
}

/** Writes what a block says, without prefixes and markers. */
export function leafText(block: Block, context: LeafContext): LeafText {
  const { body } = block;
  switch (body.kind) {
    case 'paragraph':
      return paragraphText(block, body.content, context);
    case 'heading':
      return headingText(body, context);
    case 'code':
      return codeText(body, context);
    case 'rule':
      return { lines: [ruleText(context)], leaf: { kind: 'rule' } };
    case 'table':
      return tableText(body, context);
    case 'html': {
      // Its indentation is the first that can go where it would make it part of an item.
      const text = context.form === 'own' ? body.text : body.text.trimStart();
      return { lines: text.split('\n'), leaf: { kind: 'html', text, unclosed: null } };
    }
    case 'definition': {
      // Behind an item its indentation would take it into that.
      const text = context.form === 'own' ? body.text : body.text.trimStart();
      const leaf = { kind: 'definition', text, label: '', url: '', title: null } as const;
      return { lines: text.split('\n'), leaf };
    }
    case 'frontMatter':
      return { lines: body.text.split('\n'), leaf: null };
    case 'source': {
      const text = context.form === 'own' ? body.text : unindentedSource(body.text, context.style);
      return { lines: text.split('\n'), leaf: null };
    }
  }
}

function formerLines(context: LeafContext): readonly string[] | null {
  return context.peeled === null ? null : context.peeled.lines.map(({ text }) => text);
}

/** The words may begin on the line below the box. */
const TASK_BOX = /^\[[ \t\nxX]\]([ \t]*\n[ \t]*|[ \t])/;

function paragraphText(
  block: Block,
  content: Extract<BlockBody, { kind: 'paragraph' }>['content'],
  context: LeafContext,
): LeafText {
  const item = block.opens.at(-1);
  const task = item?.kind === 'item' ? item.task : null;
  const former = formerLines(context);
  const whole = former === null ? null : trimBlanks(former.join('\n'));
  const [box = null, gap = ' '] = (whole === null ? null : TASK_BOX.exec(whole)) ?? [];
  const position = task !== null ? 'task' : item?.kind === 'item' ? 'item' : 'paragraph';
  const previous =
    whole === null || box === null || task === null ? whole : whole.slice(box.length);
  const source = inlineSource(content, previous, position, context);
  if (source === '' || task === null) return paragraphOf(source);
  const mark = task === 'done' ? doneBox(box) : '[ ]';
  return paragraphOf(mark + (gap.includes('\n') ? gap : ' ') + source);
}

function doneBox(box: string | null): string {
  return box?.[1] === 'X' ? '[X]' : '[x]';
}

function paragraphOf(source: string): LeafText {
  return { lines: source.split('\n'), leaf: { kind: 'paragraph', content: source } };
}

function inlineSource(
  content: Extract<BlockBody, { kind: 'paragraph' }>['content'],
  previous: string | null,
  position: InlinePosition,
  { definitions, style, kept }: LeafContext,
): string {
  // What says the same already keeps its bytes.
  const fits = position !== 'heading' || !previous?.includes('\n');
  if (previous !== null && fits) {
    if (kept || saysAlready(previous, content, position, definitions)) return previous;
  }
  const context = { previous, definitions, style: style.inline, position };
  return trimBlanks(printInline(content, context));
}

/**
 * What the cells of tables were read as, by their source.
 *
 * A key in one cell asks for the words of all others: they are read once and not once a key.
 */
const cells = new WeakMap<Definitions, Map<string, readonly Inline[]>>();
/** So many different cells are remembered for a note. */
const MOST_CELLS = 20_000;

function saysAlready(
  previous: string,
  content: readonly Inline[],
  position: InlinePosition,
  definitions: Definitions,
): boolean {
  const said =
    position === 'cell' ? readCell(previous, definitions) : parseInline(previous, definitions);
  return inlinesEqual(said, content);
}

function readCell(source: string, definitions: Definitions): readonly Inline[] {
  const known = cells.get(definitions) ?? new Map<string, readonly Inline[]>();
  if (known.size === 0) cells.set(definitions, known);
  const read = known.get(source) ?? parseInline(source, definitions, 'cell');
  if (known.size < MOST_CELLS) known.set(source, read);
  return read;
}

function headingText(body: Heading, context: LeafContext): LeafText {
  const former = formerHeading(context);
  const previous = former?.content ?? null;
  const underline =
    body.level <= 2
      ? (formerUnderline(body, former) ?? usualUnderline(body, former, context))
      : null;
  if (underline !== null) {
    const source = inlineSource(body.content, previous, 'paragraph', context);
    const leaf = { kind: 'heading', level: body.level, content: source } as const;
    // Nothing can be underlined.
    if (source !== '') return { lines: [...source.split('\n'), underline], leaf };
  }
  const marks = '#'.repeat(body.level);
  const line = inlineSource(body.content, previous, 'heading', context);
  const gap = former?.gap ?? ' ';
  const stays = former?.level === body.level;
  const closing = stays ? former?.closing : former?.closing?.replace(/#+/, marks);
  return {
    lines: [line === '' ? marks : `${marks}${gap}${line}${closing ?? ''}`],
    leaf: { kind: 'heading', level: body.level, content: line },
  };
}

type Heading = Extract<BlockBody, { kind: 'heading' }>;

function formerUnderline({ level }: Heading, former: FormerHeading | null): string | null {
  return former?.underline?.replace(/[=-]/g, level === 1 ? '=' : '-') ?? null;
}

/** The underline of the file's headings, for one that had no form of its own. */
function usualUnderline(
  { level }: Heading,
  former: FormerHeading | null,
  { form, style }: LeafContext,
): string | null {
  return former?.gap === undefined && form === 'own' ? (style.underlines[level - 1] ?? null) : null;
}

interface FormerHeading {
  readonly content: string;
  readonly underline?: string;
  readonly gap?: string;
  readonly closing?: string;
  /** Its level where number signs begin it. */
  readonly level?: number;
}

function formerHeading(context: LeafContext): FormerHeading | null {
  const lines = formerLines(context);
  const first = trimBlanks(lines?.[0] ?? '');
  if (lines === null || first === '') return null;
  const atx = lines.length === 1 ? readAtxHeading(first) : null;
  if (atx !== null) {
    const [signs = '', gap = ''] = /^#+([ \t]*)/.exec(first) ?? [];
    const found = { content: atx.content, gap: gap === '' ? ' ' : gap, level: atx.level };
    // Without words all signs may be those that begin it.
    const closing = atx.content === '' ? '' : first.slice(signs.length + atx.content.length);
    return closing === '' ? found : { ...found, closing };
  }
  const last = lines.at(-1) ?? '';
  if (lines.length > 1 && isUnderline(trimBlanks(last))) {
    return { content: trimBlanks(lines.slice(0, -1).join('\n')), underline: last };
  }
  return { content: trimBlanks(lines.join('\n')) };
}

function ruleText(context: LeafContext): string {
  const former = formerLines(context)?.[0];
  const rule = trimBlanks(former ?? '');
  if (former !== undefined && context.form === 'own' && isRule(rule, 0, rule.length)) return former;
  return context.form === 'own' ? '---' : '***';
}

function tableText(body: Extract<BlockBody, { kind: 'table' }>, context: LeafContext): LeafText {
  const lines = tableLines(body.table, formerLines(context), {
    write: (cell, previous) => inlineSource(cell, previous, 'cell', context),
    read: (source) => readCell(source, context.definitions),
  });
  const rows = lines.filter((_, index) => index !== 1).map((line) => splitRow(trimBlanks(line)));
  return { lines, leaf: { kind: 'table', align: body.table.align, rows } };
}
