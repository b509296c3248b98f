import { mkdir, readFile, rename, rm, symlink, unlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { computer, type Process } from './store-world.ts';

const LONG = `# Night\n\n${'- a line that somebody wrote with care\n'.repeat(20)}`;

async function opened(text = LONG) {
  const machine = await computer();
  await machine.write(text);
  const app = await machine.start();
  await app.store.open('note.md');
  const path = join(machine.folder, 'note.md');
  return { ...machine, app, path };
}

function held({ store }: Process) {
  const note = store.held('note.md');
  if (note === null) throw new Error('not held');
  return note;
}

describe('a note that another program', () => {
  it('cut to nothing shows that, and gives the earlier text back as an edit', async () => {
    const { app, path, read } = await opened();
    await writeFile(path, '');
    await app.store.checkDisk();
    expect(held(app).text()).toBe('');
    const notice = { id: 'note-shrunk-outside', values: { name: 'note.md' } };
    expect(await app.next('notice')).toEqual({ kind: 'notice', notice });
    await app.edit('- since\n');
    expect(held(app).restoreEarlier()).toBe(true);
    expect(await app.store.flush()).toBe(null);
    expect(await read()).toContain(LONG);
    expect(await read()).toContain('- since\n');
    expect(held(app).restoreEarlier()).toBe(false);
  });

  it('took most of away while it was edited keeps the edit, and all of the earlier text', async () => {
    const { app, path, read } = await opened();
    await app.edit(`${LONG}- mine\n`);
    await writeFile(path, '# Night\n');
    await app.store.flush();
    expect(await read()).toContain('- mine\n');
    expect(held(app).restoreEarlier()).toBe(true);
    await app.store.flush();
    expect(await read()).toBe(`${LONG}- mine\n`);
  });

  it('shortened a little, or a short one emptied of a few words, is a change like any other', async () => {
    const { app, path } = await opened();
    await writeFile(path, LONG.slice(0, LONG.length / 2));
    await app.store.checkDisk();
    expect(app.events.map(({ kind }) => kind)).toEqual(['replaced', 'onDisk', 'file']);
  });

  it('deleted stays, and one click writes it again', async () => {
    const { app, path, read } = await opened();
    await unlink(path);
    await app.store.checkDisk();
    expect(await app.next('notice')).toMatchObject({ notice: { id: 'note-deleted-outside' } });
    expect(held(app).text()).toBe(LONG);
    held(app).putBack();
    expect(await app.store.flush()).toBe(null);
    expect(await read()).toBe(LONG);
  });

  it('moved elsewhere is told as deleted, and nothing of it is lost', async () => {
    const { app, path, folder, read } = await opened();
    await rename(path, join(folder, 'moved.md'));
    await app.store.checkDisk();
    expect(await app.next('notice')).toMatchObject({ notice: { id: 'note-deleted-outside' } });
    expect(await read('moved.md')).toBe(LONG);
    expect(held(app).text()).toBe(LONG);
  });

  it.each([
    ['a folder', (path: string) => mkdir(path)],
    ['a link', (path: string) => symlink('/etc/hostname', path)],
  ])('turned into %s keeps its text, and is saved when it is a file again', async (_what, make) => {
    const { app, path, read } = await opened('- one\n');
    await unlink(path);
    await make(path);
    await app.edit('- one\n- two\n');
    await app.store.checkDisk();
    expect(await app.next('problem')).toMatchObject({ error: { kind: 'unsafe' } });
    await rm(path, { recursive: true });
    await writeFile(path, '- one\n');
    await app.store.flush();
    await app.next('onDisk');
    expect(await read()).toBe('- one\n- two\n');
  });

  it('made something else than text is told as that and left as it is, and joined when it is text again', async () => {
    const { app, path, write, read } = await opened('- one\n');
    const bytes = Buffer.from([0x2d, 0x20, 0xff, 0xfe, 0x0a]);
    await writeFile(path, bytes);
    await app.store.checkDisk();
    expect(await app.next('problem')).toMatchObject({ error: { kind: 'unreadable' } });
    await app.edit('- one\n- two\n');
    expect(await app.store.flush()).toMatchObject({ kind: 'unreadable' });
    expect(await readFile(path)).toEqual(bytes);
    await write('- zero\n- one\n');
    await app.store.flush();
    await app.next('onDisk');
    expect(await read()).toBe('- zero\n- one\n- two\n');
  });

  it('replaced by a rename, as editors save, is shown anew', async () => {
    const { app, path, write } = await opened('- one\n');
    await write('- one\n- two\n', 'note.tmp');
    await rename(join(path, '..', 'note.tmp'), path);
    await app.store.checkDisk();
    expect(await app.next('replaced')).toMatchObject({ text: '- one\n- two\n' });
  });
});

describe('a notebook that goes and comes back', () => {
  it('was not deleted: its note waits, and says so once all is well again', async () => {
    const { app, folder, read } = await opened('- one\n');
    await rename(folder, `${folder} away`);
    await app.store.checkDisk();
    expect(await app.next('problem')).toMatchObject({ error: { kind: 'missing' } });
    expect(app.events.some(({ kind }) => kind === 'notice')).toBe(false);
    expect(held(app).text()).toBe('- one\n');
    await rename(`${folder} away`, folder);
    await app.store.checkDisk();
    await app.next('onDisk');
    await app.edit('- one\n- two\n');
    expect(await app.store.flush()).toBe(null);
    expect(await read()).toBe('- one\n- two\n');
  });
});
