import { splitLines } from '../text-patch.ts';

/**
 * One piece of a note as the merge sees it: an item, a heading, a paragraph, a code fence.
 *
 * The merge has its own coarse reading of a note, by lines, rather than the full block model: it
 * must take any bytes, never fail, and give every line back as it was. Fields that people change
 * independently of each other (marker, task box, stamp, depth, text) are kept apart, so that two
 * changes of one line are no conflict unless both touched the same field.
 */
export interface OutlineNode {
  readonly kind: 'item' | 'heading' | 'text' | 'fence' | 'rule' | 'front';
  /** The blank lines before, verbatim but for their ends. */
  readonly lead: readonly string[];
  /** The white space before the marker or the text. */
  readonly indent: string;
  /** Bullet or number with the blanks after it; `## ` or the underline of a heading. */
  readonly marker: string;
  /** `[ ] ` or `[x] `, with its blank, or nothing. */
  readonly task: string;
  /** `[10:02] `, with its blank, or nothing. */
  readonly stamp: string;
  /** The text by lines, without line ends, each without the node's indent; see `withIndent`. */
  readonly lines: readonly string[];
  /** The item that holds this node. */
  readonly parent: OutlineNode | null;
  /** The heading above it. */
  readonly section: OutlineNode | null;
}

/** A note read for merging. Printing the nodes in order gives the lines back, but for their ends. */
export interface Outline {
  readonly bom: string;
  readonly nodes: readonly OutlineNode[];
  /** Blank lines after the last node. */
  readonly tail: readonly string[];
  /** The most frequent end of its lines. */
  readonly lineEnd: string;
  /** True where it has other ones, too. */
  readonly isMixed: boolean;
  readonly finalLineEnd: boolean;
  /** All lines with their ends. */
  readonly source: readonly string[];
}

const ITEM =
  /^([ \t]*)([-*+]|\d{1,9}[.)])([ \t]+|$)(\[[ xX]\][ \t]+)?(\[\d{1,2}:\d{2}(?::\d{2})?\][ \t]*)?(.*)$/;
const HEADING = /^( {0,3})(#{1,6}(?:[ \t]+|$))(\[\d{1,2}:\d{2}(?::\d{2})?\][ \t]*)?(.*)$/;
const TEXT = /^([ \t]*)(\[\d{1,2}:\d{2}(?::\d{2})?\][ \t]+)?(.*)$/;
const UNDERLINE = /^ {0,3}(=+|-+)[ \t]*$/;
const RULE = /^ {0,3}(?:(?:-[ \t]*){3,}|(?:\*[ \t]*){3,}|(?:_[ \t]*){3,})$/;
const FENCE = /^([ \t]*)(`{3,}(?=[^`]*$)|~{3,})/;
const BLANK = /^[ \t]*$/;

/** Reads a note for merging. Takes any text. */
export function readOutline(text: string): Outline {
  const bom = text.startsWith('\uFEFF') ? '\uFEFF' : '';
  const raw = splitLines(text.slice(bom.length));
  const reader = new Reader(raw.map((line) => line.replace(/[\r\n]+$/, '')));
  const nodes = reader.read();
  return {
    bom,
    nodes,
    tail: reader.lead,
    lineEnd: commonLineEnd(raw),
    isMixed: new Set(raw.flatMap((line) => /[\r\n]+$/.exec(line) ?? [])).size > 1,
    source: raw,
    finalLineEnd: raw.length > 0 && /[\r\n]$/.test(raw.at(-1) ?? ''),
  };
}

function commonLineEnd(lines: readonly string[]): string {
  const count = (end: RegExp) => lines.filter((line) => end.test(line)).length;
  const [crlf, lf, cr] = [count(/\r\n$/), count(/(?:^|[^\r])\n$/), count(/\r$/)];
  if (lf >= crlf && lf >= cr) return '\n';
  return crlf >= cr ? '\r\n' : '\r';
}

/** Before a line that does not have the indent of its node; no line holds a line end itself. */
const AS_IT_IS = '\n';

/** Takes the node's indent off, so that a thing moved in depth says the same in all its lines. */
function withoutIndent(line: string, indent: string): string {
  return line.startsWith(indent) ? line.slice(indent.length) : AS_IT_IS + line;
}

/** A line of a node below its first one, as it is printed. */
export function withIndent(line: string, indent: string): string {
  return line.startsWith(AS_IT_IS) ? line.slice(AS_IT_IS.length) : indent + line;
}

/** True for a node that is code by its first line, and must keep its ends. */
export function isFence({ kind, lines }: Pick<OutlineNode, 'kind' | 'lines'>): boolean {
  return kind === 'fence' || (kind === 'item' && FENCE.test(lines[0] ?? ''));
}

/** True for code that nothing ends, so that all that follows belongs to it. */
export function isOpenFence({ kind, lines }: OutlineNode): boolean {
  const ticks = FENCE.exec(lines[0] ?? '')?.[2] ?? '';
  return kind === 'fence' && (lines.length === 1 || !endOf(ticks).test(lines.at(-1) ?? ''));
}

/** The line that ends a fence. */
function endOf(ticks: string): RegExp {
  return new RegExp(`^[ \\t]*${ticks[0] === '~' ? '~' : '`'}{${ticks.length},}[ \\t]*$`);
}

/** An item that may hold what follows; in columns, where it begins and where what it holds does. */
interface Holder {
  readonly node: OutlineNode;
  readonly columns: number;
  readonly content: number;
}

/** Walks the lines once. Mutable for speed; `at` only moves forward. */
class Reader {
  lead: string[] = [];
  private at = 0;
  private readonly nodes: OutlineNode[] = [];
  /** Items that may still hold what follows, outermost first. */
  private holders: Holder[] = [];
  private headings: { readonly node: OutlineNode; readonly level: number }[] = [];
  private readonly lines: readonly string[];

  constructor(lines: readonly string[]) {
    this.lines = lines;
  }

  read(): OutlineNode[] {
    this.readFrontMatter();
    while (this.at < this.lines.length) this.readOne(this.lines[this.at] ?? '');
    return this.nodes;
  }

  private readFrontMatter(): void {
    if (this.lines[0] !== '---') return;
    const end = this.lines.findIndex((line, index) => index > 0 && /^(---|\.\.\.)$/.test(line));
    if (end === -1) return;
    this.add({ kind: 'front', indent: '', marker: '', task: '', stamp: '' }, end + 1, '---');
  }

  private readOne(line: string): void {
    const fence = FENCE.exec(line);
    const heading = HEADING.exec(line);
    const item = ITEM.exec(line);
    if (BLANK.test(line)) {
      this.lead.push(line);
      this.at++;
    } else if (fence !== null) {
      this.readFence(line, fence[1] ?? '', fence[2] ?? '');
    } else if (RULE.test(line)) {
      this.add({ kind: 'rule', indent: '', marker: '', task: '', stamp: '' }, 1, line);
    } else if (heading !== null) {
      this.readHeading(heading);
    } else if (item !== null) {
      this.readItem(item);
    } else {
      this.readText(line);
    }
  }

  private readFence(line: string, indent: string, ticks: string): void {
    const columns = columnsOf(indent);
    const holder = this.holders.findLast(({ content }) => content <= columns);
    this.add(
      { kind: 'fence', indent, marker: '', task: '', stamp: '' },
      this.fenceLength(ticks, holder?.content ?? 0),
      line.slice(indent.length),
    );
  }

  /** The lines of a fence that begins here; without an end it goes as far as the item that holds it. */
  private fenceLength(ticks: string, content: number): number {
    const close = endOf(ticks);
    let last = this.at;
    for (let at = this.at + 1; at < this.lines.length; at++) {
      const line = this.lines[at] ?? '';
      if (content > 0 && BLANK.test(line)) continue;
      if (columnsOf(/^[ \t]*/.exec(line)?.[0] ?? '') < content) break;
      last = at;
      if (close.test(line)) break;
    }
    return last + 1 - this.at;
  }

  private readHeading(match: RegExpExecArray): void {
    const [, indent = '', marker = '', stamp = '', text = ''] = match;
    this.add({ kind: 'heading', indent, marker, task: '', stamp }, 1, text);
  }

  private readItem(match: RegExpExecArray): void {
    const [, indent = '', bullet = '', gap = '', task = '', stamp = '', text = ''] = match;
    const marker = bullet + gap;
    const ticks = task + stamp === '' ? (FENCE.exec(text)?.[2] ?? null) : null;
    const count =
      ticks === null
        ? 1 + this.continuation(this.at + 1)
        : this.fenceLength(ticks, columnsOf(indent + marker));
    this.add({ kind: 'item', indent, marker, task, stamp }, count, text);
  }

  private readText(line: string): void {
    const [, indent = '', stamp = '', text = ''] = TEXT.exec(line) ?? [];
    const count = 1 + this.continuation(this.at + 1);
    const under = this.lines[this.at + count] ?? '';
    if (count === 1 && indent.length < 4 && UNDERLINE.test(under)) {
      this.add({ kind: 'heading', indent, marker: under, task: '', stamp }, 1, text);
      this.at++;
      return;
    }
    this.add({ kind: 'text', indent, marker: '', task: '', stamp }, count, text);
  }

  /** How many lines from `start` go on with the paragraph before them. */
  private continuation(start: number): number {
    let end = start;
    while (end < this.lines.length && goesOn(this.lines[end] ?? '')) end++;
    return end - start;
  }

  private add(
    fields: Pick<OutlineNode, 'kind' | 'indent' | 'marker' | 'task' | 'stamp'>,
    count: number,
    first: string,
  ): void {
    const columns = columnsOf(fields.indent);
    this.holders = this.holders.filter((holder) => holder.columns < columns);
    const level = fields.kind === 'heading' ? headingLevel(fields.marker) : 7;
    while ((this.headings.at(-1)?.level ?? 0) >= level) this.headings.pop();
    const node: OutlineNode = {
      ...fields,
      lead: this.lead,
      lines: [
        first,
        ...this.lines
          .slice(this.at + 1, this.at + count)
          .map((line) => withoutIndent(line, fields.indent)),
      ],
      parent: this.holders.at(-1)?.node ?? null,
      section: this.headings.at(-1)?.node ?? null,
    };
    if (fields.kind === 'item') {
      this.holders.push({ node, columns, content: columnsOf(fields.indent + fields.marker) });
    }
    if (fields.kind === 'heading') this.headings.push({ node, level });
    this.nodes.push(node);
    this.lead = [];
    this.at += count;
  }
}

/** True where a line can only go on with the paragraph before it. */
function goesOn(line: string): boolean {
  return ![BLANK, FENCE, RULE, UNDERLINE, HEADING, ITEM].some((pattern) => pattern.test(line));
}

/** How far an indent reaches, or an indent and a marker; a tab goes to the next multiple of four. */
export function columnsOf(indent: string): number {
  let columns = 0;
  for (const char of indent) columns += char === '\t' ? 4 - (columns % 4) : 1;
  return columns;
}

/** The level of a heading by its marker. */
function headingLevel(marker: string): number {
  if (marker.startsWith('#')) return marker.trimEnd().length;
  return marker.trimStart().startsWith('=') ? 1 : 2;
}
