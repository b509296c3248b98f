import fc from 'fast-check';
import type { Table as JudgedTable } from 'mdast';
import { fromMarkdown } from 'mdast-util-from-markdown';
import { gfmFromMarkdown } from 'mdast-util-gfm';
import { gfm } from 'micromark-extension-gfm';
import { describe, expect, it } from 'vitest';
import { openText, parse, updateText } from '../../../shared/markdown/index.ts';
import type { Inline, Table } from '../../../shared/markdown/model.ts';
import '../../property-seed.ts';

/** The note's text after its first table became another one. */
function afterEdit(text: string, edit: (table: Table) => Table): string {
  const note = parse(text);
  let done = false;
  const blocks = note.blocks.map((block) => {
    if (done || block.body.kind !== 'table') return block;
    done = true;
    return { ...block, body: { kind: 'table', table: edit(block.body.table) } as const };
  });
  return updateText(openText(note), blocks).text.toString();
}

function words(text: string): readonly Inline[] {
  return text === '' ? [] : [{ type: 'text', text, marks: [] }];
}

function withCell(table: Table, row: number, column: number, text: string): Table {
  const rows = table.rows.map((cells, index) => {
    if (index !== row) return cells;
    const whole = Array.from(
      { length: Math.max(cells.length, column + 1) },
      (_, at) => cells[at] ?? [],
    );
    return whole.map((cell, at) => (at === column ? words(text) : cell));
  });
  return { ...table, rows };
}

function withoutColumn({ align, rows }: Table, column: number): Table {
  const others = <Value>(values: readonly Value[]): readonly Value[] =>
    values.filter((_, at) => at !== column);
  return { align: others(align), rows: rows.map(others) };
}

function withColumn({ align, rows }: Table, column: number): Table {
  return {
    align: [...align.slice(0, column), null, ...align.slice(column)],
    rows: rows.map((cells) =>
      cells.length < column ? cells : [...cells.slice(0, column), [], ...cells.slice(column)],
    ),
  };
}

function withRow(table: Table, at: number): Table {
  const row = table.align.map(() => []);
  return { ...table, rows: [...table.rows.slice(0, at), row, ...table.rows.slice(at)] };
}

const ALIGNED = `# Talks

| Time  | Speaker | Room |
|:------|--------:|:----:|
| 10:00 | 山田    |  A   |
| 11:30 | Lee     |  B   |

after
`;

describe('A table in the file', () => {
  it('keeps every other cell, and the width of the changed one where its words fit', () => {
    const text = afterEdit(ALIGNED, (table) => withCell(table, 1, 0, '9:05'));
    expect(text).toBe(ALIGNED.replace('| 10:00 |', '| 9:05  |'));
  });

  it('keeps Japanese columns under each other', () => {
    const text = afterEdit(ALIGNED, (table) => withCell(table, 2, 2, '大'));
    expect(text).toBe(ALIGNED.replace('|  B   |', '|  大  |'));
  });

  it('lets a longer cell push its own line only', () => {
    const text = afterEdit(ALIGNED, (table) => withCell(table, 2, 2, 'Grand hall'));
    expect(text).toBe(ALIGNED.replace('|  B   |', '| Grand hall |'));
  });

  it('keeps narrow cells narrow where columns are not drawn', () => {
    const text = afterEdit('a|bb\n-|-\nccc|d\n', (table) => withCell(table, 1, 0, 'x'));
    expect(text).toBe('a|bb\n-|-\nx|d\n');
  });

  it('escapes a pipe', () => {
    const text = afterEdit(ALIGNED, (table) => withCell(table, 1, 1, 'a|b'));
    expect(text).toContain('a\\|b |  A   |');
  });

  it('writes a new row in the manner of the row above', () => {
    const text = afterEdit(ALIGNED, (table) => withRow(table, 2));
    expect(text).toBe(ALIGNED.replace('| 11:30', '|       |         |      |\n| 11:30'));
  });

  it('drops the line of a removed row and no other', () => {
    const text = afterEdit(ALIGNED, (table) => ({
      ...table,
      rows: table.rows.filter((_, at) => at !== 1),
    }));
    expect(text).toBe(ALIGNED.replace('| 10:00 | 山田    |  A   |\n', ''));
  });

  it('gives a short row that becomes the head a cell for each column', () => {
    const text = afterEdit('|a|b|\n|-|-|\n|short|\n|c|d|\n', ({ align, rows }) => ({
      align,
      rows: rows.slice(1),
    }));
    const [read] = parse(text).blocks;
    expect(read?.body).toMatchObject({ kind: 'table', table: { align: [null, null] } });
    expect(text.split('\n')[0]?.replaceAll(' ', '')).toBe('|short||');
    // A table that was never in the file, as one that is pasted.
    const fresh = updateText(openText(parse('')), [
      {
        inside: [],
        opens: [],
        source: null,
        body: { kind: 'table', table: { align: [null, null], rows: [[words('x')], [words('y')]] } },
      },
    ]).text.toString();
    expect(parse(fresh).blocks.map(({ body }) => body.kind)).toEqual(['table']);
  });

  it('keeps the cells beside a new column as they are', () => {
    const text = afterEdit(ALIGNED, (table) => withColumn(table, 1));
    expect(text).toBe(`# Talks

| Time  |  | Speaker | Room |
|:------|---|--------:|:----:|
| 10:00 |  | 山田    |  A   |
| 11:30 |  | Lee     |  B   |

after
`);
  });

  it('keeps the cells beside a removed column as they are', () => {
    const text = afterEdit(ALIGNED, (table) => withoutColumn(table, 1));
    expect(text).toBe(`# Talks

| Time  | Room |
|:------|:----:|
| 10:00 |  A   |
| 11:30 |  B   |

after
`);
  });

  it('changes an alignment in its own line', () => {
    const text = afterEdit(ALIGNED, (table) => ({ ...table, align: ['right', 'right', null] }));
    expect(text).toBe(ALIGNED.replace('|:------|--------:|:----:|', '|------:|--------:|------|'));
  });

  it('is written with pipes and blanks where it is new', () => {
    const note = parse('');
    const table: Table = {
      align: [null, 'right'],
      rows: [
        [words('a'), words('b')],
        [[], []],
      ],
    };
    const made = { inside: [], opens: [], body: { kind: 'table', table }, source: null } as const;
    const text = updateText(openText(note), [made]).text.toString();
    expect(text).toBe('| a | b |\n| --- | --: |\n|  |  |\n');
  });

  it('keeps words beyond its columns, which nobody sees', () => {
    const text = afterEdit('| a |\n| - |\n| b | hidden |\n', (table) => withCell(table, 1, 0, 'c'));
    expect(text).toBe('| a |\n| - |\n| c | hidden |\n');
  });

  it('gives a row without pipes one where its first words would begin a list', () => {
    const text = afterEdit('a | b\n--- | ---\nc | d\n', (table) => withCell(table, 1, 0, '- c'));
    expect(text).toBe('a | b\n--- | ---\n| - c | d\n');
  });
});

const RUNS = Number(process.env.FUZZ_RUNS ?? 250);

const cellText = fc.constantFrom(
  '',
  'a',
  'bb',
  '日本',
  'x|y',
  '- l',
  '# h',
  '`c`',
  'two words',
  '\\',
  '1.',
  '*e*',
);
const shape = fc.record({
  columns: fc.integer({ min: 1, max: 4 }),
  rows: fc.integer({ min: 0, max: 4 }),
  pipes: fc.boolean(),
  room: fc.constantFrom('', ' ', '  '),
  prefix: fc.constantFrom('', '> ', '    '),
});

/** A table written by hand in some manner. */
const written = fc.tuple(shape, fc.infiniteStream(cellText)).map(([made, cells]) => {
  const { columns, rows, room, prefix } = made;
  // Without pipes at its ends a line may begin something else, or be blank.
  const pipes = made.pipes || columns === 1;
  const line = (texts: readonly string[]): string => {
    const inner = texts.map((text) => `${room}${text}${room}`).join('|');
    return pipes ? `|${inner}|` : inner.trim();
  };
  const next = (): string => {
    const text = (cells.next().value as string).replaceAll('|', '\\|').replace(/\\$/, '\\\\');
    return pipes ? text : `w${text}`;
  };
  const lines = [
    line(Array.from({ length: columns }, next)),
    line(Array.from({ length: columns }, (_, at) => ['---', ':-', '-:', ':-:'][at] ?? '-')),
    ...Array.from({ length: rows }, () => line(Array.from({ length: columns }, next))),
  ];
  const first = prefix.trim() === '' && prefix !== '' ? '-   ' : prefix;
  return `${lines.map((text, at) => (at === 0 ? first : prefix) + text).join('\n')}\n`;
});

function judged(text: string): readonly (readonly string[])[] {
  const tree = fromMarkdown(text, { extensions: [gfm()], mdastExtensions: [gfmFromMarkdown()] });
  const tables: JudgedTable[] = [];
  const walk = (node: object): void => {
    if ('type' in node && node.type === 'table') tables.push(node as JudgedTable);
    else if ('children' in node) for (const child of node.children as object[]) walk(child);
  };
  walk(tree);
  return tables.flatMap(({ children }) =>
    children.map((row) => row.children.map((cell) => textOf(cell))),
  );
}

function textOf(node: object): string {
  if ('value' in node) return String(node.value);
  return 'children' in node ? (node.children as object[]).map(textOf).join('') : '';
}

/** What a table of ours says, cell by cell. */
function told(table: Table): readonly (readonly string[])[] {
  return table.rows.map((row) =>
    row.map((cell) => cell.map((inline) => (inline.type === 'text' ? inline.text : '')).join('')),
  );
}

describe('Any edit of any table', () => {
  it('of one cell changes that line only, keeps the other cells, and says what it means', () => {
    fc.assert(
      fc.property(written, fc.nat(99), fc.nat(99), cellText, (text, row, column, cell) => {
        let now: Table | null = null;
        let at = 0;
        const after = afterEdit(text, (table) => {
          at = row % table.rows.length;
          now = withCell(table, at, column % table.align.length, cell);
          return now;
        });
        const [old, fresh] = [text, after].map((whole) => whole.split('\n'));
        const changed = at === 0 ? 0 : at + 1;
        expect(fresh?.filter((_, index) => index !== changed)).toEqual(
          old?.filter((_, index) => index !== changed),
        );
        expect(judged(after)).toEqual(told(now ?? { align: [], rows: [] }));
      }),
      { numRuns: RUNS },
    );
  });

  it('of rows and columns says what it means to another parser', () => {
    const edit = fc.constantFrom('row', 'no row', 'column', 'no column');
    fc.assert(
      fc.property(
        written,
        fc.array(fc.tuple(edit, fc.nat(99)), { maxLength: 4 }),
        (text, edits) => {
          let now: Table = { align: [], rows: [] };
          const after = afterEdit(text, (table) => {
            now = edits.reduce(changed, table);
            return now;
          });
          expect(judged(after)).toEqual(told(now));
        },
      ),
      { numRuns: RUNS },
    );
  });
});

function changed(table: Table, [edit, at]: readonly [string, number]): Table {
  const { align, rows } = table;
  if (edit === 'row') return withRow(table, 1 + (at % rows.length));
  if (edit === 'column') return withColumn(table, at % (align.length + 1));
  if (edit === 'no column')
    return align.length < 2 ? table : withoutColumn(table, at % align.length);
  if (rows.length < 2) return table;
  const gone = 1 + (at % (rows.length - 1));
  return { align, rows: rows.filter((_, index) => index !== gone) };
}
