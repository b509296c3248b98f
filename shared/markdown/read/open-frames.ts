import type { Container, ContainerKind } from '../model.ts';
import type { Opening } from './containers.ts';
import { type Frame, type Path, pathInside, pathOf } from './frame.ts';

/** The containers that are open during a reading, outermost first. Mutable for speed. */
export class OpenFrames {
  private readonly frames: Frame[] = [];
  private readonly roots = new Map<ContainerKind, Path>();

  /** Begins with the containers of a state, innermost given. */
  constructor(start: Frame | null) {
    for (let frame = start; frame !== null; frame = frame.parent) this.frames.push(frame);
    this.frames.reverse();
  }

  get length(): number {
    return this.frames.length;
  }

  get top(): Frame | null {
    return this.frames.at(-1) ?? null;
  }

  at(index: number): Frame | undefined {
    return this.frames[index];
  }

  /** Opens a container inside all others. */
  push({ container, size, markerColumn, column, delimiter, blankStart }: Opening): void {
    const parent = this.top;
    const depth = this.frames.length + 1;
    const path = pathInside(parent, container.kind, this.roots);
    const quotes = (parent?.quotes ?? 0) + (container.kind === 'quote' ? 1 : 0);
    const place = { parent, depth, quotes, path, claimed: false };
    this.frames.push({ container, size, markerColumn, column, delimiter, blankStart, ...place });
  }

  /** Closes all but the outermost so many. */
  cut(count: number): void {
    this.frames.length = count;
  }

  /** True where no quote is among the containers from an index on. */
  isUnquoted(from: number): boolean {
    return (this.frames[from - 1]?.quotes ?? 0) === (this.top?.quotes ?? 0);
  }

  /** Takes note of a line inside an item that had nothing but its marker. */
  sawLine(index: number, isBlank: boolean): void {
    const frame = this.frames[index];
    const blankStart = isBlank ? 'gap' : 'no';
    if (frame === undefined || frame.blankStart === 'no' || blankStart === frame.blankStart) return;
    this.frames[index] = { ...frame, blankStart };
  }

  /** Where a block stands: the containers that no block opened before are its own from now on. */
  claim(): { readonly inside: readonly ContainerKind[]; readonly opens: readonly Container[] } {
    let known = this.frames.length;
    while (known > 0 && this.frames[known - 1]?.claimed === false) known--;
    const opens: Container[] = [];
    for (let index = known; index < this.frames.length; index++) {
      const frame = this.frames[index];
      if (frame === undefined) continue;
      frame.claimed = true;
      opens.push(frame.container);
    }
    return { inside: pathOf(this.frames[known - 1] ?? null), opens };
  }
}
