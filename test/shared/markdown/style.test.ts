import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { openText, parse, updateText } from '../../../shared/markdown/index.ts';
import type { Block, BlockBody, Inline } from '../../../shared/markdown/model.ts';
import { indent, insertItemAfter, setKind, splice } from '../../../shared/outline/index.ts';

/** The text after a change of a note's blocks. */
function edited(text: string, change: (blocks: readonly Block[]) => readonly Block[]): string {
  const note = parse(text);
  return updateText(openText(note), change(note.blocks)).text.toString();
}

function words(text: string, marks: Inline['marks'] = []): readonly Inline[] {
  return [{ type: 'text', text, marks }];
}

function made(body: BlockBody, inside: Block['inside'] = []): Block {
  return { inside, opens: [], body, source: null };
}

function itemOf(word: string): readonly Block[] {
  const content = word === '' ? [] : words(word);
  const item: Block = made({ kind: 'paragraph', content });
  return [{ ...item, opens: [{ kind: 'item', marker: '-', task: null }] }];
}

/** The note with a new block of this body at its end. */
function withNew(text: string, body: BlockBody): string {
  return edited(text, (blocks) => [...blocks, made(body)]);
}

function itemBelow(index: number) {
  return (blocks: readonly Block[]) => insertItemAfter(blocks, index, words('new'));
}

/** A new item below another one, and then one step in. */
function childBelow(index: number) {
  return (blocks: readonly Block[]) =>
    indent(insertItemAfter(blocks, index, words('new')), index + 1, index + 2);
}

describe('a new block copies what stands around it', () => {
  it.each(['-', '*', '+'])('the bullet %s', (bullet) => {
    const note = `${bullet} a\n${bullet} b\n`;
    expect(edited(note, itemBelow(1))).toBe(`${note}${bullet} new\n`);
  });

  it('the bullet of the note, where a paragraph becomes the first item of a list', () => {
    const note = parse('* a\n\n# Talk\n\nb\n');
    const blocks = setKind(note.blocks, 2, { kind: 'bullet' }, note.style.bullet);
    expect(updateText(openText(note), blocks).text.toString()).toBe('* a\n\n# Talk\n\n* b\n');
  });

  it.each([
    ['two blanks', '  '],
    ['three blanks', '   '],
    ['four blanks', '    '],
    ['a tab', '\t'],
  ])('the indentation: %s', (_, unit) => {
    const note = `- a\n${unit}- b\n\n# Talk\n\n- c\n`;
    expect(edited(note, childBelow(3))).toBe(`${note}${unit}- new\n`);
  });

  /*
   * An empty item is its bullet alone: what was typed before it in the same list lost its blanks, on the
   * disk, too, with the next Enter; and the first of a list had them from the one right below it only.
   */
  it.each([
    ['three blanks', '   '],
    ['a tab', '\t'],
  ])('the blanks behind the bullet, also where empty items stand between: %s', (_, gap) => {
    const item = (word: string) => `-${gap}${word}\n`;
    const fresh = (...content: string[]) => content.flatMap((word) => itemOf(word));
    const below = edited(item('a'), (blocks) => [...blocks, ...fresh('b', '', 'c')]);
    expect(below).toBe(`${item('a')}${item('b')}-\n${item('c')}`);
    const above = edited(item('d'), (blocks) => [...fresh('b', '', 'c'), ...blocks]);
    expect(above).toBe(`${item('b')}-\n${item('c')}${item('d')}`);
  });

  it.each(['-   ', '*   ', '1.  '])('a child has those of its parent: %s', (marker) => {
    const note = `${marker}a\n`;
    expect(edited(note, childBelow(0))).toBe(`${note}    ${marker}new\n`);
  });

  it('the indentation, whatever items a quote between has', () => {
    const note = '- a\n  > - q\n  > - r\n  - c\n\n# Talk\n\n- d\n';
    expect(edited(note, childBelow(5))).toBe(`${note}  - new\n`);
  });

  it('the indentation, which below a number is at least as wide as that', () => {
    const note = parse('- a\n  - b\n\n# Talk\n\n1. c\n');
    const { text } = updateText(openText(note), childBelow(3)(note.blocks));
    expect(text.toString()).toBe('- a\n  - b\n\n# Talk\n\n1. c\n   1. new\n');
    expect(text.entries.at(4)?.step).toBe('written');
  });

  it('tabs at every depth', () => {
    const note = '- a\n\t- b\n\t\t- c\n';
    expect(edited(note, childBelow(2))).toBe(`${note}\t\t\t- new\n`);
  });

  it.each([
    ['a number after a number', '1. a\n2. b\n', '1. a\n2. b\n3. new\n'],
    ['a bracket behind numbers', '1) a\n2) b\n', '1) a\n2) b\n3) new\n'],
    ['the same number, where all have it', '1. a\n1. b\n', '1. a\n1. b\n1. new\n'],
    ['zero, where all have it', '0) a\n0) b\n', '0) a\n0) b\n0) new\n'],
  ])('numbering: %s', (_, before, after) => {
    expect(edited(before, itemBelow(1))).toBe(after);
  });

  it('the underline of headings that are underlined, and number signs elsewhere', () => {
    const heading = { kind: 'heading', level: 2, content: words('New') } as const;
    expect(withNew('One\n===\n\nTwo\n---\n', heading)).toBe('One\n===\n\nTwo\n---\n\nNew\n---\n');
    expect(withNew('# One\n\n## Two\n', heading)).toBe('# One\n\n## Two\n\n## New\n');
    const talk = { ...heading, level: 1 } as const;
    // The event's title alone is underlined in many notes: its talks are not.
    expect(withNew('Event\n=====\n\n# Talk\n', talk)).toBe('Event\n=====\n\n# Talk\n\n# New\n');
    expect(withNew('Event\n=====\n\n# Talk\n\n## Part\n', heading)).toBe(
      'Event\n=====\n\n# Talk\n\n## Part\n\n## New\n',
    );
  });

  it.each(['```', '~~~'])('the fence %s', (fence) => {
    const note = `${fence}js\na\n${fence}\n`;
    const code = { kind: 'code', info: '', text: 'b' } as const;
    expect(withNew(note, code)).toBe(`${note}\n${fence}\nb\n${fence}\n`);
  });

  it.each([
    ['emphasis', '*', '*a*\n'],
    ['emphasis', '_', '_a_\n'],
    ['strong', '**', '**a**\n'],
    ['strong', '__', '__a__\n'],
    ['strike', '~~', '~~a~~\n'],
    ['strike', '~', '~a~\n'],
  ] as const)('the sign of %s: %s', (type, sign, note) => {
    const content = words('b', [{ type }]);
    expect(withNew(note, { kind: 'paragraph', content })).toBe(`${note}\n${sign}b${sign}\n`);
  });

  it.each([
    ['a backslash', 'a\\\nb\n', '\\\n'],
    ['two blanks', 'a  \nb\n', '  \n'],
  ])('breaks by %s', (_, note, end) => {
    const hard = { type: 'break', hard: true, marks: [] } as const;
    const content = [...words('c'), hard, ...words('d')];
    expect(withNew(note, { kind: 'paragraph', content })).toBe(`${note}\nc${end}d\n`);
  });

  it('breaks by a backslash where two blanks would not be read as a break', () => {
    const hard = { type: 'break', hard: true, marks: [] } as const;
    const content = [...words('c '), hard, ...words('d'), hard, hard, ...words('e')];
    expect(withNew('a  \nb\n', { kind: 'paragraph', content })).toBe(
      'a  \nb\n\nc \\\nd  \n\\\ne\n',
    );
  });

  it.each([
    ['none between items', '- a\n- b\n', '- a\n- new\n- b\n'],
    ['one between items', '- a\n\n- b\n', '- a\n\n- new\n\n- b\n'],
    ['two before a heading', '# A\n\na\n\n\n# B\n', '# A\n\na\n\n\n# New\n\n\n# B\n'],
    ['none behind a heading', '# A\n- a\n', '# A\n- new\n- a\n'],
  ])('blank lines: %s', (name, before, after) => {
    const heading = made({ kind: 'heading', level: 1, content: words('New') });
    const at = before.startsWith('-') ? 0 : name.startsWith('two') ? 1 : 0;
    const change = name.startsWith('two')
      ? (blocks: readonly Block[]) => splice(blocks, at + 1, at + 1, [heading])
      : name.startsWith('none behind')
        ? (blocks: readonly Block[]) =>
            splice(blocks, 1, 1, [
              {
                ...made({ kind: 'paragraph', content: words('new') }),
                opens: blocks[1]?.opens ?? [],
              },
            ])
        : itemBelow(at);
    expect(edited(before, change)).toBe(after);
  });

  it('blank lines: those of its own list, where another one of the note has others', () => {
    const note = '# A\n\n- a\n- b\n\n# B\n\n- c\n\n- d\n';
    expect(edited(note, itemBelow(5))).toBe(`${note}\n- new\n`);
  });

  it('blank lines: those of the place that it takes, in a list that has some here and none there', () => {
    expect(edited('- a\n- b\n\n- c\n', itemBelow(1))).toBe('- a\n- b\n\n- new\n\n- c\n');
  });

  it.each(['\n', '\r\n', '\r'])('the line end %j', (end) => {
    const note = `# A${end}${end}- a${end}`;
    expect(edited(note, itemBelow(1))).toBe(`${note}- new${end}`);
    expect(withNew(note, { kind: 'code', info: '', text: 'x\ny' })).toBe(
      `${note}${end}${['```', 'x', 'y', '```'].join(end)}${end}`,
    );
  });
});

/** How somebody writes an outline. */
interface Hand {
  readonly bullet: string;
  readonly step: string;
  readonly blankLines: number;
  readonly lineEnd: string;
  readonly isEnded: boolean;
}

const hand: fc.Arbitrary<Hand> = fc.record({
  bullet: fc.constantFrom('-', '*', '+'),
  step: fc.constantFrom('  ', '   ', '    ', '\t'),
  blankLines: fc.nat(1),
  lineEnd: fc.constantFrom('\n', '\r\n', '\r'),
  isEnded: fc.boolean(),
});

/** The depths of an outline's items; the first ones show each habit that there is. */
const outline = fc.array(fc.nat(5), { maxLength: 12 }).map((wishes) => {
  const depths = [0, 1, 1, 0];
  for (const wish of wishes) depths.push(Math.min(wish, (depths.at(-1) ?? 0) + 1));
  return depths;
});

function written(items: readonly (readonly [depth: number, words: string])[], by: Hand): string {
  const { bullet, step, blankLines, lineEnd, isEnded } = by;
  const lines = items.map(([depth, words]) => `${step.repeat(depth)}${bullet} ${words}`);
  return lines.join(lineEnd.repeat(1 + blankLines)) + (isEnded ? lineEnd : '');
}

describe('a new item of any outline', () => {
  it('is written as the hand that wrote the others would, at its level and one deeper', () => {
    fc.assert(
      fc.property(hand, outline, fc.nat(999), fc.boolean(), (by, depths, wish, goesIn) => {
        const items: (readonly [number, string])[] = depths.map((depth, index) => {
          return [depth, `item ${index}`];
        });
        const at = wish % items.length;
        const [depth = 0, next = 0] = depths.slice(at, at + 2);
        // Below an item with children a new one is the first of them, and can go no deeper.
        const level = next > depth || goesIn ? depth + 1 : depth;
        const change = goesIn && next <= depth ? childBelow(at) : itemBelow(at);
        expect(edited(written(items, by), change)).toBe(
          written(items.toSpliced(at + 1, 0, [level, 'new']), by),
        );
      }),
      { numRuns: 1000 },
    );
  });
});

describe('in an empty note', () => {
  it('new blocks have the shape that Backrow gives a new event', () => {
    const heading = {
      kind: 'heading',
      level: 1,
      content: words('Talk (40min) - Speaker'),
    } as const;
    const item = (depth: number, content: readonly Inline[]): Block => ({
      inside: Array.from({ length: depth }, () => 'item' as const),
      opens: [{ kind: 'item', marker: '-', task: null }],
      body: { kind: 'paragraph', content },
      source: null,
    });
    const image: Inline = { type: 'image', alt: '', url: 'a.assets/1.png', title: null, marks: [] };
    const blocks = [
      made({ kind: 'paragraph', content: words('https://example.com/rustfest') }),
      made(heading),
      item(0, [...words('borrow checker as a '), ...words('reviewer', [{ type: 'emphasis' }])]),
      item(1, words('[10:07] three rules')),
      item(1, [image]),
    ];
    expect(edited('', () => blocks)).toBe(
      `https://example.com/rustfest

# Talk (40min) - Speaker

- borrow checker as a *reviewer*
    - [10:07] three rules
    - ![](a.assets/1.png)
`,
    );
  });
});
