import { fromMarkdown } from 'mdast-util-from-markdown';
import { gfmFromMarkdown } from 'mdast-util-gfm';
import { gfm } from 'micromark-extension-gfm';
import {
  type NoteText,
  openText,
  parse,
  print,
  type Sections,
  updateSections,
} from '../../../shared/markdown/index.ts';
import type { Block } from '../../../shared/markdown/model.ts';
import { median } from '../figures.ts';
import type { BenchOptions, BenchResult, Row } from '../row.ts';
import { fidelityTable } from './fidelity.ts';
import { limitRows } from './limits.ts';
import { outline } from './outline.ts';

const SIZES = [1000, 10_000, 100_000] as const;
const EDITS = 60;
/** Blocks in a section, as in the editor. */
const SECTION = 100;

/** The Markdown engine alone: reading, printing, one edit, and what survives open and save. */
export async function run({ rounds }: BenchOptions): Promise<BenchResult> {
  const rows = [
    ...wholeNotes(rounds),
    ...singleEdits(rounds),
    ...limitRows((work) => repeat(rounds, work)),
  ];
  return { name: 'markdown', rows, remarks: fidelityTable() };
}

function wholeNotes(rounds: number): Row[] {
  const text = outline(10_000);
  const note = parse(text);
  const judge = repeat(rounds, () => mdast(text));
  const yardstick = { name: 'micromark + mdast, reading alone', figure: judge };
  return [
    row(
      'read 10,000 items',
      repeat(rounds, () => parse(text)),
      yardstick,
    ),
    row(
      'print them, nothing edited',
      repeat(rounds, () => print(copy(note))),
      yardstick,
    ),
    row(
      'print them, all written anew',
      repeat(rounds, () => print(anew(note))),
      yardstick,
    ),
  ];
}

function row(work: string, figure: number, yardstick: Row['yardstick']): Row {
  return { work, unit: 'ms', figure, yardstick, budget: { ratio: 1 } };
}

function singleEdits(rounds: number): Row[] {
  const figures = SIZES.map((size) => repeat(rounds, () => editCost(size), 'result'));
  return SIZES.map((size, index): Row => {
    const small = { name: `in ${SIZES[0]} items`, figure: figures[0] ?? 0 };
    const yardstick = index === 0 ? null : small;
    const figure = figures[index] ?? 0;
    return { work: `one edit in ${size} items`, unit: 'ms', figure, yardstick, budget: null };
  });
}

/** The median cost of one word typed somewhere and carried to a patch, in milliseconds. */
function editCost(items: number): number {
  const note = parse(outline(items));
  const { blocks } = note;
  const count = Math.ceil(blocks.length / SECTION);
  let sections: Sections = Array.from({ length: count }, (_, at) =>
    blocks.slice(at * SECTION, (at + 1) * SECTION),
  );
  let text: NoteText = updateSections(openText(note), sections).text;
  const costs: number[] = [];
  for (let edit = 0; edit < EDITS; edit++) {
    const index = (edit * 79) % count;
    sections = sections.with(index, typeInto(sections[index] ?? [], (edit * 7919) % SECTION));
    const start = performance.now();
    text = updateSections(text, sections).text;
    costs.push(performance.now() - start);
  }
  return median(costs);
}

function typeInto(blocks: readonly Block[], index: number): readonly Block[] {
  const block = blocks[index];
  if (block?.body.kind !== 'paragraph') return blocks;
  const content = [...block.body.content, { type: 'text', text: ' word', marks: [] }] as const;
  return blocks.with(index, { ...block, body: { kind: 'paragraph', content } });
}

/** The median of what some work takes, or of what it gives, after one round that is dropped. */
function repeat(rounds: number, work: () => unknown, take: 'time' | 'result' = 'time'): number {
  const figures: number[] = [];
  for (let round = 0; round <= rounds; round++) {
    const start = performance.now();
    const result = work();
    const time = performance.now() - start;
    if (round > 0) figures.push(take === 'result' && typeof result === 'number' ? result : time);
  }
  return median(figures);
}

function copy(note: ReturnType<typeof parse>) {
  return { ...note, blocks: note.blocks.map((block) => ({ ...block })) };
}

function anew(note: ReturnType<typeof parse>) {
  return { ...note, blocks: note.blocks.map((block) => ({ ...block, source: null })) };
}

function mdast(text: string) {
  return fromMarkdown(text, { extensions: [gfm()], mdastExtensions: [gfmFromMarkdown()] });
}
