import type { Locator, Page } from '@playwright/test';
import { expect } from './expect.ts';

/** The window as a person sees it: by accessible names (DESIGN section 6). */
export class NotePage {
  readonly page: Page;
  readonly note: Locator;
  readonly talks: Locator;
  readonly notes: Locator;
  readonly saving: Locator;
  readonly sync: Locator;

  constructor(page: Page) {
    this.page = page;
    this.note = page.getByRole('textbox', { name: 'Note', exact: true });
    this.talks = page.getByRole('list', { name: 'Talks' });
    this.notes = page.getByRole('list', { name: 'Notes' });
    this.saving = page.getByRole('status', { name: 'Saving' });
    this.sync = page.getByRole('status', { name: 'Sync' });
  }

  /** Resolves when the note is on screen and takes keys. */
  async ready(): Promise<void> {
    await expect(this.note).toBeVisible();
  }

  /** The block that shows exactly these words. */
  block(words: string): Locator {
    return this.note.locator('.block').filter({ hasText: new RegExp(`^${literally(words)}$`) });
  }

  /** Puts the caret behind the last letter of a block, as a click behind the line does. */
  async caretAtEnd(words: string): Promise<void> {
    const block = this.block(words).first();
    await block.scrollIntoViewIfNeeded();
    await block.click();
    await this.page.keyboard.press('End');
  }

  /** Types in one go, as far as the window can tell: how long a busy machine takes is not the hands'. */
  async type(text: string): Promise<void> {
    const hands = await this.page.evaluateHandle(holdHands);
    await this.page.keyboard.type(text);
    await hands.evaluate((letGo) => letGo());
    await hands.dispose();
  }

  async press(...keys: string[]): Promise<void> {
    for (const key of keys) await this.page.keyboard.press(key);
  }

  /** Resolves when the window says that all is on disk. */
  async onDisk(): Promise<void> {
    // The words on the screen trail the keys by a moment; what was typed must be pending first.
    await expect(this.saving).toContainText('on disk', { timeout: 5000 });
  }
}

/** Gives all events the time of this moment, until the function that it answers is called. */
function holdHands(): () => void {
  const now = performance.now();
  const real = Object.getOwnPropertyDescriptor(Event.prototype, 'timeStamp') ?? {};
  Object.defineProperty(Event.prototype, 'timeStamp', { ...real, get: () => now });
  return () => Object.defineProperty(Event.prototype, 'timeStamp', real);
}

function literally(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}
