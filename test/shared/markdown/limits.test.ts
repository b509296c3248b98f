import { describe, expect, it } from 'vitest';
import { openText, parse, print, updateText } from '../../../shared/markdown/index.ts';
import type { Block } from '../../../shared/markdown/model.ts';

/** Texts of a given length that a careless reader would take too long for. */
const HOSTILE: Readonly<Record<string, (length: number) => string>> = {
  'one long line': (length) => 'a'.repeat(length),
  'items without words': (length) => '-\n'.repeat(length / 2),
  'items on one line': (length) => `${'- '.repeat(length / 2)}x\n`,
  'quotes on one line': (length) => `${'> '.repeat(length / 2)}x\n`,
  'lazy lines': (length) => `> a\n${'b\n'.repeat(length / 2)}`,
  'blank lines in an item': (length) => `- a\n${'\n'.repeat(length)}`,
  'code without an end': (length) => `\`\`\`\n${'x\n'.repeat(length / 2)}`,
  'HTML without an end': (length) => `<div>\n${'<a b=c\n'.repeat(length / 7)}`,
  'a tag with many attributes': (length) => `<a ${'b=c '.repeat(length / 4)}"\n`,
  'a row of bars': (length) => `${'|'.repeat(length)}\n${'|-'.repeat(length / 2)}\n`,
  'definitions without a title': (length) => '[a]: b "c\n'.repeat(length / 10),
  'definitions in a row': (length) => '[a]: b\n'.repeat(length / 7),
  'front matter without an end': (length) => `---\n${'- a\n'.repeat(length / 4)}`,
  'indentation that grows': () =>
    Array.from({ length: 1000 }, (_, depth) => `${' '.repeat(2 * depth)}- x\n`).join(''),
};

/** Milliseconds of this process, so that other work on the machine does not count. */
function cpuMs(work: () => void): number {
  const start = process.cpuUsage();
  work();
  const { user, system } = process.cpuUsage(start);
  return (user + system) / 1000;
}

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

describe('a note of any size', () => {
  for (const [name, make] of Object.entries(HOSTILE)) {
    it(`is read in time that grows with its length: ${name}`, () => {
      const [short, long] = [make(50_000), make(400_000)];
      cpuMs(() => parse(short));
      const base = Math.min(...[0, 1, 2].map(() => cpuMs(() => parse(short))));
      const grown = cpuMs(() => expect(print(parse(long))).toBe(long));
      // Eight times the length; a quadratic reader would need 64 times as long.
      expect(grown).toBeLessThan(24 * base + 300);
    });
  }

  it('holds a thousand levels', () => {
    const text = HOSTILE['indentation that grows']?.(0) ?? '';
    const { blocks } = parse(text);
    expect(blocks.at(-1)?.inside).toHaveLength(999);
    expect(print({ ...parse(text), blocks: blocks.map((block) => ({ ...block })) })).toBe(text);
  });

  it('holds a hundred thousand items and ten megabytes', () => {
    const text = `${outline(100_000)}\n${'word '.repeat(400_000)}\n`.repeat(2);
    expect(text.length).toBeGreaterThan(9_000_000);
    expect(print(parse(text))).toBe(text);
  });

  it('costs an edit what the edit is, not what the note is', () => {
    const cost = (items: number): number => {
      const note = parse(outline(items));
      let text = openText(note);
      let { blocks } = note;
      const typed = Array.from({ length: 60 }, (_, round) => {
        const next = typeInto(blocks, (round * 7919) % blocks.length);
        return cpuMs(() => {
          text = updateText(text, next).text;
          blocks = next;
        });
      });
      return typed.sort((a, b) => a - b)[30] ?? 0;
    };
    cost(1000);
    // A copy of the list of pointers is all that grows: well below a frame.
    expect(cost(50_000)).toBeLessThan(cost(1000) + 8);
  });
});
