import { lstat, mkdir, open, readdir, readFile, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { createSpareThreads } from '../../../electron/disk/spare-threads.ts';
import { temporaryFolder } from '../temporary-folder.ts';

const threads = createSpareThreads();

describe('a call on a thread of ours', () => {
  it('tells of a file what the same call on the pool tells', async () => {
    const path = join(await temporaryFolder(), 'note.md');
    await writeFile(path, 'words');
    const stats = await lstat(path);
    const found = (await threads.run('lstat', [path], path)) as typeof stats;
    const { size, mtimeMs, ino, mode } = found;
    expect([size, mtimeMs, ino, mode, found.isFile(), found.isSymbolicLink()]).toEqual([
      stats.size,
      stats.mtimeMs,
      stats.ino,
      stats.mode,
      true,
      false,
    ]);
    expect(await threads.run('readFile', [path], path)).toEqual(await readFile(path));
    expect(await threads.run('readFile', [path, 'utf8'], path)).toBe('words');
  });

  it('tells what a folder has, and of what kind it is', async () => {
    const folder = await temporaryFolder();
    await writeFile(join(folder, 'file'), '');
    await mkdir(join(folder, 'folder'));
    await symlink('file', join(folder, 'link'));
    const kinds = (entries: Awaited<ReturnType<typeof list>>) =>
      entries
        .map((one) => [one.name, one.isFile(), one.isDirectory(), one.isSymbolicLink()])
        .sort();
    const list = () => readdir(folder, { withFileTypes: true });
    const args = [folder, { withFileTypes: true }];
    const found = (await threads.run('readdir', args, folder)) as Awaited<ReturnType<typeof list>>;
    expect(kinds(found)).toEqual(kinds(await list()));
    expect(await threads.run('readdir', [folder], folder)).toEqual(await readdir(folder));
  });

  it('is refused with the code that the system gave', async () => {
    const path = join(await temporaryFolder(), 'missing');
    await expect(threads.run('lstat', [path], path)).rejects.toMatchObject({
      code: 'ENOENT',
      syscall: 'lstat',
      path,
    });
  });

  it('uses a file that was opened elsewhere, and leaves open what it opened', async () => {
    const path = join(await temporaryFolder(), 'note.md');
    const handle = await open(path, 'wx');
    await threads.run('writeFile', [handle.fd, new TextEncoder().encode('written')], path);
    await threads.run('fsync', [handle.fd], path);
    await handle.close();
    expect(await readFile(path, 'utf8')).toBe('written');
    const fd = await threads.run('open', [path, 'r'], path);
    expect(String(await threads.run('readFile', [fd], path))).toBe('written');
    await threads.run('close', [fd], path);
    await expect(threads.run('fstat', [fd], path)).rejects.toMatchObject({ code: 'EBADF' });
  });
});
