import type { Page } from '@playwright/test';

export interface GivenFile {
  readonly name: string;
  readonly type: string;
  readonly bytes: readonly number[];
}

/** Pastes files as a file manager gives them, their paths beside them as text. */
export async function pasteFiles(page: Page, files: readonly GivenFile[]): Promise<void> {
  await page.evaluate((given) => {
    const transfer = new DataTransfer();
    for (const { name, type, bytes } of given)
      transfer.items.add(new File([new Uint8Array(bytes)], name, { type }));
    transfer.setData('text/plain', given.map(({ name }) => `/home/me/${name}`).join('\n'));
    const event = new ClipboardEvent('paste', { clipboardData: transfer, bubbles: true });
    document.querySelector('.note')?.dispatchEvent(event);
  }, files);
}

/** A BMP of one pixel: the simplest file that is an image. */
export function bmp(level: number): number[] {
  const bytes = Buffer.alloc(58);
  bytes.write('BM', 0, 'latin1');
  for (const [offset, value] of [
    [2, 58],
    [10, 54],
    [14, 40],
    [18, 1],
    [22, 1],
    [34, 4],
  ] as const)
    bytes.writeUInt32LE(value, offset);
  bytes.writeUInt16LE(1, 26);
  bytes.writeUInt16LE(24, 28);
  bytes.fill(level, 54, 57);
  return [...bytes];
}

/** A file that is an image, of one colour. */
export function file(name: string, level: number): GivenFile {
  return { name, type: 'image/bmp', bytes: bmp(level) };
}
