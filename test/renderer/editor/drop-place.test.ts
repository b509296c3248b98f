import { describe, expect, it } from 'vitest';
import { type DragRow, dropPlace } from '../../../renderer/editor/drag/drop-place.ts';
import { parse } from '../../../shared/markdown/index.ts';

const { blocks } = parse('# A\n\n# B\n\n- a\n    - b\n- c\n    - d\n\n# C\n\n- e\n');

/** Rows 0 `# A` (the title), 1 `# B`, 2 a, 3 b, 4 c, 5 d, 6 `# C`, 7 e. */
function rows(hidden: readonly number[] = []): readonly DragRow[] {
  return blocks.map(({ inside, opens, body }, index) => ({
    key: String(index),
    inside,
    opens,
    heading: body.kind === 'heading' ? body.level : null,
    isShown: !hidden.includes(index),
  }));
}

function place(
  from: number,
  over: number,
  isLower: boolean,
  level: number,
  { hidden = [] as readonly number[], root = -1 } = {},
) {
  return dropPlace({ rows: rows(hidden), from, title: 0, root }, { over, isLower, level });
}

describe('where a dragged line goes', () => {
  it('is between two lines, as deep as the line above allows and the line below asks for', () => {
    expect([
      place(4, 2, false, 0),
      place(4, 2, true, 0),
      place(4, 3, false, 9),
      place(2, 5, true, 9),
      place(2, 5, true, -3),
      place(7, 1, true, 4),
    ]).toEqual([
      { at: 2, level: 0 },
      { at: 3, level: 1 },
      { at: 3, level: 1 },
      { at: 6, level: 2 },
      { at: 6, level: 0 },
      { at: 2, level: 0 },
    ]);
  });

  it('is nowhere within itself, where it is, or before the title', () => {
    expect([place(2, 3, false, 0), place(2, 1, true, 0), place(2, 0, false, 0)]).toEqual([
      null,
      null,
      null,
    ]);
  });

  it('is behind what a folded line hides, and beside that line', () => {
    expect(place(7, 4, true, 5, { hidden: [5] })).toEqual({ at: 6, level: 0 });
  });

  it('is between talks for a heading', () => {
    expect([place(6, 2, false, 0), place(6, 1, false, 0), place(1, 7, true, 0)]).toEqual([
      { at: 1, level: 0 },
      { at: 1, level: 0 },
      { at: 8, level: 0 },
    ]);
  });

  it('stays inside the item that alone is shown', () => {
    expect([place(3, 2, true, 0, { root: 2 }), place(5, 4, true, 0, { root: 4 })]).toEqual([
      null,
      null,
    ]);
  });
});
