import type { Page } from '@playwright/test';

/** How long the window is kept busy: keys that are sent within have all arrived when it is free. */
const BUSY_MS = 250;

const MODIFIERS: Readonly<Record<string, number>> = { Alt: 1, Control: 2, Shift: 8 };

const CODES: Readonly<Record<string, number>> = {
  Backspace: 8,
  Tab: 9,
  Enter: 13,
  Escape: 27,
  PageUp: 33,
  PageDown: 34,
  End: 35,
  Home: 36,
  ArrowLeft: 37,
  ArrowUp: 38,
  ArrowRight: 39,
  ArrowDown: 40,
  Delete: 46,
};

/**
 * Presses keys (as `keyboard.press` names them) while the window is busy, so that each of them
 * waits right behind the one before: nothing of the window's own comes between them.
 */
export async function pressAtOnce(page: Page, ...keys: readonly string[]): Promise<void> {
  const session = await page.context().newCDPSession(page);
  await page.evaluate((busyMs) => {
    setTimeout(() => {
      const end = performance.now() + busyMs;
      while (performance.now() < end);
    });
  }, BUSY_MS);
  const sent = keys.flatMap((chord) => {
    const names = chord.split('+');
    const key = names.pop() ?? '';
    const modifiers = names.reduce((bits, name) => bits | (MODIFIERS[name] ?? 0), 0);
    const isLetter = key.length === 1;
    const press = {
      key,
      code: isLetter ? `Key${key.toUpperCase()}` : key,
      windowsVirtualKeyCode: CODES[key] ?? key.toUpperCase().charCodeAt(0),
      modifiers,
    };
    const text = key === 'Enter' ? '\r' : isLetter && (modifiers & ~8) === 0 ? key : null;
    return [
      session.send('Input.dispatchKeyEvent', {
        type: text === null ? 'rawKeyDown' : 'keyDown',
        ...press,
        ...(text === null ? {} : { text }),
      }),
      session.send('Input.dispatchKeyEvent', { type: 'keyUp', ...press }),
    ];
  });
  await Promise.all(sent);
  await session.detach();
}
