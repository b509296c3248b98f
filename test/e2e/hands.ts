import type { RunningApp } from './app.ts';
import { copyText } from './clipboard.ts';
import { Ime } from './ime.ts';
import { NotePage } from './note-page.ts';
import type { Operation } from './random-operations.ts';

/** Somebody at the keyboard and the mouse: does to the real window what an operation says. */
export class Hands {
  readonly note: NotePage;
  readonly #running: RunningApp;
  readonly #ime: Ime;

  private constructor(running: RunningApp, ime: Ime) {
    this.#running = running;
    this.#ime = ime;
    this.note = new NotePage(running.page);
  }

  static async on(running: RunningApp): Promise<Hands> {
    return new Hands(running, await Ime.attach(running.page));
  }

  async perform(operation: Operation): Promise<void> {
    const { page } = this.#running;
    switch (operation.do) {
      case 'press':
        return this.note.press(...operation.keys);
      case 'type':
        return this.note.type(operation.text);
      case 'insert':
        return page.keyboard.insertText(operation.text);
      case 'compose':
        await this.#ime.compose(...operation.steps);
        return this.#ime.commit(operation.commit);
      case 'paste':
        await copyText(this.#running.app, operation.text);
        return this.note.press('Control+v');
      case 'click': {
        const { x, y } = await this.#pointAt(operation.block, operation.along);
        return page.mouse.click(x, y);
      }
      case 'select':
        return this.#drag(operation.from, operation.to, operation.key);
    }
  }

  async #drag(from: number, to: number, key: string): Promise<void> {
    const { mouse } = this.#running.page;
    const start = await this.#pointAt(from, 0.3);
    await mouse.move(start.x, start.y);
    await mouse.down();
    const end = await this.#pointAt(to, 0.6);
    await mouse.move(end.x, end.y, { steps: 3 });
    await mouse.up();
    await this.note.press(key);
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
