import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { CDPSession, Page } from '@playwright/test';
import type { CommandId } from '../../../shared/commands.ts';
import type { RunningApp } from '../app.ts';
import { copyForms, copyImage, copyText } from '../clipboard.ts';
import { expect } from '../expect.ts';
import { Ime } from '../ime.ts';
import { NotePage } from '../note-page.ts';
import type { TestNotebook } from '../notebook.ts';
import { heldText, passTime } from './held-clock.ts';
import type { Operation } from './operations.ts';

/** Between two operations of quick hands. */
const PAUSE_MS = 40;

type HearingWindow = typeof globalThis & { commandHeard?: Promise<void> };

/** Somebody at the keyboard and the mouse: does to the real window what an operation says. */
export class Hands {
  readonly note: NotePage;
  readonly #running: RunningApp;
  readonly #notebook: TestNotebook;
  readonly #ime: Ime;
  readonly #keys: CDPSession;
  #outside = 0;

  private constructor(running: RunningApp, notebook: TestNotebook, ime: Ime, keys: CDPSession) {
    this.#running = running;
    this.#notebook = notebook;
    this.#ime = ime;
    this.#keys = keys;
    this.note = new NotePage(running.page);
  }

  static async on(running: RunningApp, notebook: TestNotebook): Promise<Hands> {
    const { page } = running;
    const keys = await page.context().newCDPSession(page);
    return new Hands(running, notebook, await Ime.attach(page), keys);
  }

  /** Opens a note and waits until it is on screen. */
  async open(name: string): Promise<void> {
    await this.#closeSlide();
    const row = this.#page.locator(`button[data-name="${name}"]`);
    await row.click();
    await expect(row).toHaveAttribute('aria-current');
    await this.note.ready();
  }

  /** Does an operation to the open note, `name`. */
  async perform(operation: Operation, name: string): Promise<void> {
    await this.#closeSlide();
    await passTime(this.#page, PAUSE_MS);
    switch (operation.do) {
      case 'press':
        return this.note.press(...operation.keys);
      case 'type':
        return operation.slow === true
          ? this.#typeSlowly(operation.text)
          : this.#type(operation.text);
      case 'insert':
        return this.#page.keyboard.insertText(operation.text);
      case 'compose':
        return this.#compose(operation.steps, operation.commit);
      case 'rest':
        return passTime(this.#page, operation.ms);
      case 'paste':
        return this.#paste(operation);
      case 'pasteImage':
        return this.#pasteImage(operation.size);
      case 'command':
        return this.#command(operation.id);
      case 'link':
        return this.#link(operation.address);
      case 'replaceAll':
        return this.#replaceAll(operation.words, operation.by);
      case 'source':
        return this.#inSource(operation.keys);
      case 'talk':
        return this.#onTalk(operation.row, () => this.note.press(...operation.keys));
      case 'retitle':
        return this.#onTalk(operation.row, () => this.#retitle(operation.title));
      case 'onlyTalk':
        return this.#onTalk(operation.row, () => this.note.press('Tab', 'Enter'));
      case 'image':
        return this.#onImage(operation.image, () => this.note.press(operation.key));
      case 'describe':
        return this.#onImage(operation.image, () => this.#describe(operation.words));
      case 'visit':
        return this.#visit(name);
      case 'outside':
        return this.#fromOutside(name, operation);
      case 'click': {
        const { x, y } = await this.#pointAt(operation.block, operation.along);
        return this.#page.mouse.click(x, y);
      }
      case 'select':
        return this.#select(operation.from, operation.to, operation.key);
      case 'drag':
        return this.#drag(operation.from, operation.to, operation.along);
    }
  }

  /** Enter on an image shows it large, and there the keys are not the note's. */
  async #closeSlide(): Promise<void> {
    const slide = this.#page.getByRole('dialog', { name: 'Slide' });
    if ((await slide.count()) === 0) return;
    await this.note.press('Escape');
    await expect(slide).toHaveCount(0);
  }

  get #page(): Page {
    return this.#running.page;
  }

  /** Keys that go down faster than the window answers to them: they queue up as a burst does. */
  async #type(text: string): Promise<void> {
    const events = [...text].flatMap((letter) => {
      // Codes of signs are those of other keys: `.` has the one of Delete.
      const code = /[a-z0-9 ]/i.test(letter) ? letter.toUpperCase().charCodeAt(0) : 0;
      const event = { key: letter, windowsVirtualKeyCode: code };
      return [
        { ...event, type: 'keyDown', text: letter } as const,
        { ...event, type: 'keyUp' } as const,
      ];
    });
    await Promise.all(events.map((event) => this.#keys.send('Input.dispatchKeyEvent', event)));
  }

  async #typeSlowly(text: string): Promise<void> {
    for (const letter of text) {
      await this.note.type(letter);
      await passTime(this.#page, 500);
    }
  }

  /** In the middle of it the hands rest: nothing of what is composed may be sent. */
  async #compose(steps: readonly string[], commit: string): Promise<void> {
    await this.#ime.compose(...steps);
    await passTime(this.#page, 500);
    await this.#ime.commit(commit);
    await this.#frame();
  }

  async #paste({ text, html }: { text: string; html?: string }): Promise<void> {
    if (html === undefined) await copyText(this.#running.app, text);
    else await copyForms(this.#running.app, { text, html });
    await this.note.press('Control+v');
    await this.#frame();
  }

  /** An image is stored before it is shown; where the caret is in none of the note, none comes. */
  async #pasteImage(size: number): Promise<void> {
    await copyImage(this.#running.app, size, size);
    const before = await this.note.note.locator('.image').count();
    await this.note.press('Control+v');
    await expect
      .poll(() => this.note.note.locator('.image').count(), { timeout: 1000, intervals: [20] })
      .not.toBe(before)
      .catch(() => undefined);
  }

  async #command(id: CommandId): Promise<void> {
    await this.#page.evaluate(() => {
      (window as HearingWindow).commandHeard = new Promise((resolve) => {
        const done = (): void => {
          stop();
          resolve();
        };
        const stop = window.backrow.on('command', done);
        // A command that fails is heard by nobody after it; the page complains of it.
        setTimeout(done, 2000);
      });
    });
    await this.#running.app.evaluate(({ BrowserWindow }, command) => {
      BrowserWindow.getAllWindows()[0]?.webContents.send('backrow:command', { id: command });
    }, id);
    await this.#page.evaluate(() => (window as HearingWindow).commandHeard);
  }

  /** The form opens where a link can be; elsewhere the keys are not for the note. */
  async #link(address: string): Promise<void> {
    await this.note.press('Control+k');
    const field = this.#page.getByRole('textbox', { name: 'Address' });
    if ((await field.count()) === 0) return;
    await field.fill(address);
    await field.press('Enter');
    await expect(field).toHaveCount(0);
  }

  async #replaceAll(words: string, by: string): Promise<void> {
    const page = this.#page;
    await this.note.press('Control+h');
    const field = page.getByRole('textbox', { name: 'Find', exact: true });
    await field.fill(words);
    await page.getByRole('textbox', { name: 'Replace with' }).fill(by);
    await page.getByRole('button', { name: 'Replace all' }).click();
    const result = page.getByRole('status', { name: 'Matches' });
    await expect
      .poll(
        async () => {
          await passTime(page, 500);
          return result.textContent();
        },
        { intervals: [10, 20, 50] },
      )
      .toMatch(/replaced/);
    await this.note.press('Escape');
  }

  async #inSource(keys: readonly string[]): Promise<void> {
    await this.note.press('Control+/');
    await expect(this.#page.getByRole('textbox', { name: 'Note as Markdown' })).toBeFocused();
    await this.note.press(...keys, 'Control+/');
    await expect(this.note.note).toBeFocused();
  }

  /** Does something to a talk in the panel, where the note has one, and goes back to the note. */
  async #onTalk(row: number, act: () => Promise<void>): Promise<void> {
    const rows = this.note.talks.locator('[data-row]');
    const count = await rows.count();
    if (count === 0) return;
    await rows.nth(Math.floor(row * count)).focus();
    await act();
    await this.note.note.focus();
  }

  async #retitle(title: string): Promise<void> {
    const field = this.note.talks.getByRole('textbox', { name: 'Title', exact: true });
    await this.note.press('F2');
    await field.fill(title);
    await field.press('Enter');
    await expect(field).toHaveCount(0);
  }

  /** Does something to an image that is in sight and selected, where there is one. */
  async #onImage(image: number, act: () => Promise<void>): Promise<void> {
    const images = this.note.note.locator('.image:visible');
    const count = await images.count();
    if (count === 0) return;
    await images.nth(Math.floor(image * count)).click();
    await act();
  }

  async #describe(words: string): Promise<void> {
    const field = this.#page.getByLabel('Description');
    await this.note.press('Alt+Enter');
    // Source that names an image is none.
    const opens = field.waitFor({ timeout: 2000 });
    if (await opens.then(() => false).catch(() => true)) return;
    await field.fill(words);
    await passTime(this.#page, 500);
    await field.press('Enter');
    await expect(field).toHaveCount(0);
  }

  async #visit(name: string): Promise<void> {
    await this.open(this.#notebook.note);
    await this.open(name);
  }

  /** Another program changes the file behind the app's back, which takes it over. */
  async #fromOutside(
    name: string,
    { line, change }: Extract<Operation, { do: 'outside' }>,
  ): Promise<void> {
    const held = await heldText(this.#page, name);
    const file = join(this.#notebook.folder, name);
    await expect.poll(() => readFileSync(file, 'utf8'), { intervals: [5, 20, 50] }).toBe(held);
    const lines = held.split('\n');
    const at = Math.floor(line * lines.length);
    this.#outside += 1;
    if (change === 'add') lines.splice(at, 0, `- outside ${this.#outside}`);
    else if (change === 'remove') lines.splice(at, 1);
    else lines[at] = `${lines[at]} outside ${this.#outside}`;
    const text = lines.join('\n');
    writeFileSync(file, text);
    await expect.poll(() => heldText(this.#page, name), { intervals: [10, 20, 50] }).not.toBe(held);
  }

  async #select(from: number, to: number, key: string): Promise<void> {
    const { mouse } = this.#page;
    const start = await this.#pointAt(from, 0.3);
    await mouse.move(start.x, start.y);
    await mouse.down();
    const end = await this.#pointAt(to, 0.6);
    await mouse.move(end.x, end.y, { steps: 3 });
    await mouse.up();
    await this.note.press(key);
  }

  /** Drags a line by its handle, to the height of another one. */
  async #drag(from: number, to: number, along: number): Promise<void> {
    const { mouse } = this.#page;
    const start = await this.#pointAt(from, 0.3);
    await mouse.move(start.x, start.y);
    const grip = await this.#page.locator('.gutter .grip').boundingBox();
    if (grip === null) return;
    await mouse.move(grip.x + grip.width / 2, grip.y + grip.height / 2);
    await mouse.down();
    const end = await this.#pointAt(to, along);
    await mouse.move(end.x, end.y, { steps: 3 });
    await this.#frame();
    await mouse.up();
  }

  async #frame(): Promise<void> {
    await this.#page.evaluate(
      () => new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve))),
    );
  }

  /** A point on a block that is shown; `block` and `along` are shares. */
  #pointAt(block: number, along: number): Promise<{ x: number; y: number }> {
    return this.note.note.evaluate(
      (note, share) => {
        const blocks = [...note.querySelectorAll('.block')].filter(
          (block) => block.getClientRects().length > 0,
        );
        const index = Math.min(blocks.length - 1, Math.floor(share.block * blocks.length));
        const element = blocks[index];
        element?.scrollIntoView({ block: 'nearest' });
        const { left, top, width, height } = (element ?? note).getBoundingClientRect();
        return { x: left + 1 + (width - 2) * share.along, y: top + height / 2 };
      },
      { block, along },
    );
  }
}
