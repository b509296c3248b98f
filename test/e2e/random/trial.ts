import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from '../../../shared/markdown/index.ts';
import type { RunningApp } from '../app.ts';
import { expect } from '../expect.ts';
import type { TestNotebook } from '../notebook.ts';
import type { Hands } from './hands.ts';
import { heldText } from './held-clock.ts';
import type { Operation } from './operations.ts';
import { shownNote, type ToldBlock, toldNote } from './shown-blocks.ts';

/** Undo and redo are pressed to the end of the history, and at most so often. */
const MOST_STEPS = 600;
const BURST = 10;

/** A window on a notebook, with somebody at its keys. Its clock is held; see `holdClock`. */
export interface Table {
  readonly running: RunningApp;
  readonly hands: Hands;
  readonly notebook: TestNotebook;
}

/** What is done to a fresh note. */
export interface Sequence {
  readonly name: string;
  /** The note's text. */
  readonly text: string;
  readonly operations: readonly Operation[];
  /** How many operations lie between two looks. */
  readonly stride: number;
}

/** What is known after a look: the file, and the blocks in it. */
interface Look {
  readonly text: string;
  readonly blocks: readonly ToldBlock[];
  /** The exact words of each block, where the window was asked for them. */
  readonly exact: readonly string[] | null;
  readonly comparable: boolean;
}

/**
 * Does a sequence of operations to a fresh note, and says what was wrong, or null.
 *
 * The laws: the text that main holds, read again, says what the window shows; lines of blocks that
 * nobody touched stay as they were; undo to the start restores every byte; redo brings the last
 * text back; what main holds comes to the disk; and the page has no complaint.
 */
export async function tryOperations(table: Table, sequence: Sequence): Promise<string | null> {
  const { hands, notebook } = table;
  const { name, text, operations, stride } = sequence;
  writeFileSync(join(notebook.folder, name), text);
  await hands.open(name);
  const trial = new Trial(table, name, text);
  const atFirst = await trial.look();
  if (atFirst !== null) return `before any operation: ${atFirst}`;
  for (const [index, operation] of operations.entries()) {
    await hands.perform(operation, name);
    if (operation.do === 'outside' || operation.do === 'source') trial.believe();
    if ((index + 1) % stride !== 0 && index + 1 < operations.length) continue;
    const complaint = await trial.look();
    if (complaint !== null) return `after operation ${index + 1}: ${complaint}`;
  }
  // Steps that were taken back and not brought again are gone with the next key.
  await hands.perform({ do: 'type', text: 'z' }, name);
  return (await trial.look()) ?? trial.undoAndRedo();
}

class Trial {
  readonly #table: Table;
  readonly #name: string;
  readonly #first: string;
  #last: Look;
  #wasOutside = false;
  /** Those of the first look; a reference to one that went away reads as words. */
  #definitions: string | null = null;

  constructor(table: Table, name: string, text: string) {
    this.#table = table;
    this.#name = name;
    this.#first = text;
    this.#last = { text, blocks: toldNote(text), exact: null, comparable: true };
  }

  /** Compares what the window shows with the text that main holds; null where all is well. */
  async look(): Promise<string | null> {
    for (;;) {
      const before = this.#last;
      const complaint = await this.#lookOnce();
      // What was pasted may be shown between two questions: then the note is not at rest yet.
      if (complaint === null || (await this.#held()) === this.#last.text) return complaint;
      this.#last = before;
    }
  }

  async #lookOnce(): Promise<string | null> {
    const text = await this.#held();
    const shown = await shownNote(this.#table.running.page);
    const errors = this.#table.running.errors();
    if (errors.length > 0) return `the page complained: ${errors.join('; ')}`;
    if (shown.misdrawn.length > 0) return `drawn otherwise: ${shown.misdrawn.join('; ')}`;
    this.#definitions ??= shown.definitions;
    const comparable = shown.comparable && shown.definitions === this.#definitions;
    const now = { text, blocks: shown.blocks, exact: shown.exact, comparable };
    const before = this.#last;
    this.#last = now;
    if (!now.comparable) return null;
    const read = toldNote(text);
    const difference = differenceOf(shown.blocks, read);
    if (difference !== null) return `${difference}\n${changedLines(this.#first, text)}`;
    return before.comparable ? touchedLines(before, now) : null;
  }

  /** Another program, and hands in the source, may touch what the outline does not show. */
  believe(): void {
    this.#wasOutside = true;
    this.#last = { ...this.#last, comparable: false };
  }

  /** Takes everything back and brings it again. */
  async undoAndRedo(): Promise<string | null> {
    const last = this.#last.text;
    await this.#pressToTheEnd('Control+z');
    const first = await this.#held();
    if (this.#comparableEnd(first) !== this.#comparableEnd(this.#first))
      return `undo gives other bytes: ${changedLines(this.#first, first)}`;
    await this.#pressToTheEnd('Control+Shift+z');
    const again = await this.#held();
    if (this.#comparableEnd(again) !== this.#comparableEnd(last))
      return `redo gives another text: ${changedLines(last, again)}`;
    const file = join(this.#table.notebook.folder, this.#name);
    return expect
      .poll(() => readFileSync(file, 'utf8'), { intervals: [5, 20, 50] })
      .toBe(again)
      .then(
        () => null,
        () => 'it never came to the disk',
      );
  }

  /** How a file ends is no block: where it was changed as text, it is as that left it. */
  #comparableEnd(text: string): string {
    return this.#wasOutside ? text.trimEnd() : text;
  }

  /** Presses a key until it is answered by no step of the history any more. */
  async #pressToTheEnd(key: string): Promise<void> {
    const { page } = this.#table.running;
    for (let steps = 0; steps < MOST_STEPS; steps += BURST) {
      const before = await page.evaluate(stepsOfHistory);
      for (let step = 0; step < BURST; step++) await page.keyboard.press(key);
      if ((await page.evaluate(stepsOfHistory)) - before < BURST) return;
    }
  }

  #held(): Promise<string> {
    return heldText(this.#table.running.page, this.#name);
  }
}

/** Runs in the page: how many steps were taken back or brought again since it was asked first. */
function stepsOfHistory(): number {
  const note = document.querySelector('.note') as HTMLElement & {
    readonly __lexicalEditor: {
      registerUpdateListener(told: (update: { readonly tags: ReadonlySet<string> }) => void): void;
    };
    historySteps?: number;
  };
  if (note.historySteps === undefined) {
    note.historySteps = 0;
    note.__lexicalEditor.registerUpdateListener(({ tags }) => {
      if (tags.has('historic')) note.historySteps = (note.historySteps ?? 0) + 1;
    });
  }
  return note.historySteps;
}

function differenceOf(shown: readonly ToldBlock[], read: readonly ToldBlock[]): string | null {
  const length = Math.max(shown.length, read.length);
  for (let index = 0; index < length; index++) {
    const one = JSON.stringify(shown[index] ?? null);
    const other = JSON.stringify(read[index] ?? null);
    if (one === other) continue;
    const next = [shown[index + 1], read[index + 1]].map((block) => JSON.stringify(block));
    return `block ${index} is shown as ${one} and read as ${other} (then ${next.join(' and ')})`;
  }
  return null;
}

/**
 * The blocks before and behind the first and the last change keep their lines, neighbours aside.
 *
 * What lies in an item that became another one stands elsewhere: behind a change the first block
 * that lies in nothing is the first that may not be touched.
 */
function touchedLines(before: Look, now: Look): string | null {
  const [old, fresh] = [before, now].map(({ text }) => linesOfBlocks(text));
  if (old === undefined || fresh === undefined) return null;
  const shorter = Math.min(old.length, fresh.length);
  let head = 0;
  while (head < shorter && sameBlock(before, now, head)) head++;
  let tail = 0;
  while (tail < shorter - head && sameBlock(before, now, -1 - tail)) tail++;
  while (tail > 0 && now.blocks.at(-tail)?.depth !== 0) tail--;
  for (let index = 0; index < head - 1; index++)
    if (old[index] !== fresh[index])
      return `lines of block ${index} were touched: ${old[index]} became ${fresh[index]}`;
  for (let index = 1; index < tail; index++)
    if (old.at(-index) !== fresh.at(-index))
      return `lines of block -${index} were touched: ${old.at(-index)} became ${fresh.at(-index)}`;
  return null;
}

/** A break at the beginning of a block is written, but Markdown says nothing by it. */
function sameBlock(before: Look, now: Look, at: number): boolean {
  if (JSON.stringify(before.blocks.at(at)) !== JSON.stringify(now.blocks.at(at))) return false;
  return before.exact === null || before.exact.at(at) === now.exact?.at(at);
}

/** The lines of each block that says something, as they stand in the file. */
function linesOfBlocks(text: string): string[] {
  return parse(text)
    .blocks.filter(({ body }) => body.kind !== 'paragraph' || body.content.length > 0)
    .map(({ source }) => JSON.stringify(source?.text.replace(/[\r\n]+$/, '') ?? ''));
}

/** What one text has instead of the other's lines, without what both share at their ends. */
function changedLines(before: string, now: string): string {
  const [old, fresh] = [before.split('\n'), now.split('\n')];
  let head = 0;
  while (head < old.length && old[head] === fresh[head]) head++;
  let tail = 0;
  while (
    tail < Math.min(old.length, fresh.length) - head &&
    old.at(-1 - tail) === fresh.at(-1 - tail)
  )
    tail++;
  const from = Math.max(0, head - 1);
  const [was, is] = [old, fresh].map((lines) => lines.slice(from, lines.length - tail).join('\n'));
  return `from line ${from + 1}\n--- was\n${was}\n--- is\n${is}`;
}
