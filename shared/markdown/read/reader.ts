import { type Opening, staysInside, takeOpening, takeSibling } from './containers.ts';
import { LineCursor } from './cursor.ts';
import { finishLeaf } from './finish.ts';
import { FoundBlocks } from './found-blocks.ts';
import type { Frame } from './frame.ts';
import { isConcrete, type LeafLine, type OpenLeaf, type ReadBlock, resistsItems } from './leaf.ts';
import { type Continued, continueLeaf, startLeaf } from './leaf-line.ts';
import { isUnderline, trimBlanks } from './one-line.ts';
import { OpenFrames } from './open-frames.ts';
import { isTableHead, readAlignments } from './table.ts';

/** Where a reading begins: the containers that are open there, and what went before. */
export interface ReadStart {
  readonly frame: Frame | null;
  /** True where an open paragraph stands right before: see `resistsItems`. */
  readonly resisting: boolean;
  /** True at the first line of a note, where front matter may stand. */
  readonly first: boolean;
}

/** The start of a note. */
export const NOTE_START: ReadStart = { frame: null, resisting: false, first: true };

/**
 * Reads blocks line by line, as micromark does.
 *
 * A note is a sequence of lines, so reading can start at any block whose `ReadStart` is known and
 * stop as soon as it agrees with an earlier reading. Found blocks are appended to `blocks`.
 * Mutable for speed; every line is looked at once, and nothing recurs with depth.
 * The structure follows CommonMark 0.31 section 6 ("A parsing strategy") with micromark's answers
 * where the specification is silent.
 */
export class BlockReader {
  private readonly cursor = new LineCursor();
  private readonly frames: OpenFrames;
  private readonly found: FoundBlocks;
  private leaf: OpenLeaf | null = null;
  /** True where containers were opened on the line that is being read. */
  private opening = false;
  private resisting: boolean;
  private first: boolean;
  /** True while the block before the cursor is a table that ended without a blank line. */
  private belowTable = false;

  constructor(start: ReadStart) {
    this.resisting = start.resisting;
    this.first = start.first;
    this.frames = new OpenFrames(start.frame);
    this.found = new FoundBlocks(this.frames);
  }

  get blocks(): readonly ReadBlock[] {
    return this.found.blocks;
  }

  /** Reads the next line, given with its end. */
  line(raw: string): void {
    const { cursor } = this;
    cursor.open(raw);
    this.opening = false;
    if (this.leaf?.kind === 'frontMatter') {
      this.matterLine(raw, this.leaf);
      return;
    }
    const held = this.holdContainers();
    const all = held === this.frames.length;
    if (all && isConcrete(this.leaf)) {
      this.inFlow(raw, false, held);
      return;
    }
    const interrupting = all && (this.resisting || resistsItems(this.leaf));
    const opened = this.openContainers(held, interrupting);
    this.inFlow(raw, !all && !opened, held);
    this.resisting = false;
    this.first = false;
  }

  /** Ends the reading: what is open is closed. */
  finish(): void {
    this.endLeaf();
    this.popFrames(0);
  }

  /** Blank lines behind the last block, once the reading is finished. */
  get tail(): string {
    return this.found.tail;
  }

  /** Takes the prefixes of open containers and gives how many still hold the line. */
  private holdContainers(): number {
    const { cursor, frames } = this;
    let held = 0;
    while (held < frames.length) {
      const frame = frames.at(held);
      if (frame === undefined) break;
      if (cursor.at === cursor.end && frames.isUnquoted(held)) {
        // An empty line stays inside all of them; only the innermost may have nothing but its marker.
        frames.sawLine(frames.length - 1, true);
        return frames.length;
      }
      if (staysInside(cursor, frame)) {
        if (frame.blankStart !== 'no') frames.sawLine(held, cursor.isBlank());
        held++;
        continue;
      }
      const margin = cursor.column;
      const sibling = takeSibling(cursor, frame);
      if (sibling === null) break;
      this.endLeaf();
      this.popFrames(held);
      this.pushFrame(sibling, margin);
      // What still opens on this line does so without a paragraph around it.
      this.resisting = false;
      return held + 1;
    }
    return held;
  }

  private openContainers(held: number, interrupting: boolean): boolean {
    const { column } = this.cursor;
    let opened = false;
    for (;;) {
      const opening = takeOpening(this.cursor, interrupting);
      if (opening === null) return opened;
      if (!opened) {
        this.endLeaf();
        this.popFrames(held);
      }
      opened = true;
      this.pushFrame(opening, column);
    }
  }

  private pushFrame(opening: Opening, margin: number): void {
    // A marker alone on its line is a block of its own, even if more opens on the next one.
    this.found.endPending();
    this.frames.push(opening);
    if (!this.opening) this.found.opensAt(margin);
    this.opening = true;
  }

  private popFrames(count: number): void {
    if (this.frames.length <= count) return;
    this.found.endPending();
    this.frames.cut(count);
  }

  private inFlow(raw: string, lazy: boolean, held: number): void {
    const next = this.leaf === null ? 'ends' : this.continues(raw, this.leaf, lazy);
    if (next === 'goes on') return;
    if (lazy && next === 'ends') this.popFrames(held);
    if (this.cursor.isBlank()) this.blank(raw);
    else this.start(raw, lazy);
  }

  private blank(raw: string): void {
    this.belowTable = false;
    this.found.blank(raw, this.opening);
  }

  /** Adds the line to the open leaf, or ends that leaf and says so. */
  private continues(raw: string, leaf: OpenLeaf, lazy: boolean): Exclude<Continued, 'closes'> {
    const { cursor } = this;
    if (leaf.kind === 'content' && !lazy && cursor.indent() < 4) {
      const text = this.underline();
      if (text !== '' && this.endsAsHeading(raw, text, leaf)) return 'goes on';
      if (text !== '' && this.turnsToTable(raw, text, leaf)) return 'goes on';
    }
    const next = continueLeaf(leaf, cursor, raw, lazy);
    if (next === 'goes on') return next;
    this.belowTable = leaf.kind === 'table' && lazy;
    this.endLeaf();
    return next === 'closes' ? 'goes on' : next;
  }

  /** The line if it looks as what stands below a heading's text or a table's head, else nothing. */
  private underline(): string {
    const { cursor } = this;
    const place = cursor.place();
    cursor.skipIndent(3);
    const code = cursor.code();
    const text = code === 45 || code === 58 || code === 61 || code === 124 ? cursor.rest() : '';
    cursor.restore(place);
    return text;
  }

  private endsAsHeading(raw: string, text: string, leaf: Content): boolean {
    if (!isUnderline(text)) return false;
    this.leaf = null;
    const { blocks } = finishLeaf(leaf);
    const last = blocks.at(-1);
    if (last?.leaf.kind !== 'paragraph') {
      this.found.addAll(blocks, leaf.margin, true);
      // Only definitions stood there: the line below them is no underline.
      this.start(raw, false);
      return true;
    }
    this.found.addAll(blocks.slice(0, -1), leaf.margin, true);
    const level = text.startsWith('=') ? 1 : 2;
    const own = [...last.lines.map((line) => line.raw), raw];
    this.found.add({ kind: 'heading', level, content: last.leaf.content }, own, leaf.margin, false);
    return true;
  }

  private turnsToTable(raw: string, text: string, leaf: Content): boolean {
    const last = leaf.lines.length - 1;
    const head = leaf.lines[last];
    if (head === undefined || head.deep || last < leaf.head) return false;
    const align = readAlignments(text);
    const headText = trimBlanks(head.text);
    if (align === null || !isTableHead(headText, align.length)) return false;
    if (last > 0) {
      this.leaf = { ...leaf, lines: leaf.lines.slice(0, last) };
      this.endLeaf();
    }
    const lines: LeafLine[] = [
      { raw: head.raw, text: headText },
      { raw, text },
    ];
    this.leaf = { kind: 'table', lines, align, margin: leaf.margin };
    return true;
  }

  private start(raw: string, lazy: boolean): void {
    const started = startLeaf(this.cursor, raw, this.first && this.frames.length === 0);
    const { margin } = started;
    // The line that opened the containers is the leaf's own already.
    if (started.kind === 'done') {
      this.found.add(started.leaf, [raw], margin, false);
      return;
    }
    this.leaf = started.leaf;
    if (started.leaf.kind === 'content' && lazy && this.belowTable) started.leaf.head = 1;
    this.belowTable = false;
    const ends = started.leaf.kind === 'html' && started.leaf.closed;
    // micromark ends indented code behind a lazy line that began it.
    if (ends || (started.leaf.kind === 'indented' && lazy)) this.endLeaf();
  }

  private endLeaf(): void {
    const { leaf } = this;
    if (leaf === null) return;
    this.leaf = null;
    if (leaf.kind === 'frontMatter' && !leaf.closed) {
      this.readAgain(leaf);
      return;
    }
    const { blocks, rest } = finishLeaf(leaf);
    const open = leaf.kind === 'fence' || leaf.kind === 'html' ? !leaf.closed : true;
    this.found.addAll(blocks, leaf.margin, open);
    for (const { raw } of rest) this.found.leave(raw);
  }

  /** What looked like front matter has no end, so it was ordinary text. */
  private readAgain(leaf: Extract<OpenLeaf, { kind: 'frontMatter' }>): void {
    this.first = false;
    for (const { raw } of leaf.lines) this.line(raw);
    this.endLeaf();
  }

  private matterLine(raw: string, leaf: Extract<OpenLeaf, { kind: 'frontMatter' }>): void {
    const text = this.cursor.rest();
    leaf.lines.push({ raw, text });
    if (!/^---[ \t]*$/.test(text)) return;
    leaf.closed = true;
    this.first = false;
    this.endLeaf();
  }
}

type Content = Extract<OpenLeaf, { kind: 'content' }>;
