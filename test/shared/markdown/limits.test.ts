import { describe, expect, it } from 'vitest';
import {
  type NoteText,
  openText,
  parse,
  print,
  updateSections,
  updateText,
} from '../../../shared/markdown/index.ts';
import type { Block } from '../../../shared/markdown/model.ts';
import { growth } from '../growth.ts';

/** Texts of a given length that a careless reader would take too long for. */
const HOSTILE: Readonly<Record<string, (length: number) => string>> = {
  'one long line': (length) => 'a'.repeat(length),
  'items without words': (length) => '-\n'.repeat(length / 2),
  'items on one line': (length) => `${'- '.repeat(length / 2)}x\n`,
  'quotes on one line': (length) => `${'> '.repeat(length / 2)}x\n`,
  'lazy lines': (length) => `> a\n${'b\n'.repeat(length / 2)}`,
  'blank lines below an item without words': (length) => `-\n${'\n'.repeat(length)}x\n`,
  'definitions with NUL': (length) => '[a]: b\0\n'.repeat(length / 8),
  'blank lines in an item': (length) => `- a\n${'\n'.repeat(length)}`,
  'code without an end': (length) => `\`\`\`\n${'x\n'.repeat(length / 2)}`,
  'HTML without an end': (length) => `<div>\n${'<a b=c\n'.repeat(length / 7)}`,
  'a tag with many attributes': (length) => `<a ${'b=c '.repeat(length / 4)}"\n`,
  'a row of bars': (length) => `${'|'.repeat(length)}\n${'|-'.repeat(length / 2)}\n`,
  'definitions without a title': (length) => '[a]: b "c\n'.repeat(length / 10),
  'empty lines below items on one line': (length) =>
    `${'- '.repeat(length / 4)}x\n${'\n'.repeat(length / 2)}`,
  'blanks between a fence and a backtick': (length) => `\`\`\`${' '.repeat(length)}\`\n`,
  'definitions in a row': (length) => '[a]: b\n'.repeat(length / 7),
  'front matter without an end': (length) => `---\n${'- a\n'.repeat(length / 4)}`,
};

/** What a pattern that tries other ways at each character overflows in, within ten megabytes. */
const MEGABYTES: Readonly<Record<string, (length: number) => string>> = {
  'a label': (length) => `[${'a'.repeat(length)}]: /b\n`,
  'a destination': (length) => `[a]: <${'b'.repeat(length)}\n`,
  'a title': (length) => `[a]: /b "${'c'.repeat(length)}"\n`,
  'a footnote': (length) => `[^${'a'.repeat(length)}]: b\n`,
  'a tag': (length) => `<a ${'b=c '.repeat(length / 4)}>\n`,
  'code with a bar in a cell': (length) => `|a|\n|-|\n|\`${'a'.repeat(length)}\\|\`|\n`,
  'a row of dashes': (length) => `a\n${'|-'.repeat(length / 5)}\n`,
};

/** A bullet list of so many levels. */
function levels(count: number): string {
  return Array.from({ length: count }, (_, depth) => `${' '.repeat(2 * depth)}- x\n`).join('');
}

/** Eight times the length may take so many times as long; what is quadratic takes 64 times. */
const MOST = 40;

function outline(items: number): string {
  const depths = [0, 1, 1, 2, 1, 2, 3, 0, 1, 1];
  const lines = Array.from({ length: items }, (_, index) => {
    const heading = index % 100 === 0 ? `\n# Talk ${index} (30min)\n\n` : '';
    return `${heading}${'    '.repeat(depths[index % 10] ?? 0)}- item ${index} クラスタの更新\n`;
  });
  return lines.join('');
}

function typeInto(blocks: readonly Block[], index: number): readonly Block[] {
  const block = blocks[index];
  if (block?.body.kind !== 'paragraph') return blocks;
  const content = [...block.body.content, { type: 'text', text: ' word', marks: [] }] as const;
  return blocks.with(index, { ...block, body: { kind: 'paragraph', content } });
}

function emptied(block: Block): Block {
  return { ...block, body: { kind: 'paragraph', content: [] }, source: null };
}

/** Writes all blocks of a note: in one of them nothing is as it was read. */
function writeAll(text: string): () => void {
  const { blocks, ...note } = parse(`${text}\nlast\n`);
  const changed = typeInto(blocks, blocks.length - 1);
  return () => print({ ...note, blocks: changed });
}

describe('a note of any size', () => {
  for (const [name, make] of Object.entries(HOSTILE)) {
    it(`is read in time that grows with its length: ${name}`, () => {
      const [short, long] = [make(20_000), make(160_000)];
      expect(print(parse(long))).toBe(long);
      expect(
        growth(
          () => parse(short),
          () => parse(long),
          MOST,
        ),
      ).toBeLessThan(MOST);
    });
  }

  it.each(Object.entries(MEGABYTES))('is read with megabytes in one piece: %s', (_name, make) => {
    const text = make(10_000_000);
    // The difference of megabytes is nothing to print.
    expect(print(parse(text)) === text).toBe(true);
  });

  it('of a thousand levels is read, printed and edited', () => {
    const text = levels(1000);
    const note = parse(text);
    expect(note.blocks.at(-1)?.inside).toHaveLength(999);
    expect(print({ ...note, blocks: note.blocks.map((block) => ({ ...block })) })).toBe(text);
    const typed = updateText(openText(note), typeInto(note.blocks, 999));
    expect(typed.text.toString()).toBe(text.replace(/x\n$/, 'x word\n'));
    expect(typed.patch).toEqual({
      fromLine: 999,
      deletedLines: 1,
      inserted: `${' '.repeat(1998)}- x word\n`,
    });
    // Its own text grows with the square of its levels, and no more than that is done for it.
    const work = (count: number) => () => print(parse(levels(count)));
    expect(growth(work(250), work(1000), 48)).toBeLessThan(48);
    const write = (count: number) => writeAll(levels(count));
    expect(growth(write(250), write(1000), 48)).toBeLessThan(48);
  });

  it('of one line of a megabyte is read, printed and edited', () => {
    const line = (length: number) => `${'word 言葉 '.repeat(length / 8)}end`;
    const text = line(1_000_000);
    const note = parse(text);
    expect(print({ ...note, blocks: note.blocks.map((block) => ({ ...block })) })).toBe(text);
    const typed = updateText(openText(note), typeInto(note.blocks, 0));
    expect(typed.text.toString()).toBe(`${text} word`);
    expect(typed.patch).toEqual({ fromLine: 0, deletedLines: 1, inserted: `${text} word` });
    const edit = (length: number) => {
      const small = parse(line(length));
      const opened = openText(small);
      const next = typeInto(small.blocks, 0);
      return () => updateText(opened, next);
    };
    expect(growth(edit(125_000), edit(1_000_000), MOST)).toBeLessThan(MOST);
  });

  it('of ten megabytes is read, printed and edited', () => {
    const text = `${outline(100_000)}\n${'word '.repeat(400_000)}\n`.repeat(2);
    expect(text.length).toBeGreaterThan(9_000_000);
    const note = parse(text);
    expect(print(note)).toBe(text);
    const typed = updateText(openText(note), typeInto(note.blocks, 100));
    const [line = ''] = /- item 99 .*\n/.exec(text) ?? [];
    expect(typed.text.toString()).toBe(text.replace(line, line.replace(/\n/, ' word\n')));
  });

  it('of a hundred thousand items is read, printed and edited', () => {
    const text = outline(100_000);
    const note = parse(text);
    expect(note.blocks.filter(({ opens }) => opens.length > 0)).toHaveLength(100_000);
    expect(print(note)).toBe(text);
    const typed = updateText(openText(note), typeInto(note.blocks, note.blocks.length - 1));
    expect(typed.text.toString()).toBe(text.replace(/\n$/, ' word\n'));
    const work = (items: number) => () => print(parse(outline(items)));
    expect(growth(work(12_500), work(100_000), MOST)).toBeLessThan(MOST);
  });

  it.each([
    ['definitions', (count: number) => '[a]: /b\n'.repeat(count)],
    ['code', (count: number) => '```\na\n```\n'.repeat(count)],
    ['HTML', (count: number) => '<div>\n\n'.repeat(count)],
    ['code in items', (count: number) => '- ```\n  a\n  ```\n'.repeat(count)],
  ])('is written block by block in time that grows with their number: %s', (_name, make) => {
    const work = (count: number) => writeAll(make(count));
    expect(growth(work(250), work(2000), MOST)).toBeLessThan(MOST);
  });

  it('with empty items in a row that Markdown cannot hold is written in time that grows with their number', () => {
    const child = parse('- a\n    - b\n').blocks[1];
    const work = (count: number) => {
      const { blocks, ...note } = parse('- a\n- z\n');
      const empty = child === undefined ? [] : new Array<Block>(count).fill(emptied(child));
      const opened = openText({ ...note, blocks });
      return () => updateText(opened, [...blocks.slice(0, 1), ...empty, ...blocks.slice(1)]);
    };
    expect(growth(work(250), work(2000), MOST)).toBeLessThan(MOST);
  });

  it('gets other words in all rows of a table that lost one, in time that grows with their number', () => {
    const work = (count: number) => {
      const rows = Array.from({ length: count }, (_, index) => `| a${index} | b |\n`);
      const { blocks, ...note } = parse(`| a | b |\n|---|---|\n${rows.join('')}`);
      const opened = openText({ ...note, blocks });
      const changed = blocks.map((block): Block => {
        if (block.body.kind !== 'table') return block;
        const [head = [], , ...others] = block.body.table.rows;
        const word = { type: 'text', text: 'other', marks: [] } as const;
        const body = [head, ...others.map(([first = []]) => [first, [word]])];
        return { ...block, body: { kind: 'table', table: { ...block.body.table, rows: body } } };
      });
      return () => updateText(opened, changed);
    };
    expect(growth(work(100), work(800), MOST)).toBeLessThan(MOST);
  });

  it('costs an edit what the edit is: in 50,000 items no more blocks are looked at than in 1,000', () => {
    const [small, large] = [new Typing(1000), new Typing(50_000)];
    const [few, many] = [small, large].map((typing) => typing.looksOf(500));
    expect(few).toBeGreaterThan(0);
    expect(many).toBe(few);
  });

  it('costs an edit the same in 50,000 items as in 1,000', () => {
    const [small, large] = [new Typing(1000), new Typing(50_000)];
    const costs = Array.from({ length: 61 }, (_, round) => {
      return [small, large].map((typing) => typing.costOf(round * 7919));
    });
    const [base = 0, grown = 0] = [0, 1].map((side) =>
      median(costs.map((pair) => pair[side] ?? 0)),
    );
    // What grew with the note would take fifty times as long.
    expect(grown).toBeLessThan(5 * base);
  });
});

function median(figures: readonly number[]): number {
  return figures.toSorted((one, other) => one - other)[figures.length >> 1] ?? 0;
}

/** Someone who types words into a note that is kept in sections of a hundred blocks. */
class Typing {
  private sections: readonly (readonly Block[])[];
  private text: NoteText;
  private looks = 0;

  constructor(items: number) {
    const note = parse(outline(items));
    const count = Math.ceil(note.blocks.length / 100);
    this.sections = Array.from({ length: count }, (_, at) =>
      this.watched(note.blocks.slice(at * 100, at * 100 + 100)),
    );
    this.text = updateSections(openText(note), this.sections).text;
  }

  /** How many blocks of sections are looked at when a word comes to one. */
  looksOf(at: number): number {
    this.type(at);
    const before = this.looks;
    this.text = updateSections(this.text, this.sections).text;
    return this.looks - before;
  }

  /** The microseconds of CPU that a word takes: a busy machine makes the longer of two wait more. */
  costOf(at: number): number {
    this.type(at);
    const start = process.cpuUsage();
    this.text = updateSections(this.text, this.sections).text;
    const { user, system } = process.cpuUsage(start);
    return user + system;
  }

  private type(at: number): void {
    const index = Math.floor(at / 100) % this.sections.length;
    const section = typeInto([...(this.sections[index] ?? [])], at % 100);
    this.sections = this.sections.with(index, this.watched(section));
  }

  private watched(section: readonly Block[]): readonly Block[] {
    return new Proxy(section, {
      get: (target, name, receiver) => {
        if (typeof name === 'string' && /^\d+$/.test(name)) this.looks++;
        return Reflect.get(target, name, receiver);
      },
    });
  }
}
