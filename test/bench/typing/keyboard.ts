import { setTimeout as pause } from 'node:timers/promises';
import type { CDPSession } from '@playwright/test';

/** The pause between two keys: about 17 keys a second, faster than anybody writes. */
const KEY_MS = 60;

interface Key {
  readonly key: string;
  readonly code: string;
  readonly windowsVirtualKeyCode: number;
  readonly text?: string;
}

const KEYS: Readonly<Record<string, Key>> = {
  Enter: { key: 'Enter', code: 'Enter', windowsVirtualKeyCode: 13, text: '\r' },
  Tab: { key: 'Tab', code: 'Tab', windowsVirtualKeyCode: 9 },
  ArrowDown: { key: 'ArrowDown', code: 'ArrowDown', windowsVirtualKeyCode: 40 },
  Backspace: { key: 'Backspace', code: 'Backspace', windowsVirtualKeyCode: 8 },
  End: { key: 'End', code: 'End', windowsVirtualKeyCode: 35 },
  ArrowUp: { key: 'ArrowUp', code: 'ArrowUp', windowsVirtualKeyCode: 38 },
  '.': { key: '.', code: 'Period', windowsVirtualKeyCode: 190 },
  '[': { key: '[', code: 'BracketLeft', windowsVirtualKeyCode: 219 },
  ']': { key: ']', code: 'BracketRight', windowsVirtualKeyCode: 221 },
};
const MODIFIERS: Readonly<Record<string, number>> = { Alt: 1, Control: 2, Shift: 8 };

/** A keyboard that goes down at a steady pace, through the DevTools protocol. */
export class Keyboard {
  readonly #session: CDPSession;

  constructor(session: CDPSession) {
    this.#session = session;
  }

  /** Presses a key, a letter or a chord as `Shift+Tab`, and waits until the next one is due. */
  async press(chord: string, pauseMs = KEY_MS): Promise<void> {
    const names = chord.split('+');
    const name = names.at(-1) ?? '';
    const modifiers = names.slice(0, -1).reduce((sum, part) => sum + (MODIFIERS[part] ?? 0), 0);
    const key = KEYS[name] ?? letter(name);
    const type = key.text === undefined || modifiers > 0 ? 'rawKeyDown' : 'keyDown';
    const due = pause(pauseMs);
    await this.#session.send('Input.dispatchKeyEvent', { ...key, type, modifiers });
    const { text: _, ...released } = key;
    await this.#session.send('Input.dispatchKeyEvent', { ...released, type: 'keyUp', modifiers });
    await due;
  }

  /** One step of an IME: the key that it takes, and what it then shows as the composition. */
  async compose(text: string): Promise<void> {
    const due = pause(KEY_MS);
    const key = { key: 'Process', code: 'KeyK', windowsVirtualKeyCode: 229 };
    await this.#session.send('Input.dispatchKeyEvent', { ...key, type: 'rawKeyDown' });
    const end = text.length;
    await this.#session.send('Input.imeSetComposition', {
      text,
      selectionStart: end,
      selectionEnd: end,
    });
    await due;
  }

  /** Ends a composition with its final words. */
  async commit(text: string): Promise<void> {
    const due = pause(KEY_MS);
    await this.#session.send('Input.insertText', { text });
    await due;
  }
}

function letter(text: string): Key {
  const upper = text.toUpperCase();
  const key = { key: text, windowsVirtualKeyCode: upper.charCodeAt(0), text };
  return { ...key, code: `Key${upper}` };
}
