import { readdir, symlink, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { scanNotes } from '../../../electron/notebook/scan.ts';
import { sweepTemporary } from '../../../electron/notebook/sweep.ts';
import { temporaryFolder } from '../temporary-folder.ts';

it('what a death left of a save goes, what may be under way and all else stays', async () => {
  const folder = await temporaryFolder();
  const old = '.backrow-0123456789abcdef.tmp';
  const fresh = '.backrow-fedcba9876543210.tmp';
  const link = '.backrow-00000000000000aa.tmp';
  for (const name of [old, fresh, '.backrow-notes.tmp', 'a.md']) {
    await writeFile(join(folder, name), name);
  }
  await symlink(join(folder, 'a.md'), join(folder, link));
  const hourAgo = Date.now() / 1000 - 3600;
  for (const name of [old, '.backrow-notes.tmp', 'a.md']) {
    await utimes(join(folder, name), hourAgo, hourAgo);
  }
  const { temporary, notes } = await scanNotes(folder);
  await sweepTemporary([...temporary, join(folder, 'went.tmp')]);
  expect(notes.map(({ name }) => name)).toEqual(['a.md']);
  expect((await readdir(folder)).sort()).toEqual(
    [link, '.backrow-notes.tmp', fresh, 'a.md'].sort(),
  );
});
