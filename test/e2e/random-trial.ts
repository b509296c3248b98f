import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from '@playwright/test';
import { parse } from '../../shared/markdown/index.ts';
import type { RunningApp } from './app.ts';
import type { Hands } from './hands.ts';
import type { TestNotebook } from './notebook.ts';
import type { Operation } from './random-operations.ts';
import { shownNote, type ToldBlock, toldNote } from './shown-blocks.ts';

/** How many operations lie between two looks at the file. */
const STRIDE = 6;
/** Undo and redo are pressed until nothing changes any more, and at most so often. */
const MOST_STEPS = 300;

/** A window on a notebook, with somebody at its keys. */
export interface Table {
  readonly running: RunningApp;
  readonly hands: Hands;
  readonly notebook: TestNotebook;
}

/** What is known after a look: the file, and the blocks in it. */
interface Look {
  readonly text: string;
  readonly blocks: readonly ToldBlock[];
  readonly comparable: boolean;
}

/**
 * Does a sequence of operations to a fresh note, and says what was wrong, or null.
 *
 * The laws: the file read again says what the window shows; lines of blocks that nobody touched
 * stay as they were; undo to the start restores every byte; redo brings the last text back; and
 * the page has no complaint.
 */
export async function tryOperations(
  table: Table,
  name: string,
  text: string,
  operations: readonly Operation[],
): Promise<string | null> {
  const { running, hands, notebook } = table;
  const file = join(notebook.folder, name);
  writeFileSync(file, text);
  await running.page.locator(`button[data-name="${name}"]`).click();
  await expect(running.page.locator(`button[data-name="${name}"][aria-current]`)).toBeVisible();
  const trial = new Trial(table, file, text);
  for (const [index, operation] of operations.entries()) {
    await hands.perform(operation);
    if ((index + 1) % STRIDE !== 0 && index + 1 < operations.length) continue;
    const complaint = await trial.look();
    if (complaint !== null) return `after operation ${index + 1}: ${complaint}`;
  }
  // Steps that were taken back and not brought again are gone with the next key.
  await hands.perform({ do: 'type', text: 'z' });
  return (await trial.look()) ?? trial.undoAndRedo();
}

class Trial {
  readonly #table: Table;
  readonly #file: string;
  readonly #first: string;
  #last: Look;
  /** Those of the first look; a reference to one that went away reads as words. */
  #definitions: string | null = null;

  constructor(table: Table, file: string, text: string) {
    this.#table = table;
    this.#file = file;
    this.#first = text;
    this.#last = { text, blocks: toldNote(text), comparable: true };
  }

  /** Waits until all is on disk and compares; null where all is well. */
  async look(): Promise<string | null> {
    if (!(await this.#isOnDisk())) return 'it never came to the disk';
    const shown = await shownNote(this.#table.running.page);
    const text = readFileSync(this.#file, 'utf8');
    const errors = this.#table.running.errors();
    if (errors.length > 0) return `the page complained: ${errors.join('; ')}`;
    if (shown.misdrawn.length > 0) return `drawn otherwise: ${shown.misdrawn.join('; ')}`;
    this.#definitions ??= shown.definitions;
    const comparable = shown.comparable && shown.definitions === this.#definitions;
    const now = { text, blocks: shown.blocks, comparable };
    const before = this.#last;
    this.#last = now;
    if (!now.comparable) return null;
    const read = toldNote(text);
    const difference = differenceOf(shown.blocks, read);
    if (difference !== null) return `${difference}\n${changedLines(this.#first, text)}`;
    return before.comparable ? touchedLines(before, now) : null;
  }

  /** Takes everything back and brings it again. */
  async undoAndRedo(): Promise<string | null> {
    const last = this.#last.text;
    await this.#pressToTheEnd('Control+z');
    const first = await this.#textOnDisk();
    if (first !== this.#first) return `undo gives other bytes: ${changedLines(this.#first, first)}`;
    await this.#pressToTheEnd('Control+Shift+z');
    const again = await this.#textOnDisk();
    return again === last ? null : `redo gives another text: ${changedLines(last, again)}`;
  }

  async #pressToTheEnd(key: string): Promise<void> {
    const { page } = this.#table.running;
    let before = '';
    for (let steps = 0; steps < MOST_STEPS; steps += 10) {
      for (let step = 0; step < 10; step++) await page.keyboard.press(key);
      const state = await page.evaluate(stateOfEditor);
      if (state === before) return;
      before = state;
    }
  }

  async #textOnDisk(): Promise<string> {
    await this.#isOnDisk();
    return readFileSync(this.#file, 'utf8');
  }

  async #isOnDisk(): Promise<boolean> {
    const { running, hands } = this.#table;
    // The status is drawn a frame after the key.
    await running.page.evaluate(
      () => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve))),
    );
    return hands.note.onDisk().then(
      () => true,
      () => false,
    );
  }
}

/** Runs in the page: the whole state, to see whether a key still changed anything. */
function stateOfEditor(): string {
  const note = document.querySelector('.note') as HTMLElement & {
    readonly __lexicalEditor: { getEditorState(): { toJSON(): unknown } };
  };
  return JSON.stringify(note.__lexicalEditor.getEditorState().toJSON());
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

/** The blocks before and behind the first and the last change keep their lines, neighbours aside. */
function touchedLines(before: Look, now: Look): string | null {
  const [old, fresh] = [before, now].map(({ text }) => linesOfBlocks(text));
  if (old === undefined || fresh === undefined) return null;
  const shorter = Math.min(old.length, fresh.length);
  let head = 0;
  while (head < shorter && sameBlock(before.blocks[head], now.blocks[head])) head++;
  let tail = 0;
  while (tail < shorter - head && sameBlock(before.blocks.at(-1 - tail), now.blocks.at(-1 - tail)))
    tail++;
  for (let index = 0; index < head - 1; index++)
    if (old[index] !== fresh[index])
      return `lines of block ${index} were touched: ${old[index]} became ${fresh[index]}`;
  for (let index = 1; index < tail; index++)
    if (old.at(-index) !== fresh.at(-index))
      return `lines of block -${index} were touched: ${old.at(-index)} became ${fresh.at(-index)}`;
  return null;
}

function sameBlock(one: ToldBlock | undefined, other: ToldBlock | undefined): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
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
