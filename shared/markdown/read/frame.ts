import type { Container, ContainerKind } from '../model.ts';

/**
 * An open container during a reading, linked to the one around it.
 *
 * Frames are never changed after their making, except for `claimed`, so that a state between two
 * blocks is one pointer and reading can be taken up there again.
 */
export interface Frame {
  readonly parent: Frame | null;
  readonly depth: number;
  readonly container: Container;
  /** Columns that a line must be indented by to stay inside: of an item or a footnote. */
  readonly size: number;
  /** The absolute column of its marker. */
  readonly markerColumn: number;
  /** The absolute column where its content began on that line. */
  readonly column: number;
  /** The bullet, or `.` or `)` of a number; items of one list share it. */
  readonly delimiter: string;
  /** Set while an item has nothing but its marker: `line` right after it, `gap` after a blank line. */
  readonly blankStart: 'no' | 'line' | 'gap';
  /** True when some block carries this container in its `opens`. */
  claimed: boolean;
}

const paths = new WeakMap<Frame, readonly ContainerKind[]>();
const NO_PATH: readonly ContainerKind[] = [];

/** The kinds of a frame and all around it, outermost first. One array per frame. */
export function pathOf(frame: Frame | null): readonly ContainerKind[] {
  if (frame === null) return NO_PATH;
  const known = paths.get(frame);
  if (known !== undefined) return known;
  const path: ContainerKind[] = [];
  for (let outer: Frame | null = frame; outer !== null; outer = outer.parent) {
    path.push(outer.container.kind);
  }
  path.reverse();
  paths.set(frame, path);
  return path;
}

/** True when lines after one state are read exactly as after the other. */
export function sameFrames(one: Frame | null, other: Frame | null): boolean {
  let left = one;
  let right = other;
  while (left !== right) {
    if (left === null || right === null) return false;
    if (
      left.container.kind !== right.container.kind ||
      left.size !== right.size ||
      left.delimiter !== right.delimiter ||
      left.blankStart !== right.blankStart ||
      left.depth !== right.depth
    ) {
      return false;
    }
    left = left.parent;
    right = right.parent;
  }
  return true;
}

/** The frame of a state at a depth, 0 being none; the state itself where it is not that deep. */
export function frameAt(frame: Frame | null, depth: number): Frame | null {
  let found = frame;
  while (found !== null && found.depth > depth) found = found.parent;
  return found;
}
