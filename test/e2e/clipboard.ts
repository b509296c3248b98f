import type { ElectronApplication } from '@playwright/test';

/** What `clipboard` offers: before Electron 44 at once, since then as promises and without images. */
interface AnyClipboard {
  writeImage?(image: unknown): void;
  writeText(text: string): void | Promise<void>;
  clear?(): void | Promise<void>;
  write?(items: readonly unknown[]): void | Promise<void>;
}

/** Puts a plain image on the system's clipboard, as a screenshot tool does. */
export async function copyImage(
  app: ElectronApplication,
  width: number,
  height: number,
): Promise<void> {
  await app.evaluate(
    async ({ clipboard, nativeImage }, size) => {
      const pixels = Buffer.alloc(size.width * size.height * 4, 90);
      const image = nativeImage.createFromBitmap(pixels, size);
      const board = clipboard as unknown as AnyClipboard;
      if (board.writeImage !== undefined) return board.writeImage(image);
      const blob = new Blob([Uint8Array.from(image.toPNG())], { type: 'image/png' });
      const Item = (globalThis as unknown as { ClipboardItem: new (parts: object) => unknown })
        .ClipboardItem;
      await board.write?.([new Item({ 'image/png': blob })]);
    },
    { width, height },
  );
}

/** Puts text on the system's clipboard; the empty text empties it. */
export async function copyText(app: ElectronApplication, text: string): Promise<void> {
  await app.evaluate(async ({ clipboard }, words) => {
    const board = clipboard as unknown as AnyClipboard;
    await board.clear?.();
    if (words !== '') await board.writeText(words);
  }, text);
}

/** The plain text on the system's clipboard. */
export function readText(app: ElectronApplication): Promise<string> {
  return app.evaluate(async ({ clipboard }) => clipboard.readText());
}

/** What a program offers of one copy. */
export interface Forms {
  readonly text: string;
  readonly html: string;
  /** A picture beside the words, as a sheet offers one. */
  readonly picture?: boolean;
}

/** Puts several forms of one copy on the system's clipboard. */
export async function copyForms(app: ElectronApplication, forms: Forms): Promise<void> {
  await app.evaluate(async ({ clipboard, nativeImage }, { text, html, picture }) => {
    const pixels = Buffer.alloc(16 * 16 * 4, 200);
    const image = nativeImage.createFromBitmap(pixels, { width: 16, height: 16 });
    const board = clipboard as unknown as {
      write(forms: object): void | Promise<void>;
      writeImage?: unknown;
    };
    if (board.writeImage !== undefined)
      return board.write({ text, html, ...(picture === true ? { image } : {}) });
    const Item = (globalThis as unknown as { ClipboardItem: new (parts: object) => unknown })
      .ClipboardItem;
    const blob = (type: string, data: string | Uint8Array<ArrayBuffer>) =>
      new Blob([data], { type });
    await board.write([
      new Item({
        'text/plain': blob('text/plain', text),
        'text/html': blob('text/html', html),
        ...(picture === true
          ? { 'image/png': blob('image/png', Uint8Array.from(image.toPNG())) }
          : {}),
      }),
    ]);
  }, forms);
}

/** What lies on the system's clipboard, as other programs see it. */
export async function readForms(
  app: ElectronApplication,
): Promise<{ readonly text: string; readonly html: string }> {
  return app.evaluate(async ({ clipboard }) => {
    const board = clipboard as unknown as {
      readText(): string | Promise<string>;
      readHTML(): string | Promise<string>;
    };
    return { text: await board.readText(), html: await board.readHTML() };
  });
}
