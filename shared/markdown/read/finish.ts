import { readDefinition } from './definition.ts';
import type { LeafLine, OpenLeaf, ReadLeaf } from './leaf.ts';
import { trimBlanks } from './one-line.ts';
import { splitRow } from './table.ts';

/** A finished leaf with the lines that are its own. */
export interface Finished {
  readonly leaf: ReadLeaf;
  readonly lines: readonly LeafLine[];
}

/** What a leaf became, and the blank lines behind it that it does not keep. */
export interface Finish {
  readonly blocks: readonly Finished[];
  readonly rest: readonly LeafLine[];
}

/** Turns the lines of a leaf that ends here into blocks: a paragraph may begin with definitions. */
export function finishLeaf(leaf: OpenLeaf): Finish {
  const { lines } = leaf;
  switch (leaf.kind) {
    case 'content':
      return { blocks: finishContent(lines), rest: [] };
    case 'fence':
      return { blocks: [{ leaf: fencedCode(leaf), lines }], rest: [] };
    case 'indented':
      return finishIndented(lines);
    case 'html': {
      const unclosed = leaf.closed ? null : leaf.html;
      const found = { kind: 'html', text: joined(lines), unclosed } as const;
      return { blocks: [{ leaf: found, lines }], rest: [] };
    }
    case 'table': {
      const rows = lines.filter((_, index) => index !== 1).map(({ text }) => splitRow(text));
      return { blocks: [{ leaf: { kind: 'table', align: leaf.align, rows }, lines }], rest: [] };
    }
    case 'frontMatter':
      return { blocks: [{ leaf: { kind: 'frontMatter', text: joined(lines) }, lines }], rest: [] };
  }
}

function joined(lines: readonly LeafLine[]): string {
  return lines.length === 1 ? (lines[0]?.text ?? '') : lines.map(({ text }) => text).join('\n');
}

function fencedCode(leaf: Extract<OpenLeaf, { kind: 'fence' }>): ReadLeaf {
  const inner = leaf.closed ? leaf.lines.slice(1, -1) : leaf.lines.slice(1);
  return { kind: 'code', info: leaf.start.info, text: joined(inner) };
}

function finishIndented(lines: readonly LeafLine[]): Finish {
  let end = lines.length;
  while (end > 1 && trimBlanks(lines[end - 1]?.text ?? '') === '') end--;
  const own = end === lines.length ? lines : lines.slice(0, end);
  const leaf = { kind: 'code', info: '', text: joined(own) } as const;
  return { blocks: [{ leaf, lines: own }], rest: lines.slice(end) };
}

/** Splits the definitions off the start of a paragraph; what is left, if anything, is its text. */
function finishContent(lines: readonly LeafLine[]): Finished[] {
  const blocks: Finished[] = [];
  let from = 0;
  if (startsDefinition(lines[0])) {
    const text = joined(lines);
    let at = 0;
    for (;;) {
      const definition = readDefinition(text, at);
      if (definition === null) break;
      const own = takeLines(lines, from, text.slice(at, definition.end));
      const { label, url, title } = definition;
      const leaf = { kind: 'definition', text: joined(own), label, url, title } as const;
      blocks.push({ leaf, lines: own });
      from += own.length;
      at = definition.end + 1;
      if (from >= lines.length) return blocks;
    }
  }
  const rest = from === 0 ? lines : lines.slice(from);
  blocks.push({ leaf: { kind: 'paragraph', content: trimBlanks(joined(rest)) }, lines: rest });
  return blocks;
}

function startsDefinition(line: LeafLine | undefined): boolean {
  return line !== undefined && /^[ \t]*\[/.test(line.text);
}

function takeLines(lines: readonly LeafLine[], from: number, text: string): readonly LeafLine[] {
  let count = 1;
  for (let at = text.indexOf('\n'); at !== -1; at = text.indexOf('\n', at + 1)) count++;
  return lines.slice(from, from + count);
}
