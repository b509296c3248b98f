import { mkdir, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { saveAtomically } from '../../../electron/notebook/atomic-save.ts';
import { type ChangeHint, watchNotebook } from '../../../electron/notebook/watch.ts';
import { temporaryFolder } from '../temporary-folder.ts';

/** Watches a folder; `next` settles with the next hint. */
async function watching(): Promise<{ folder: string; next: () => Promise<ChangeHint> }> {
  const folder = await temporaryFolder();
  const hints: ChangeHint[] = [];
  let wake: () => void = () => undefined;
  const watcher = watchNotebook((hint) => {
    hints.push(hint);
    wake();
  });
  watcher.setFolders([folder]);
  onTestFinished(watcher.close);
  async function next(): Promise<ChangeHint> {
    for (;;) {
      const hint = hints.shift();
      if (hint !== undefined) return hint;
      await new Promise<void>((resolve) => {
        wake = resolve;
      });
    }
  }
  return { folder, next };
}

describe('watchNotebook', () => {
  it('names the note that another program wrote', async () => {
    const { folder, next } = await watching();
    await writeFile(join(folder, 'a.md'), 'a');
    expect(await next()).toEqual(new Set([join(folder, 'a.md')]));
  });

  it('names only the note, not the temporary file, of an atomic save', async () => {
    const { folder, next } = await watching();
    const path = join(folder, 'a.md');
    await saveAtomically({ path, bytes: new Uint8Array([1]), expected: 'any' });
    expect(await next()).toEqual(new Set([path]));
  });

  it('asks for a look at everything when a folder came', async () => {
    const { folder, next } = await watching();
    await mkdir(join(folder, '2026'));
    expect(await next()).toBe('everything');
  });

  it('says nothing of git and of images', async () => {
    const { folder, next } = await watching();
    await writeFile(join(folder, 'slide.png'), 'x');
    await writeFile(join(folder, 'old.txt'), 'x');
    await next();
    await writeFile(join(folder, 'slide 2.png'), 'x');
    await writeFile(join(folder, 'last.md'), 'x');
    expect(await next()).toEqual(new Set([join(folder, 'last.md')]));
  });

  it('survives a folder that goes away', async () => {
    const { folder, next } = await watching();
    await mkdir(join(folder, 'inner'));
    await next();
    await rename(join(folder, 'inner'), join(folder, 'other'));
    expect(await next()).toBe('everything');
  });
});
