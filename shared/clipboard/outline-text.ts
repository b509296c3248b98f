import { parse, parseInline } from '../markdown/index.ts';
import { NO_DEFINITIONS } from '../markdown/inline/index.ts';
import type { Block, Inline } from '../markdown/model.ts';

/** What a plain text turned out to be. */
export type ReadText =
  /** A part of a line, to be put between the letters. */
  | { readonly kind: 'words'; readonly content: readonly Inline[] }
  | { readonly kind: 'blocks'; readonly blocks: readonly Block[] };

/**
 * Reads a pasted text: Markdown as what it says, plain lines as an outline by their indentation.
 *
 * `asOutline` is true where the caret is in an item: there every line of prose is an item, as in
 * every outliner. Elsewhere lines without structure stay paragraphs.
 */
export function readText(text: string, asOutline: boolean): ReadText {
  const clean = withoutShared(cleanLines(text));
  const { blocks } = parse(clean);
  if (!clean.includes('\n')) {
    const [only] = blocks;
    const isWords = blocks.length === 1 && only?.body.kind === 'paragraph' && isBare(only);
    return {
      kind: 'words',
      content: isWords && only.body.kind === 'paragraph' ? only.body.content : literal(clean),
    };
  }
  if (blocks.some(isStructure)) return { kind: 'blocks', blocks };
  const lines = clean.split('\n').filter((line) => line.trim() !== '');
  const looksLikeOutline = asOutline || lines.some((line) => /^\s|^[•◦▪‣⁃●○■□・]/.test(line));
  if (!looksLikeOutline) return { kind: 'blocks', blocks };
  return { kind: 'blocks', blocks: itemsOf(lines, (words) => inlineOf(words)) };
}

/** Reads a text for "paste as plain text": its letters mean nothing, its lines and indents do. */
export function readPlain(text: string): ReadText {
  const clean = withoutShared(cleanLines(text));
  if (!clean.includes('\n')) return { kind: 'words', content: literal(clean) };
  const lines = clean.split('\n').filter((line) => line.trim() !== '');
  return { kind: 'blocks', blocks: itemsOf(lines, literal) };
}

function cleanLines(text: string): string {
  return text
    .replace(/\r\n?/g, '\n')
    .replaceAll('\0', '')
    .replace(/^(?:[ \t]*\n)+|\s*\n\s*$/g, '');
}

/** Without the indentation that all lines have: four blanks of it would read as code. */
function withoutShared(text: string): string {
  const indents = text
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line) => /^[ \t]*/.exec(line)?.[0] ?? '');
  if (indents.length < 2) return text;
  const [first = ''] = indents;
  let shared = first.length;
  for (const indent of indents)
    while (shared > 0 && indent.slice(0, shared) !== first.slice(0, shared)) shared--;
  if (shared === 0) return text;
  const margin = first.slice(0, shared);
  return text
    .split('\n')
    .map((line) => (line.startsWith(margin) ? line.slice(shared) : line.trimStart()))
    .join('\n');
}

/** True for what nobody writes by accident. Code by indentation is an outline with blanks in it. */
function isStructure({ opens, body, source }: Block): boolean {
  if (opens.length > 0) return true;
  if (body.kind === 'code') return /^ {0,3}(?:```|~~~)/.test(source?.text ?? '');
  return body.kind !== 'paragraph';
}

function isBare({ inside, opens }: Block): boolean {
  return inside.length === 0 && opens.length === 0;
}

function literal(text: string): readonly Inline[] {
  return text === '' ? [] : [{ type: 'text', text, marks: [] }];
}

function inlineOf(words: string): readonly Inline[] {
  return parseInline(words, NO_DEFINITIONS);
}

const GLYPH = /^[•◦▪‣⁃●○■□・][ \t\u3000]*/;
const ITEM = { kind: 'item', marker: '-', task: null } as const;

/** Lines as items: a line indented more than the one above is its child, whatever the step. */
function itemsOf(
  lines: readonly string[],
  contentOf: (words: string) => readonly Inline[],
): readonly Block[] {
  const columns: number[] = [];
  return lines.map((line) => {
    const words = line.trimStart();
    const column = columnOf(line.slice(0, line.length - words.length));
    while ((columns.at(-1) ?? -1) > column) columns.pop();
    if (columns.at(-1) !== column) columns.push(column);
    return {
      inside: Array<'item'>(columns.length - 1).fill('item'),
      opens: [ITEM],
      body: { kind: 'paragraph', content: contentOf(words.replace(GLYPH, '').trimEnd()) },
      source: null,
    };
  });
}

/** How far a text of blanks reaches; a tab goes to the next multiple of four, a wide blank takes two. */
function columnOf(blanks: string): number {
  let column = 0;
  for (const blank of blanks) {
    if (blank === '\t') column += 4 - (column % 4);
    else column += blank === '\u3000' ? 2 : 1;
  }
  return column;
}
