import { execFileSync } from 'node:child_process';
import { closeSync, constants, openSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { storeImageFiles } from '../../../electron/images/from-files.ts';
import { readNotebookImage } from '../../../electron/images/route.ts';
import { within } from '../../../electron/notebook/patience.ts';
import { temporaryFolder } from '../temporary-folder.ts';

/*
 * A link in a note may lead to a pipe. To open one is to wait for who writes to it: four such links kept all
 * threads, and nothing was read or saved any more.
 */

async function folderWithPipe(): Promise<{ readonly folder: string; readonly pipe: string }> {
  const folder = await temporaryFolder();
  const pipe = join(folder, 'slide.png');
  execFileSync('mkfifo', [pipe]);
  onTestFinished(() => closeSync(openSync(pipe, constants.O_RDWR | constants.O_NONBLOCK)));
  return { folder, pipe };
}

const LIMIT_MS = 5_000;

describe.skipIf(process.platform === 'win32')('a pipe with the name of an image', () => {
  it('is no image for the window, at once', async () => {
    const { folder } = await folderWithPipe();
    const read = readNotebookImage(folder, 'slide.png').then((image) => ({ image }));
    expect(await within(LIMIT_MS, read)).toEqual({ image: null });
  });

  it('is no image to be added to a note, at once', async () => {
    const { folder, pipe } = await folderWithPipe();
    const place = { note: 'night.md', talk: 'Talk', minuteOfDay: 0 };
    const stored = storeImageFiles(folder, [pipe], place);
    expect(await within(LIMIT_MS, stored)).toMatchObject({ images: [], notImages: ['slide.png'] });
  });
});
