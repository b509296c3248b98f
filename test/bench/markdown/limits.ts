import { openText, parse, print, updateSections } from '../../../shared/markdown/index.ts';
import type { Block } from '../../../shared/markdown/model.ts';
import type { Row } from '../row.ts';
import { outline } from './outline.ts';

/** The largest notes there are (issue 3), each as a text of a given size. */
const SHAPES: readonly {
  readonly name: (size: number) => string;
  readonly sizes: readonly [number, number, number];
  readonly make: (size: number) => string;
}[] = [
  {
    name: (size) => `${size} items`,
    sizes: [1000, 10_000, 100_000],
    make: outline,
  },
  {
    name: (size) => `${size / 1_000_000} MB of text`,
    sizes: [100_000, 1_000_000, 10_000_000],
    make: (size) => `${'word '.repeat(16)}\n\n`.repeat(size / 82),
  },
  {
    name: (size) => `one line of ${size / 1_000_000} MB`,
    sizes: [10_000, 100_000, 1_000_000],
    make: (size) => 'word '.repeat(size / 5),
  },
  {
    // The text of so many levels has the square of their number in blanks.
    name: (size) => `${size} levels`,
    sizes: [250, 500, 1000],
    make: (size) =>
      Array.from({ length: size }, (_, depth) => `${' '.repeat(2 * depth)}- x\n`).join(''),
  },
];

/** How reading, printing and an edit grow with a note: each size beside the one before it. */
export function limitRows(measure: (work: () => unknown) => number): Row[] {
  return SHAPES.flatMap(({ name, sizes, make }) => {
    const rows = sizes.map((size) => costsOf(make(size), measure));
    return (['read', 'print', 'edit'] as const).flatMap((work) =>
      sizes.map((size, index): Row => {
        const before = sizes[index - 1];
        const figure = rows[index]?.[work] ?? 0;
        const former = { name: `${before}`, figure: rows[index - 1]?.[work] ?? 0 };
        const yardstick = before === undefined ? null : former;
        return { work: `${work}: ${name(size)}`, unit: 'ms', figure, yardstick, budget: null };
      }),
    );
  });
}

function costsOf(text: string, measure: (work: () => unknown) => number) {
  const note = parse(text);
  const at = note.blocks.length - 1;
  const [rest, last] = [note.blocks.slice(0, at), note.blocks.slice(at)];
  const opened = updateSections(openText(note), [rest, last]).text;
  const typed = last.map(typedInto);
  return {
    read: measure(() => parse(text)),
    print: measure(() => print({ ...note, blocks: note.blocks.map((block) => ({ ...block })) })),
    edit: measure(() => updateSections(opened, [rest, typed])),
  };
}

function typedInto(block: Block): Block {
  if (block.body.kind !== 'paragraph') return block;
  const content = [...block.body.content, { type: 'text', text: ' word', marks: [] }] as const;
  return { ...block, body: { kind: 'paragraph', content } };
}
