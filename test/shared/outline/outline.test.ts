import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parse } from '../../../shared/markdown/index.ts';
import type { Block } from '../../../shared/markdown/model.ts';
import {
  duplicate,
  indent,
  insertItemAfter,
  moveDown,
  moveTo,
  moveUp,
  normalise,
  outdent,
  pathOf,
  remove,
  subtreeEnd,
} from '../../../shared/outline/index.ts';
import { outlineNote } from '../markdown/corpus.ts';
import { applyEdit, EDIT_OPS, TYPED } from '../markdown/edits.ts';

const place = fc.nat(999);

/** The levels of a note's blocks, as a drawing of its outline. */
function levels(blocks: readonly Block[]): string {
  return blocks.map(({ inside }) => inside.length).join('');
}

function isSound(blocks: readonly Block[]): boolean {
  return blocks.every(({ inside }, index) => {
    const above = index === 0 ? [] : pathOf(blocks[index - 1] as Block);
    return inside.every((kind, level) => above[level] === kind);
  });
}

describe('an outline', () => {
  const { blocks } = parse(
    '# A\n\n- a\n    - b\n        - c\n    - d\n- e\n\n## B\n\n- f\n\n# C\n',
  );

  it('knows what belongs to an item and to a heading', () => {
    expect(blocks.map((_, index) => subtreeEnd(blocks, index))).toEqual([
      8, 5, 4, 4, 5, 6, 8, 8, 9,
    ]);
  });

  it('never changes the order of lines when a level changes', () => {
    expect(levels(blocks)).toBe('001210000');
    expect(levels(outdent(blocks, 2, 3))).toBe('000110000');
    expect(levels(indent(blocks, 5, 6))).toBe('001211000');
  });

  it('gives the same array where there is nothing to do', () => {
    expect(indent(blocks, 1, 2)).toBe(blocks);
    expect(outdent(blocks, 1, 2)).toBe(blocks);
    expect(moveUp(blocks, 2, 3)).toBe(blocks);
    expect(moveDown(blocks, 5, 6)).toBe(blocks);
    expect(normalise(blocks)).toBe(blocks);
  });

  it('moves a talk with all of its parts', () => {
    const moved = moveDown(blocks, 0, 1);
    expect(moved.at(0)).toBe(blocks[8]);
    expect(moved.slice(1)).toEqual(blocks.slice(0, 8));
  });

  it('moves an item up and down to where it was', () => {
    fc.assert(
      fc.property(outlineNote, place, (text, at) => {
        const note = parse(text).blocks;
        const index = at % note.length;
        const down = moveDown(note, index, index + 1);
        fc.pre(down !== note);
        const back = index + (subtreeEnd(note, subtreeEnd(note, index)) - subtreeEnd(note, index));
        expect(moveUp(down, back, back + 1)).toEqual(note);
      }),
      { numRuns: 1000 },
    );
  });

  it('is sound after any edit, and shares every block that no edit touched', () => {
    const edit = fc.record({
      op: fc.constantFrom(...EDIT_OPS),
      at: place,
      where: place,
      text: fc.constantFrom(...TYPED),
    });
    fc.assert(
      fc.property(outlineNote, edit, (text, one) => {
        const before = parse(text).blocks;
        const after = applyEdit(before, one);
        expect(isSound(after)).toBe(true);
        const kept = after.filter((block) => before.includes(block)).length;
        const end = subtreeEnd(before, before.length === 0 ? 0 : one.at % before.length);
        const touched = Math.max(2, end - (one.at % Math.max(before.length, 1)) + 1);
        expect(kept).toBeGreaterThanOrEqual(Math.min(before.length, after.length) - touched * 2);
      }),
      { numRuns: 1500 },
    );
  });

  it('makes a new item a first child where there are children, else a sibling', () => {
    expect(levels(insertItemAfter(blocks, 1))).toBe('0011210000');
    expect(levels(insertItemAfter(blocks, 4))).toBe('0012110000');
  });

  it('lets the children of a removed item move out', () => {
    expect(levels(remove(blocks, 2, 3))).toBe('00110000');
  });

  it('keeps front matter at the very beginning, and alone', () => {
    const { blocks: note } = parse('---\ntitle: Night\n---\n\nfirst\n\nsecond\n');
    expect(moveUp(note, 1, 2)).toBe(note);
    expect(moveDown(note, 0, 1)).toBe(note);
    expect(moveTo(note, 2, 3, 0, 0)).toBe(note);
    expect(moveTo(note, 0, 1, 3, 0)).toBe(note);
    expect(duplicate(note, 0)).toBe(note);
    expect(moveUp(note, 2, 3)).not.toBe(note);
  });
});
