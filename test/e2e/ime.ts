import type { CDPSession, Page } from '@playwright/test';

/** An IME, as Chromium sees one: real composition events through the DevTools protocol. */
export class Ime {
  readonly #session: CDPSession;

  private constructor(session: CDPSession) {
    this.#session = session;
  }

  static async attach(page: Page): Promise<Ime> {
    return new Ime(await page.context().newCDPSession(page));
  }

  /** Shows each text in turn as the composition, as typing and converting does. */
  async compose(...steps: string[]): Promise<void> {
    for (const text of steps) {
      await this.#session.send('Input.dispatchKeyEvent', {
        type: 'rawKeyDown',
        key: 'Process',
        code: 'KeyS',
        windowsVirtualKeyCode: 229,
      });
      await this.#session.send('Input.imeSetComposition', {
        text,
        selectionStart: text.length,
        selectionEnd: text.length,
      });
    }
  }

  /** A key that the user presses while the IME composes: the IME has it, the page sees code 229. */
  async press(key: string, code: string): Promise<void> {
    await this.#session.send('Input.dispatchKeyEvent', {
      type: 'rawKeyDown',
      key: 'Process',
      code,
      windowsVirtualKeyCode: 229,
    });
    await this.#session.send('Input.dispatchKeyEvent', { type: 'keyUp', key, code });
  }

  /** Commits the composition as `text`. */
  async commit(text: string): Promise<void> {
    await this.#session.send('Input.insertText', { text });
  }

  /** Gives the composition up. */
  async cancel(): Promise<void> {
    await this.#session.send('Input.imeSetComposition', {
      text: '',
      selectionStart: 0,
      selectionEnd: 0,
    });
  }
}
