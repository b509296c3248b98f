import type { Line } from '../hiding/lines.ts';
import { isPart } from '../outline.ts';

/** A block of the note as a drag sees it. */
export interface DragRow extends Line {
  readonly isShown: boolean;
}

/** Where the dragged blocks would go: in front of row `at`, inside so many containers. */
export interface DropPlace {
  readonly at: number;
  readonly level: number;
}

export interface Dragged {
  readonly rows: readonly DragRow[];
  /** The row that is dragged, with all that belongs to it. */
  readonly from: number;
  /** The event's title, which stays in front; -1 where there is none. */
  readonly title: number;
  /** The row zoomed into; -1 for the whole note. */
  readonly root: number;
}

/** Where the pointer is: over a row, in its upper or its lower half, at a level by its own step. */
export interface Pointed {
  readonly over: number;
  readonly isLower: boolean;
  readonly level: number;
}

/**
 * The place that a pointer asks for; null where the blocks cannot go.
 *
 * A talk goes between talks, so it snaps to the nearest one. Everything else goes between two lines,
 * at most one step deeper than the line above, and no further out than the line below lets it.
 */
export function dropPlace(dragged: Dragged, pointed: Pointed): DropPlace | null {
  const { rows, from, title, root } = dragged;
  const row = rows[from];
  if (row === undefined) return null;
  const end = endOfRun(rows, from);
  let at = pointed.isLower ? nextShown(rows, pointed.over + 1) : pointed.over;
  if (root >= 0) at = Math.min(at, endOfRun(rows, root));
  const isTalk = row.heading !== null && row.inside.length === 0 && row.opens.length === 0;
  if (isTalk) at = snap(rows, at, row.heading ?? 1, title);
  const isWithin = at > from && at < end;
  if (at <= title || at <= root || isWithin) return null;
  if (isTalk) return at === from || at === end ? null : { at, level: 0 };
  const [least, most] = levelsAt(dragged, at === from ? end : at, end);
  const level = Math.min(most, Math.max(least, pointed.level));
  const stays = (at === from || at === end) && level === row.inside.length;
  return stays || least > most ? null : { at, level };
}

/** The index behind a row and all that belongs to it. */
function endOfRun(rows: readonly DragRow[], from: number): number {
  const root = rows[from];
  let end = from + 1;
  for (let row = rows[end]; root !== undefined && row !== undefined && isPart(row, root); )
    row = rows[++end];
  return end;
}

function nextShown(rows: readonly DragRow[], from: number): number {
  let at = from;
  while (at < rows.length && rows[at]?.isShown === false) at++;
  return at;
}

/** The nearest place between talks. */
function snap(rows: readonly DragRow[], at: number, level: number, title: number): number {
  const isBorder = (index: number) => {
    const row = rows[index];
    const isHeading = row?.heading != null && row.inside.length === 0 && row.opens.length === 0;
    return index >= rows.length || (index > title && isHeading && (row.heading ?? 7) <= level);
  };
  let back = at;
  while (back > title && !isBorder(back)) back--;
  let ahead = at;
  while (!isBorder(ahead)) ahead++;
  return back > title && at - back <= ahead - at ? back : ahead;
}

/** The levels from the outermost to the innermost that a place allows. */
function levelsAt({ rows, from, root }: Dragged, at: number, end: number): [number, number] {
  const isRun = (index: number) => index >= from && index < end;
  let above = at - 1;
  while (above >= 0 && (isRun(above) || rows[above]?.isShown === false)) above--;
  const before = rows[above];
  const after = rows[isRun(at) ? end : at];
  const least = Math.max(
    after?.inside.length ?? 0,
    root < 0 || rows[root]?.heading !== null ? 0 : (rows[root]?.inside.length ?? 0) + 1,
  );
  if (before === undefined) return [least, 0];
  const hides = rows[above + 1]?.isShown === false && !isRun(above + 1);
  const path = before.inside.length + (hides ? 0 : before.opens.length);
  return [least, path];
}
