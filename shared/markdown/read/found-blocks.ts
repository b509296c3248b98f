import type { Finished } from './finish.ts';
import type { ReadBlock, ReadLeaf } from './leaf.ts';
import type { OpenFrames } from './open-frames.ts';

/**
 * The blocks that a reading has found, with the lines that no block has taken yet.
 *
 * Mutable for speed: all lines of a note go through it once.
 */
export class FoundBlocks {
  readonly blocks: ReadBlock[] = [];
  private readonly frames: OpenFrames;
  /** Raw lines that no block has taken yet: blank ones. */
  private lead: string[] = [];
  /** The line that opened containers and holds nothing else, with the blank ones below it. */
  private pending: string[] = [];
  /** Columns before the first container that the next block opens. */
  private openMargin = 0;

  constructor(frames: OpenFrames) {
    this.frames = frames;
  }

  /** Blank lines behind the last block. */
  get tail(): string {
    return this.lead.join('');
  }

  /** Takes note that containers open at a column for the next block. */
  opensAt(column: number): void {
    this.openMargin = column;
  }

  /** Keeps a line that says nothing, by itself or behind the containers that it opens. */
  blank(raw: string, opening: boolean): void {
    if (this.pending.length > 0 || opening) this.pending.push(raw);
    else this.lead.push(raw);
  }

  /** Keeps a blank line that a block does not keep. */
  leave(raw: string): void {
    this.lead.push(raw);
  }

  /** Gives containers that hold nothing yet a block: an empty paragraph. */
  endPending(): void {
    const [own, ...blanks] = this.pending;
    if (own === undefined) return;
    this.pending = [];
    this.add({ kind: 'paragraph', content: '' }, [own], this.openMargin, false);
    for (const blank of blanks) this.lead.push(blank);
    this.forgetGap();
  }

  /** The state after an empty item is that after its own line, whatever lines were seen since. */
  private forgetGap(): void {
    const last = this.blocks.at(-1);
    if (last?.after?.container.kind !== 'item') return;
    this.blocks[this.blocks.length - 1] = { ...last, after: { ...last.after, blankStart: 'line' } };
  }

  /** Adds what a leaf became. */
  addAll(blocks: readonly Finished[], margin: number, open: boolean): void {
    for (const { leaf, lines } of blocks) {
      const own = lines.map(({ raw }) => raw);
      this.add(leaf, own, margin, open);
    }
  }

  /** Adds a block with its own lines; it stands in the containers that are open, and begins new ones. */
  add(leaf: ReadLeaf, own: readonly string[], margin: number, open: boolean): void {
    const { lead, pending } = this;
    const { inside, opens } = this.frames.claim();
    const lines = pending.length === 0 ? own : [...pending, ...own];
    this.blocks.push({
      lead: lead.length === 0 ? '' : lead.join(''),
      text: lines.length === 1 ? (lines[0] ?? '') : lines.join(''),
      lines: lead.length + lines.length,
      inside,
      opens,
      leaf,
      margin: opens.length > 0 ? this.openMargin : margin,
      after: this.frames.top,
      open,
    });
    this.lead = [];
    this.pending = [];
  }
}
