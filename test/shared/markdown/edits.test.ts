import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  fingerprint,
  type NoteText,
  openText,
  parse,
  print,
  updateText,
} from '../../../shared/markdown/index.ts';
import type { Block, Note } from '../../../shared/markdown/model.ts';
import type { Entry, Step } from '../../../shared/markdown/write/entry.ts';
import { applyPatch, splitLines } from '../../../shared/text-patch.ts';
import { ACCEPTANCE_NOTES, FULL, GFM, outlineNote, readmes, SPEC } from './corpus.ts';
import { applyEdit, EDIT_OPS, type Edit, expressible, TYPED } from './edits.ts';
import { judgedShapes, shapesOf } from './judge.ts';

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
interface Edited {
  readonly note: Note;
  readonly before: NoteText;
  readonly after: NoteText;
  readonly blocks: readonly Block[];
}

function checkEdit({ note, before, after, blocks }: Edited): void {
  const text = after.toString();
  // The same text comes from nothing but the blocks.
  expect(print({ ...note, blocks })).toBe(text);
  // Law 4: an independent parser reads the blocks in it.
  expect(steps(after)).not.toContain('unsound');
  if (!after.entries.some(isExempt)) {
    expect(judgedShapes(text)).toEqual(shapesOf(expressible(after.entries)));
  }
  // Law 3: blocks that stayed keep their lines.
  expect(touchedLines(before, after)).toEqual([]);
}

function steps(text: NoteText): readonly Step[] {
  return text.entries.map((entry) => entry.step);
}

/** HTML is HTML however it is meant, and what has no end needs one before anything can follow. */
function isExempt({ step }: Entry): boolean {
  return step === 'raw' || step.endsWith('+closed');
}

/** Steps by which Markdown forces a change of a line that no edit named; all else is a fault. */
const FORCED: readonly Step[] = [
  // Its containers moved: another indentation, or no list around it any more.
  'moved',
  'moved+aligned',
  'moved+blank',
  'source+closed',
  'moved+closed',
  'plain+closed',
  // Code and HTML that would belong to an item which now precedes them.
  'plain',
  'plain+blank',
  'unwritten',
];

function touchedLines(before: NoteText, after: NoteText): readonly unknown[] {
  const known = onceIn(before.entries);
  return [...onceIn(after.entries)].flatMap(([block, entry]) => {
    const former = known.get(block);
    // What an earlier edit changed is written anew wherever it stands.
    if (former === undefined || block.source?.fingerprint !== fingerprint(block)) return [];
    if (ownText(former) === ownText(entry)) return [];
    // A block that takes over the item of an empty line above it begins on that line.
    const handed = entry.held !== block || former.held !== block;
    // And one whose item's marker became wider or narrower goes with it.
    const shifted = former.reads[0]?.margin !== entry.reads[0]?.margin;
    if (handed || shifted || FORCED.includes(entry.step) || FORCED.includes(former.step)) return [];
    return [[ownText(former), ownText(entry), entry.step]];
  });
}

/** The entries of blocks that stand in a note once: a copy is the same block twice. */
function onceIn(entries: readonly Entry[]): ReadonlyMap<Block, Entry> {
  const found = new Map<Block, Entry>();
  const twice = new Set<Block>();
  for (const entry of entries) {
    if (found.has(entry.block)) twice.add(entry.block);
    found.set(entry.block, entry);
  }
  for (const block of twice) found.delete(block);
  return found;
}

function ownText({ text, reads }: Entry): string {
  return text.slice(reads[0]?.lead.length ?? 0);
}

function runEdits(text: string, edits: readonly Edit[]): void {
  const note = parse(text);
  let before = openText(note);
  let lines: readonly string[] = splitLines(text);
  let { blocks } = note;
  for (const one of edits) {
    const next = applyEdit(blocks, one);
    const { text: after, patch } = updateText(before, next);
    if (patch === null) expect(after.toString()).toBe(before.toString());
    else lines = applyPatch(lines, patch) ?? [];
    // The patch leads exactly to the new text.
    expect(lines.join('')).toBe(after.toString());
    checkEdit({ note, before, after, blocks: next });
    [before, blocks] = [after, next];
  }
}

const RUNS = FULL ? 10 : 1;
const TIMEOUT_MS = 60_000 * RUNS;

describe('an edit', () => {
  it(
    'of a specification example touches its own lines, and micromark reads what it says',
    () => {
      fc.assert(
        fc.property(specNote, edit, (text, one) => runEdits(text, [one])),
        { numRuns: 3000 * RUNS },
      );
    },
    TIMEOUT_MS,
  );

  it(
    'of a README or the acceptance note does so',
    () => {
      fc.assert(
        fc.property(fileNote, edit, (text, one) => runEdits(text, [one])),
        { numRuns: 150 * RUNS },
      );
    },
    TIMEOUT_MS,
  );

  it(
    'of an outline note does so',
    () => {
      fc.assert(
        fc.property(outlineNote, edit, (text, one) => runEdits(text, [one])),
        { numRuns: 800 * RUNS },
      );
    },
    TIMEOUT_MS,
  );

  it(
    'after other edits does so',
    () => {
      fc.assert(
        fc.property(fc.oneof(specNote, outlineNote), fc.array(edit, { maxLength: 7 }), runEdits),
        { numRuns: 400 * RUNS },
      );
    },
    TIMEOUT_MS,
  );

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
