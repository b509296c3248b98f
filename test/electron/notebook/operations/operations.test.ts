import {
  chmod,
  mkdir,
  readdir,
  readFile,
  rename,
  rm,
  stat,
  symlink,
  utimes,
  writeFile,
} from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readRecord } from '../../../../electron/trash/hold.ts';
import type { CallError, NotebookStep } from '../../../../shared/ipc/contract.ts';
import type { Result } from '../../../../shared/result.ts';
import { makePlace, openWorld, readAll } from './world.ts';

function done(answer: Result<NotebookStep, CallError>): NotebookStep {
  if (!answer.ok) throw new Error(`${answer.error.kind}: ${answer.error.detail}`);
  return answer.value;
}

describe('a rename', () => {
  it('takes images and links along, tells the sync what went, and is undone to the byte', async () => {
    const files = {
      'a.assets/1.png': 'one',
      'a.md': '# A\r\n\r\n- ![](a.assets/1.png)\r\n- left   \r\n',
    };
    const place = await makePlace(files);
    const { operations, ground } = await openWorld(place);
    const step = done(await operations.move('a.md', '勉強会.md'));
    expect(step).toEqual({
      id: 1,
      kind: 'rename',
      from: 'a.md',
      to: '勉強会.md',
      files: 0,
      ownTrash: null,
    });
    expect(await readAll(place.folder)).toEqual({
      '勉強会.assets/1.png': 'one',
      '勉強会.md': '# A\r\n\r\n- ![](勉強会.assets/1.png)\r\n- left   \r\n',
    });
    expect([...ground.deletions.names()].sort()).toEqual(['a.assets/1.png', 'a.md']);
    expect(await operations.undo(step.id)).toEqual({
      ok: true,
      value: { undone: true, name: 'a.md' },
    });
    expect(await readAll(place.folder)).toEqual(files);
    expect([...ground.deletions.names()].sort()).toEqual(['勉強会.assets/1.png', '勉強会.md']);
  });

  it('keeps the time of the last change and the permissions', async () => {
    const place = await makePlace({ 'a.md': '# A\n' });
    const { operations } = await openWorld(place);
    await chmod(join(place.folder, 'a.md'), 0o600);
    await utimes(join(place.folder, 'a.md'), 1_500_000_000, 1_500_000_000);
    done(await operations.move('a.md', 'b.md'));
    const { mode, mtimeMs } = await stat(join(place.folder, 'b.md'));
    expect({ mode: mode & 0o777, mtimeMs }).toEqual({ mode: 0o600, mtimeMs: 1_500_000_000_000 });
  });

  it('gives a name that is taken a number, also where only its case differs or its images lie there', async () => {
    const place = await makePlace({
      'a.md': 'A',
      'B.md': 'B',
      'c.assets/1.png': 'somebody else’s',
    });
    const { operations } = await openWorld(place);
    expect(done(await operations.move('a.md', 'b.md')).to).toBe('b-2.md');
    expect(done(await operations.move('b-2.md', 'c.md')).to).toBe('c-2.md');
    expect(await readFile(join(place.folder, 'B.md'), 'utf8')).toBe('B');
  });

  it('can change nothing but case', async () => {
    const place = await makePlace({
      'talk.assets/1.png': '1',
      'talk.md': '![](talk.assets/1.png)',
    });
    const { operations } = await openWorld(place);
    expect(done(await operations.move('talk.md', 'Talk.md')).to).toBe('Talk.md');
    expect(await readAll(place.folder)).toEqual({
      'Talk.assets/1.png': '1',
      'Talk.md': '![](Talk.assets/1.png)',
    });
  });

  it('leaves an image that another note shows, and takes it along as well', async () => {
    const place = await makePlace({
      'a.assets/1.png': 'one',
      'a.assets/2.png': 'two',
      'a.md': '![](a.assets/1.png) ![](a.assets/2.png)',
      'z.md': '![](a.assets/2.png)',
    });
    const { operations, ground } = await openWorld(place);
    done(await operations.move('a.md', 'b.md'));
    expect(Object.keys(await readAll(place.folder))).toEqual([
      'a.assets/2.png',
      'b.assets/1.png',
      'b.assets/2.png',
      'b.md',
      'z.md',
    ]);
    expect([...ground.deletions.names()].sort()).toEqual(['a.assets/1.png', 'a.md']);
  });

  it('does not follow a link that stands for the folder of images', async () => {
    const place = await makePlace({ 'a.md': '![](a.assets/1.png)' });
    await mkdir(join(place.dataFolder, 'elsewhere'));
    await writeFile(join(place.dataFolder, 'elsewhere', '1.png'), 'mine');
    await symlink(join(place.dataFolder, 'elsewhere'), join(place.folder, 'a.assets'));
    const { operations } = await openWorld(place);
    done(await operations.move('a.md', 'b.md'));
    done(await operations.remove('b.md'));
    expect(await readFile(join(place.dataFolder, 'elsewhere', '1.png'), 'utf8')).toBe('mine');
    expect(await readdir(place.folder)).toEqual(['a.assets']);
  });

  it('refuses a way through a link, and a note that is gone', async () => {
    const place = await makePlace({ 'a.md': 'A' });
    await symlink(place.dataFolder, join(place.folder, 'out'));
    const { operations } = await openWorld(place);
    expect(await operations.move('a.md', 'out/a.md')).toMatchObject({ error: { kind: 'unsafe' } });
    expect(await operations.move('b.md', 'c.md')).toMatchObject({ error: { kind: 'missing' } });
    expect(await readAll(place.folder)).toEqual({ 'a.md': 'A' });
  });

  it('of a file that is no text leaves its bytes alone, and refuses where links would break', async () => {
    const place = await makePlace({ 'b.assets/1.png': '1' });
    await writeFile(join(place.folder, 'a.md'), Uint8Array.of(0xff, 0xfe, 0x80));
    await writeFile(join(place.folder, 'b.md'), Uint8Array.of(0x23, 0x20, 0x80));
    const { operations } = await openWorld(place);
    done(await operations.move('a.md', 'c.md'));
    expect([...(await readFile(join(place.folder, 'c.md')))]).toEqual([0xff, 0xfe, 0x80]);
    expect(await operations.move('b.md', 'd.md')).toMatchObject({ error: { kind: 'read-only' } });
  });
});

describe('a note that is open', () => {
  it('goes on under its new name, with what was typed before, during and after', async () => {
    const place = await makePlace({ 'a.assets/1.png': '1', 'a.md': '- ![](a.assets/1.png)\n' });
    const typed = (inserted: string) => ({ fromLine: 1, deletedLines: 0, inserted });
    const inTheMiddle = () => {
      const version = store.held('a.md')?.version() ?? 0;
      expect(store.edit('a.md', version, typed('- during\n'))).toMatchObject({ ok: true });
    };
    const { operations, store, journals, told } = await openWorld(place, { inTheMiddle });
    const opened = await store.open('a.md');
    const version = opened.ok ? opened.value.version : 0;
    store.edit('a.md', version, typed('- before\n'));
    done(await operations.move('a.md', 'b.md'));
    expect(told).toEqual(['a.md -> b.md']);
    expect(store.edit('a.md', 99, typed('x'))).toMatchObject({ error: { kind: 'stale' } });
    const held = store.held('b.md');
    const text = '- ![](b.assets/1.png)\n- during\n- before\n';
    expect(held?.text()).toBe(text);
    store.edit('b.md', held?.version() ?? 0, typed('- after\n'));
    expect(await store.flush()).toBe(null);
    expect(await readAll(place.folder)).toEqual({
      'b.assets/1.png': '1',
      'b.md': text.replace('- during', '- after\n- during'),
    });
    await store.close();
    expect((await journals.versions('b.md')).length).toBeGreaterThan(1);
    expect(await journals.left()).toEqual([]);
  });

  it('does not come back to life when it is deleted', async () => {
    const place = await makePlace({ 'a.md': '- one\n' });
    const { operations, store, told } = await openWorld(place);
    const opened = await store.open('a.md');
    const patch = { fromLine: 1, deletedLines: 0, inserted: '- two\n' };
    store.edit('a.md', opened.ok ? opened.value.version : 0, patch);
    const step = done(await operations.remove('a.md'));
    expect(told).toEqual(['a.md removed']);
    await store.flush();
    expect(await readAll(place.folder)).toEqual({});
    expect(await operations.undo(step.id)).toEqual({
      ok: true,
      value: { undone: true, name: 'a.md' },
    });
    expect(await readAll(place.folder)).toEqual({ 'a.md': '- one\n- two\n' });
  });
});

describe('a copy', () => {
  it('shares nothing with its original, and its undo goes to the trash', async () => {
    const place = await makePlace({ 'a.assets/1.png': 'one', 'a.md': '![](a.assets/1.png)\n' });
    const { operations } = await openWorld(place);
    const step = done(await operations.duplicate('a.md'));
    expect(step).toMatchObject({ kind: 'duplicate', to: 'a-2.md' });
    await writeFile(join(place.folder, 'a-2.assets/1.png'), 'painted over');
    expect(await readFile(join(place.folder, 'a.assets/1.png'), 'utf8')).toBe('one');
    await operations.undo(null);
    expect(Object.keys(await readAll(place.folder))).toEqual(['a.assets/1.png', 'a.md']);
    expect(Object.keys(await readAll(place.bin))).toEqual(['a-2.assets/1.png', 'a-2.md']);
  });
});

describe('a move', () => {
  it('makes the folder, and its undo takes the folders away again', async () => {
    const files = { 'a.md': '[b](b.md)\n', 'b.md': 'B\n' };
    const place = await makePlace(files);
    const { operations } = await openWorld(place);
    const step = done(await operations.move('a.md', '2018/meetups/a.md'));
    expect(step.kind).toBe('move');
    expect(await readAll(place.folder)).toEqual({
      '2018/meetups/a.md': '[b](../../b.md)\n',
      'b.md': 'B\n',
    });
    await operations.undo(step.id);
    expect(await readAll(place.folder)).toEqual(files);
    expect(await readdir(place.folder)).toEqual(['a.md', 'b.md']);
  });
});

describe('a deletion', () => {
  const files = {
    'a.assets/1.png': 'one',
    'a.assets/2.png': 'two',
    'a.md': '![](a.assets/1.png)\n',
    'z.md': '![](a.assets/2.png)\n',
  };

  it('goes to the system trash, leaves what others show, and can be undone', async () => {
    const place = await makePlace(files);
    const { operations, ground } = await openWorld(place);
    const step = done(await operations.remove('a.md'));
    expect(step).toMatchObject({ kind: 'delete', to: null, files: 2, ownTrash: null });
    expect(Object.keys(await readAll(place.folder))).toEqual(['a.assets/2.png', 'z.md']);
    expect(await readAll(place.bin)).toEqual({ '1.png': 'one', 'a.md': files['a.md'] });
    expect([...ground.deletions.names()].sort()).toEqual(['a.assets/1.png', 'a.md']);
    await operations.undo(step.id);
    expect(await readAll(place.folder)).toEqual(files);
    expect([...ground.deletions.names()]).toEqual([]);
  });

  it('goes to a trash of our own where the system has none, which keeps it', async () => {
    const place = await makePlace(files);
    const { operations, ground } = await openWorld(place, { hasBin: false });
    expect(done(await operations.remove('a.md'))).toMatchObject({
      ownTrash: join(place.dataFolder, 'trash'),
    });
    const [hold = ''] = await readdir(join(place.dataFolder, 'trash'));
    expect(hold).toMatch(/^2026-11-22T10-00-00 a [0-9a-f]{6}$/);
    expect(await readRecord(place.dataFolder, hold)).toMatchObject({ kept: true });
    expect(await readAll(join(place.dataFolder, 'trash', hold, 'files'))).toEqual({
      'a.assets/1.png': 'one',
      'a.md': files['a.md'],
    });
    expect([...ground.deletions.names()].sort()).toEqual(['a.assets/1.png', 'a.md']);
  });

  it('stays with its images where another program saves it while the system trash takes its time to refuse', async () => {
    const place = await makePlace(files);
    const { operations, ground } = await openWorld(place);
    const saved = join(place.folder, 'saved.tmp');
    const systemTrash = async () => {
      await writeFile(saved, 'written since');
      await rename(saved, join(place.folder, 'a.md'));
      throw new Error('no trash here');
    };
    Object.assign(ground, { systemTrash });
    done(await operations.remove('a.md'));
    expect(await readAll(place.folder)).toEqual({ ...files, 'a.md': 'written since' });
    expect([...ground.deletions.names()]).toEqual([]);
  });

  it('leaves an image that came while the system trash took its time to refuse', async () => {
    const place = await makePlace({ 'a.assets/1.png': 'one', 'a.md': 'A\n' });
    const { operations, ground } = await openWorld(place);
    const systemTrash = async () => {
      await mkdir(join(place.folder, 'a.assets'), { recursive: true });
      await writeFile(join(place.folder, 'a.assets/new.png'), 'new');
      throw new Error('no trash here');
    };
    Object.assign(ground, { systemTrash });
    done(await operations.remove('a.md'));
    expect(await readAll(place.folder)).toEqual({ 'a.assets/new.png': 'new' });
  });

  it('is not undone over a file that has the name by now', async () => {
    const place = await makePlace(files);
    const { operations } = await openWorld(place);
    done(await operations.remove('a.md'));
    await writeFile(join(place.folder, 'a.md'), 'new');
    expect(await operations.undo(null)).toMatchObject({ error: { kind: 'failed' } });
    expect(await readFile(join(place.folder, 'a.md'), 'utf8')).toBe('new');
    await rm(join(place.folder, 'a.md'));
    expect(await operations.undo(null)).toMatchObject({ ok: true });
    expect(await readAll(place.folder)).toEqual(files);
  });
});
