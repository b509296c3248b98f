import { joinRuns } from './inline/compare.ts';
import type { Block, BlockBody, Container, ContainerKind, Inline, Mark, Table } from './model.ts';

/** Longer descriptions are kept as their hash, so that large blocks are not held twice. */
const LONGEST_PLAIN = 400;

/**
 * What a block says, as a short string: equal strings mean equal blocks.
 *
 * It covers `inside`, `opens` and `body` and nothing else, and does not depend on how text is cut
 * into runs; so undo gives the source back by itself (ARCHITECTURE.md).
 */
export function fingerprint(block: Pick<Block, 'inside' | 'opens' | 'body'>): string {
  const whole = `${insideOf(block.inside)}|${block.opens.map(containerOf).join('')}|${bodyOf(block.body)}`;
  return whole.length > LONGEST_PLAIN ? hash(whole) : whole;
}

const LETTERS = { item: 'i', quote: 'q', footnote: 'f' } as const;
const insides = new WeakMap<readonly ContainerKind[], string>();

function insideOf(inside: readonly ContainerKind[]): string {
  if (inside.length === 0) return '';
  const known = insides.get(inside);
  if (known !== undefined) return known;
  const letters = inside.map((kind) => LETTERS[kind]).join('');
  insides.set(inside, letters);
  return letters;
}

function containerOf(container: Container): string {
  switch (container.kind) {
    case 'item':
      return `${container.marker}${container.task === null ? '' : container.task[0]};`;
    case 'quote':
      return '>;';
    case 'footnote':
      return `^${JSON.stringify(container.label)};`;
  }
}

function bodyOf(body: BlockBody): string {
  switch (body.kind) {
    case 'paragraph':
      return `p${contentOf(body.content)}`;
    case 'heading':
      return `h${body.level}${contentOf(body.content)}`;
    case 'code':
      return `c${JSON.stringify(body.info)}${body.text}`;
    case 'rule':
      return 'r';
    case 'table':
      return tableOf(body.table);
    case 'html':
    case 'definition':
    case 'frontMatter':
    case 'source':
      return `${body.kind}:${body.text}`;
  }
}

const tables = new WeakMap<Table, string>();

/** Remembered: while a key's edit is written a table is asked several times, and may be long. */
function tableOf(table: Table): string {
  const known = tables.get(table);
  if (known !== undefined) return known;
  const said = `t${JSON.stringify([table.align, table.rows.map((row) => row.map(contentOf))])}`;
  const kept = said.length > LONGEST_PLAIN ? hash(said) : said;
  tables.set(table, kept);
  return kept;
}

/** What a content says; it does not depend on how text is cut into runs. */
export function contentOf(content: readonly Inline[]): string {
  const runs = joinRuns(content);
  const [only] = runs;
  if (only === undefined) return '';
  if (runs.length === 1 && only.type === 'text' && only.marks.length === 0) return `"${only.text}`;
  return JSON.stringify(runs.map(inlineOf));
}

/** Fields in a fixed order: two equal runs must not differ by how their objects were made. */
function inlineOf(inline: Inline): unknown {
  const marks = inline.marks.map(markOf);
  switch (inline.type) {
    case 'text':
      return [inline.text, marks];
    case 'image':
      return ['!', inline.alt, inline.url, inline.title, marks];
    case 'break':
      return ['/', inline.hard, marks];
    case 'source':
      return ['<', inline.source, '', marks];
  }
}

function markOf(mark: Mark): unknown {
  return mark.type === 'link' ? [mark.url, mark.title] : mark.type;
}

/** Four 32-bit hashes and the length: no two blocks of a life meet by chance. */
function hash(text: string): string {
  let one = 0xdeadbeef;
  let two = 0x41c6ce57;
  let three = 0x9e3779b9;
  let four = 0x85ebca6b;
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    one = Math.imul(one ^ code, 2654435761);
    two = Math.imul(two ^ code, 1597334677);
    three = Math.imul(three ^ code, 2246822507);
    four = Math.imul(four ^ code, 3266489909);
    one ^= one >>> 15;
    three ^= three >>> 13;
  }
  const parts = [one, two, three, four].map((part) => (part >>> 0).toString(36));
  return `#${text.length}.${parts.join('.')}`;
}
