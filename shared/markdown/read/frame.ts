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
  /** How many quotes it and those around it are. */
  readonly quotes: number;
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
  readonly path: Path;
  /** True when some block carries this container in its `opens`. */
  claimed: boolean;
}

/**
 * The kinds of a container and all around it.
 *
 * There is one path for each nesting that occurs, so that a hundred thousand items share a few
 * arrays; and an array is made only where a block asks for it, because one line can open
 * a hundred thousand containers.
 */
export interface Path {
  readonly outer: Path | null;
  readonly kind: ContainerKind;
  readonly deeper: Map<ContainerKind, Path>;
  kinds: readonly ContainerKind[] | null;
}

const NO_KINDS: readonly ContainerKind[] = [];

/** The path of a container inside a frame; `roots` holds the outermost ones of a reading. */
export function pathInside(
  parent: Frame | null,
  kind: ContainerKind,
  roots: Map<ContainerKind, Path>,
): Path {
  const siblings = parent === null ? roots : parent.path.deeper;
  const known = siblings.get(kind);
  if (known !== undefined) return known;
  const path: Path = { outer: parent?.path ?? null, kind, deeper: new Map(), kinds: null };
  siblings.set(kind, path);
  return path;
}

/** The kinds of a frame and all around it, outermost first. */
export function pathOf(frame: Frame | null): readonly ContainerKind[] {
  if (frame === null) return NO_KINDS;
  const { path } = frame;
  if (path.kinds !== null) return path.kinds;
  const kinds: ContainerKind[] = [];
  for (let at: Path | null = path; at !== null; at = at.outer) kinds.push(at.kind);
  path.kinds = kinds.reverse();
  return path.kinds;
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
