import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  type NoteText,
  openText,
  parse,
  print,
  type Sections,
  updateSections,
  updateText,
} from '../../../shared/markdown/index.ts';
import type { Block, Note } from '../../../shared/markdown/model.ts';
import { applyPatch, splitLines } from '../../../shared/text-patch.ts';
import {
  ACCEPTANCE_NOTES,
  FULL,
  GFM,
  outlineNote,
  REFERENCES,
  RUNS,
  readmes,
  SPEC,
  TIMEOUT_MS,
} from './corpus.ts';
import { applyEdit, carriedBy, EDIT_OPS, type Edit, TYPED } from './edits.ts';
import { needlessEscapes } from './escapes.ts';
import { judgedShapes } from './judge.ts';
import { strayChanges } from './local.ts';
import { wantedShapes } from './meaning.ts';

const edit: fc.Arbitrary<Edit> = fc.record({
  op: fc.constantFrom(...EDIT_OPS),
  at: fc.nat(99_999),
  where: fc.nat(999),
  text: fc.constantFrom(...TYPED),
});

const specNote = fc.constantFrom(...SPEC, ...GFM);
const fileNote = fc.constantFrom(
  ...ACCEPTANCE_NOTES,
  ...readmes().filter((text) => text.length < (FULL ? 30_000 : 8_000)),
);

/** One edit of a note, and all that came of it. */
interface Step {
  readonly note: Note;
  readonly opened: NoteText;
  readonly before: NoteText;
  readonly after: NoteText;
  readonly blocks: readonly Block[];
  /** The runs that the edit may have carried to another place; see `carriedBy`. */
  readonly carried: readonly (readonly Block[])[];
}

function checkStep({ note, opened, before, after, blocks, carried }: Step): void {
  const text = after.toString();
  // The same text comes from nothing but the blocks.
  expect(print({ ...note, blocks })).toBe(text);
  // Law 4: an independent parser reads the blocks in it.
  expect([...after.entries].map(({ step }) => step)).not.toContain('unsound');
  expect(judgedShapes(text)).toEqual(wantedShapes(after, opened));
  expect(needlessEscapes(before, after)).toEqual([]);
  // Law 3: lines of blocks that the edit did not name stay, but for those that Markdown forces.
  const strays = carried.map((run) => strayChanges({ before, after, carried: run }));
  const faults = strays.map((found) => found.filter(({ forced }) => !forced));
  expect(faults.find((found) => found.length === 0) ?? faults).toEqual([]);
}

/** Blocks in short runs; those that are as before are the same arrays, as the editor's sections are. */
function sectionsOf(blocks: readonly Block[], former: Sections): Sections {
  const known = new Map(former.map((section) => [section[0], section]));
  const sections: (readonly Block[])[] = [];
  for (let at = 0; at < blocks.length; ) {
    const same = known.get(blocks[at]);
    const isSame = same?.every((block, index) => block === blocks[at + index]) === true;
    const section = isSame ? same : blocks.slice(at, at + 4);
    sections.push(section);
    at += section.length;
  }
  return sections;
}

function runEdits(text: string, edits: readonly Edit[]): void {
  const note = parse(text);
  const opened = openText(note);
  let before = opened;
  let lines: readonly string[] = splitLines(text);
  let { blocks } = note;
  let cut = updateSections(opened, sectionsOf(blocks, [])).text;
  for (const one of edits) {
    const next = applyEdit(blocks, one);
    const { text: after, patch } = updateText(before, next);
    if (patch === null) expect(after.toString()).toBe(before.toString());
    else lines = applyPatch(lines, patch) ?? [];
    // The patch leads exactly to the new text.
    expect(lines.join('')).toBe(after.toString());
    // Sections that are compared as a whole lead to the same text.
    cut = updateSections(cut, sectionsOf(next, cut.sections)).text;
    expect(cut.toString()).toBe(after.toString());
    checkStep({ note, opened, before, after, blocks: next, carried: carriedBy(blocks, one) });
    [before, blocks] = [after, next];
  }
}

/** Makes several edits before the text is asked for, as when words are replaced all over a note. */
function editAtOnce(text: string, edits: readonly Edit[]): void {
  const note = parse(text);
  const opened = openText(note);
  const blocks = edits.reduce(applyEdit, note.blocks);
  const { text: after, patch } = updateText(opened, blocks);
  expect(after.toString()).toBe(print({ ...note, blocks }));
  const lines = splitLines(text);
  const patched = patch === null ? lines : (applyPatch(lines, patch) ?? []);
  expect(patched.join('')).toBe(after.toString());
  expect([...after.entries].map(({ step }) => step)).not.toContain('unsound');
  expect(judgedShapes(after.toString())).toEqual(wantedShapes(after, opened));
}

describe('an edit', () => {
  it(
    'of a specification example touches its own lines, and micromark reads what it says',
    () => {
      fc.assert(
        fc.property(specNote, edit, (text, one) => runEdits(text, [one])),
        { numRuns: 1000 * RUNS },
      );
    },
    TIMEOUT_MS,
  );

  it(
    'of a README or the acceptance note does so',
    () => {
      fc.assert(
        fc.property(fileNote, edit, (text, one) => runEdits(text, [one])),
        { numRuns: 60 * RUNS },
      );
    },
    TIMEOUT_MS,
  );

  it(
    'of an outline note does so',
    () => {
      fc.assert(
        fc.property(outlineNote, edit, (text, one) => runEdits(text, [one])),
        { numRuns: 300 * RUNS },
      );
    },
    TIMEOUT_MS,
  );

  it(
    'of definitions, footnotes and what stands around them does so',
    () => {
      fc.assert(
        fc.property(
          fc.constantFrom(...REFERENCES),
          fc.array(edit, { minLength: 1, maxLength: 3 }),
          runEdits,
        ),
        { numRuns: 150 * RUNS },
      );
    },
    TIMEOUT_MS,
  );

  it(
    'after other edits does so',
    () => {
      fc.assert(
        fc.property(fc.oneof(specNote, outlineNote), fc.array(edit, { maxLength: 7 }), runEdits),
        { numRuns: 150 * RUNS },
      );
    },
    TIMEOUT_MS,
  );

  it(
    'together with others at once gives the text that its blocks print',
    () => {
      fc.assert(
        fc.property(fc.oneof(specNote, outlineNote), fc.array(edit, { maxLength: 5 }), editAtOnce),
        { numRuns: 150 * RUNS },
      );
    },
    TIMEOUT_MS,
  );

  // Found by wide searches (`BACKROW_FULL_CORPUS`), and what is like them.
  it.each<[string, string, ...Partial<Edit>[]]>([
    [
      'source keeps the indentation that it has, and gets no other',
      "   [foo]: \n      /url  \n           'the title'  \n\n[foo]\n",
      { op: 'sourceText', where: 73 },
    ],
    [
      'an address on a line of its own begins no block there',
      '- [x]: /task\n- [ ] [x]\n    - [y]:\n      /y\n\n      "t"\n\n[x] [y]\n',
      { op: 'address', at: 2, text: '```' },
      { op: 'type' },
    ],
    [
      'two lists become one in two steps, and in one',
      'Event\n=====\n\n- a\n\n# b\n\n- c\n- d\n',
      { op: 'bullet', at: 2 },
      { op: 'delete', at: 2 },
    ],
    [
      'two lists become one, of which one has blank lines further below',
      '1) a\n\n```js\n```\n\n\n1) b\n1) c\n\n1) d\n\n1) e\n',
      { op: 'deleteRun', at: 1 },
    ],
    [
      'an item goes from below a new paragraph',
      '# A\n\n\n- a\n- b\n\n- c\n',
      { op: 'paragraphAfter' },
      { op: 'delete', at: 2 },
    ],
    [
      'source begins with a box',
      '- [x]: /task\n- [ ] [x]\n',
      { op: 'sourceText', text: '[x] done' },
    ],
    [
      'source begins in an item that another block was the first of',
      '- a\n\n  [c]: /z\n',
      { op: 'sourceText', at: 1 },
      { op: 'clear' },
    ],
    [
      'a child becomes a sister between items with blank lines',
      '# A\n\n\n- a\n\n- b\n    - c\n',
      { op: 'moveDown', at: 1 },
      { op: 'outdent', at: 2 },
    ],
    [
      'a quote begins with two empty lines',
      'foo_bar_\n',
      { op: 'quote' },
      { op: 'split' },
      { op: 'split' },
    ],
    ['words take the line of an empty quote', '>\n', { op: 'split' }, { op: 'type', at: 1 }],
    [
      'words with a backslash at their end stand before a break in a heading',
      'Foo\\\n----\n',
      { op: 'break', where: 4 },
      { op: 'image' },
    ],
    [
      'an item gets a narrower marker above blocks that are not in the text',
      ' 1.  one\n     two\n\n         code\n\n     > quote\n',
      { op: 'insertEmpty', at: 1 },
      { op: 'split', at: 3 },
      { op: 'bullet' },
    ],
    [
      'an item goes from right below a heading that was one, too',
      '# A\n\n- a\n- b\n- c\n- d\n',
      { op: 'heading', at: 2 },
      { op: 'delete', at: 3 },
    ],
    [
      'an item becomes a heading below one that went',
      '# A\n\n- a\n- b\n- c\n- d\n\n# B\n\n- e\n',
      { op: 'delete', at: 2 },
      { op: 'heading', at: 2 },
    ],
    [
      'an item gets a narrower marker above code that got a fence',
      ' 1.  one\n     two\n\n         code\n\n     > quote\n',
      { op: 'insertEmpty', at: 1 },
      { op: 'indent', at: 3 },
      { op: 'bullet' },
    ],
    [
      'an item is split above one that was carried past words',
      '# A\n\n\n- a\n\nwords\n\n\n- b\n\n- c\n',
      { op: 'moveUp', at: 3 },
      { op: 'split', at: 1 },
    ],
    [
      'source that begins with indented code is duplicated',
      'a\n\n[b]: /c "d"\n',
      { op: 'sourceText', at: 1, text: '    four' },
      { op: 'duplicate', at: 1 },
      { op: 'delete', at: 1 },
    ],
    [
      'source becomes indented code below some',
      '    code\n\n<div>\n',
      { op: 'sourceText', at: 1, text: '    four' },
    ],
    [
      'source gets blanks at its start below an item',
      '- a\n\n<div>\n',
      { op: 'sourceText', at: 1, text: '  two' },
      { op: 'sourceText', at: 1, text: '  four' },
    ],
    [
      'a list that two became is split behind an item that has blank lines',
      'Event\n=====\n\n\n- a\n    - b\n    - c\n\n# d\n\n\n- e\n\n- f\n    - g\n',
      { op: 'join', at: 4 },
      { op: 'paragraphAfter', at: 4 },
    ],
    [
      'a paragraph comes above an item that was carried there',
      'Event\n=====\n\n\n1. a\n  1. b\n\n1. c\n',
      { op: 'moveUp', at: 2 },
      { op: 'paragraphAfter' },
    ],
    [
      'an item is carried past an emptied paragraph that two lists stood around',
      '- a\n- b\n\nc\n\n- d\n',
      { op: 'clear', at: 2 },
      { op: 'moveDown', at: 1 },
    ],
    [
      'an item comes into a quote, the rest of which goes on below it as it was written',
      ' > # a\n > b\n> c\n',
      { op: 'clear' },
      { op: 'split' },
      { op: 'insertEmpty' },
    ],
    [
      'code becomes the first line of an empty item that came above it, with the item below',
      '# A\n\n\n```js\na\n```\n\n- b\n- c\n',
      { op: 'paragraphAfter' },
      { op: 'number', at: 1 },
      { op: 'split', at: 1, where: 4 },
      { op: 'indent', at: 3, where: 1 },
    ],
    [
      'an empty item comes below code of nothing but blanks',
      '` `\n',
      { op: 'quote' },
      { op: 'split' },
      { op: 'insertEmpty', at: 1 },
    ],
    ['what would be a box has no words', '1. [ ] a\n2. [ ]\n', { op: 'split', at: 1 }],
    ['a box alone stands above words', '- [ ]\n  words\n- a\n', { op: 'bullet' }],
  ])('%s', (_, text, ...edits) => {
    runEdits(
      text,
      edits.map((one) => ({ op: 'type', at: 0, where: 0, text: 'word', ...one })),
    );
  });

  it('needs more than plain writing in few cases only', () => {
    const counts = new Map<string, number>();
    fc.assert(
      fc.property(fileNote, edit, (text, one) => {
        const note = parse(text);
        const { text: after } = updateText(openText(note), applyEdit(note.blocks, one));
        for (const { step, block } of after.entries) {
          if (!note.blocks.includes(block)) counts.set(step, (counts.get(step) ?? 0) + 1);
        }
      }),
      { numRuns: 400 },
    );
    const all = [...counts.values()].reduce((sum, count) => sum + count, 0);
    const usual = ['source', 'moved', 'written', 'unwritten'];
    const rare = [...counts].filter(([step]) => !usual.includes(step));
    expect(rare.reduce((sum, [, count]) => sum + count, 0) / all).toBeLessThan(0.05);
  });
});
