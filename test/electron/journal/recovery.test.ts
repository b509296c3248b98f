import { mkdir, readdir, readFile, rm, symlink, unlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { FilePort } from '../../../electron/notebook/file-port.ts';
import { nodeFiles } from '../../../electron/notebook/file-port.ts';
import { handTurnedClock } from '../hand-turned-clock.ts';
import { type Computer, computer, fullDisk, type Process } from '../notebook/store-world.ts';
import { temporaryFolder } from '../temporary-folder.ts';

const TEXT = '# Night\n\n- one\n- two\n- three\n';
const EDITED = TEXT.replace('- two', '- two, said again');

/** A process that typed and died: its notebook takes nothing, so only the journal has the words. */
async function died(pc: Computer, text = EDITED, name = 'note.md'): Promise<Process> {
  const process = await pc.start(fullDisk(pc.folder));
  await process.edit(text, name);
  expect(await process.next('problem')).toMatchObject({ error: { kind: 'disk-full' } });
  // A save waits for the journal no longer than a moment; on a busy machine it may refuse before.
  const journalled = async () =>
    (await process.journals.left()).some(({ replayed }) => replayed?.lines.join('') === text);
  await expect.poll(journalled, { timeout: 30_000 }).toBe(true);
  return process;
}

async function pcWith(text = TEXT): Promise<Computer> {
  const pc = await computer();
  await pc.write(text);
  return pc;
}

describe('after a death', () => {
  it('a note whose file is as it was left has the typed words again, without a word', async () => {
    const pc = await pcWith();
    await died(pc);
    expect(await pc.read()).toBe(TEXT);
    const { store, notices, next } = await pc.start();
    expect(notices).toEqual([]);
    const opened = await store.open('note.md');
    expect(opened).toMatchObject({ ok: true, value: { text: EDITED } });
    const { version, durableVersion } = opened.ok
      ? opened.value
      : { version: 0, durableVersion: 0 };
    expect(version - durableVersion).toBe(1);
    await next('onDisk');
    expect(await pc.read()).toBe(EDITED);
  });

  it('the words come back too where nobody opens their note', async () => {
    const pc = await pcWith();
    await died(pc);
    const { next } = await pc.start();
    await next('onDisk');
    expect(await pc.read()).toBe(EDITED);
  });

  it('a note that was saved before the death is left alone', async () => {
    const pc = await pcWith();
    const first = await pc.start();
    await first.edit(EDITED);
    await first.next('onDisk');
    const { events, store } = await pc.start();
    expect(events).toEqual([]);
    expect(store.held('note.md')).toBeNull();
    expect(await readdir(pc.journalFolder)).toEqual([expect.stringMatching(/\.log$/)]);
  });

  it('a save that was under way when all died counts as the file it left', async () => {
    const pc = await pcWith();
    const process = await pc.start(fullDisk(pc.folder));
    await process.edit(EDITED);
    await process.next('problem');
    await process.edit(`${EDITED}- four\n`);
    await process.store.flush();
    // The first of the two edits had reached the file; the journal never heard of it.
    await pc.write(EDITED);
    const { notices, next } = await pc.start();
    expect(notices).toEqual([]);
    await next('onDisk');
    expect(await pc.read()).toBe(`${EDITED}- four\n`);
  });

  it('a note that another program changed meanwhile has both, and says so', async () => {
    const pc = await pcWith();
    await died(pc);
    await pc.write(TEXT.replace('- three', '- three, from outside'));
    const { notices, next } = await pc.start();
    expect(notices).toEqual([{ id: 'note-changed-outside', values: { name: 'note.md' } }]);
    await next('onDisk');
    expect(await pc.read()).toBe(EDITED.replace('- three', '- three, from outside'));
  });

  it('a note that was deleted meanwhile is back, and says so', async () => {
    const pc = await computer();
    await pc.write(TEXT, 'talks/note.md');
    const process = await pc.start(fullDisk(join(pc.folder, 'talks')));
    await process.edit(EDITED, 'talks/note.md');
    await process.next('problem');
    await rm(join(pc.folder, 'talks'), { recursive: true });
    const { notices, next } = await pc.start();
    expect(notices).toEqual([{ id: 'note-brought-back', values: { name: 'talks/note.md' } }]);
    await next('onDisk');
    expect(await pc.read('talks/note.md')).toBe(EDITED);
  });

  it('a note whose file was cut to nothing is whole again', async () => {
    const pc = await pcWith();
    await died(pc);
    await pc.write('');
    const { notices, next } = await pc.start();
    await next('onDisk');
    expect([await pc.read(), notices]).toEqual([EDITED, []]);
  });

  it.each([
    ['no text', (path: string) => writeFile(path, new Uint8Array([0x23, 0xe3, 0x81]))],
    ['a folder', (path: string) => mkdir(path)],
    ['a link', (path: string) => symlink('/etc/hostname', path)],
  ])(
    'a note whose file became %s keeps it, and the words are in a note beside',
    async (_, make) => {
      const pc = await pcWith();
      await died(pc);
      await unlink(join(pc.folder, 'note.md'));
      await make(join(pc.folder, 'note.md'));
      const { notices } = await pc.start();
      const beside = (await readdir(pc.folder)).find((name) => name !== 'note.md') ?? '';
      expect(beside).toMatch(/^note \(recovered \d{4}-\d\d-\d\d \d\d\.\d\d\.\d\d\)\.md$/);
      expect(notices).toEqual([
        { id: 'note-recovered-beside', values: { name: 'note.md', beside } },
      ]);
      expect(await pc.read(beside)).toBe(EDITED);
      expect((await pc.start()).notices).toEqual([]);
      expect(await readdir(pc.folder)).toHaveLength(2);
    },
  );

  it('words whose folder became a link out of the notebook stay inside the notebook', async () => {
    const pc = await computer();
    await pc.write(TEXT, 'talks/note.md');
    const process = await pc.start(fullDisk(join(pc.folder, 'talks')));
    await process.edit(EDITED, 'talks/note.md');
    await process.next('problem');
    await rm(join(pc.folder, 'talks'), { recursive: true });
    const outside = await temporaryFolder();
    await symlink(outside, join(pc.folder, 'talks'));
    await pc.start();
    expect(await readdir(outside)).toEqual([]);
    const beside = (await readdir(pc.folder)).find((name) => name !== 'talks') ?? '';
    expect(await pc.read(beside)).toBe(EDITED);
  });

  it('words that still cannot be written wait for a start at which they can', async () => {
    const pc = await pcWith();
    await died(pc);
    await unlink(join(pc.folder, 'note.md'));
    await mkdir(join(pc.folder, 'note.md'));
    const second = await pc.start(fullDisk(pc.folder));
    expect(second.notices).toEqual([{ id: 'note-recovery-waits', values: { name: 'note.md' } }]);
    const third = await pc.start();
    expect(third.notices).toMatchObject([{ id: 'note-recovered-beside' }]);
    const beside = third.notices[0]?.values.beside ?? '';
    expect(await pc.read(beside)).toBe(EDITED);
    expect((await readdir(pc.journalFolder)).filter((name) => !name.endsWith('.log'))).toEqual([]);
  });

  it('and another one before anything is saved, all words are still there', async () => {
    const pc = await pcWith();
    await died(pc);
    for (let death = 0; death < 3; death++) {
      const { store } = await pc.start(fullDisk(pc.folder));
      await store.flush();
      const opened = await store.open('note.md');
      const text = opened.ok ? opened.value.text : '';
      expect(text).toBe(EDITED + '- again\n'.repeat(death));
      await died(pc, `${text}- again\n`);
    }
    const { next } = await pc.start();
    await next('onDisk');
    expect(await pc.read()).toBe(`${EDITED}${'- again\n'.repeat(3)}`);
  });

  it('a log whose end is torn gives all that was whole', async () => {
    const pc = await pcWith();
    await died(pc);
    const [log = ''] = await readdir(pc.journalFolder);
    const path = join(pc.journalFolder, log);
    await writeFile(path, Buffer.concat([await readFile(path), Buffer.from('123 abc {"ki')]));
    const { next } = await pc.start();
    await next('onDisk');
    expect(await pc.read()).toBe(EDITED);
  });

  it('a log that is nothing but damage is put aside, not thrown away', async () => {
    const pc = await pcWith();
    await mkdir(pc.journalFolder, { recursive: true });
    await writeFile(join(pc.journalFolder, 'x.open'), 'not a log');
    expect((await pc.start()).notices).toEqual([]);
    expect(await readdir(pc.journalFolder)).toEqual([expect.stringMatching(/\.damaged$/)]);
  });

  it('a log that names a file outside the notebook writes nothing', async () => {
    const pc = await pcWith();
    await died(pc);
    const [log = ''] = await readdir(pc.journalFolder);
    const path = join(pc.journalFolder, log);
    const { encodeRecord } = await import('../../../electron/notebook/journal/record.ts');
    const base = { kind: 'base' as const, atEpochMs: 1, hash: null, text: '' };
    const held = { fromLine: 0, deletedLines: 0, inserted: 'x' };
    await writeFile(path, encodeRecord({ ...base, name: '../secret.md', held }));
    await pc.start();
    expect(await readdir(pc.folder)).toEqual(['note.md']);
    expect(await readdir(join(pc.folder, '..'))).not.toContain('secret.md');
  });
});

describe('a journal that cannot be written', () => {
  const noJournal = (code: string): FilePort => ({
    ...nodeFiles,
    openToAppend: async () => {
      throw Object.assign(new Error(code), { code });
    },
  });

  it.each(['ENOSPC', 'EROFS', 'EACCES', 'EIO'])(
    'keeps no note from being saved, and is no problem to tell: %s',
    async (code) => {
      const pc = await pcWith();
      const { edit, next, events } = await pc.start(noJournal(code));
      await edit(EDITED);
      await next('onDisk');
      expect(await pc.read()).toBe(EDITED);
      expect(events.filter(({ kind }) => kind === 'problem')).toEqual([]);
    },
  );

  it('that hangs holds up the save for no longer than a moment', async () => {
    const pc = await pcWith();
    const hanging: FilePort = { ...nodeFiles, openToAppend: () => new Promise(() => undefined) };
    const { edit, next } = await pc.start(hanging);
    using clock = handTurnedClock();
    await edit(EDITED);
    // The pause after the last edit, and then what the journal is given: together 200 ms.
    await clock.pass(100);
    await clock.awaited();
    await clock.pass(100);
    await next('onDisk');
    expect(await pc.read()).toBe(EDITED);
  });

  it('has all words once it can be written again', async () => {
    const pc = await pcWith();
    let broken = true;
    const refuse = (): never => {
      throw Object.assign(new Error('full'), { code: 'ENOSPC' });
    };
    const files: FilePort = {
      ...fullDisk(pc.folder),
      openToAppend: async (path) => {
        const file = await nodeFiles.openToAppend(path);
        const half = async (bytes: Uint8Array): Promise<void> => {
          await file.writeAll(broken ? bytes.subarray(0, bytes.length >> 1) : bytes);
          if (broken) refuse();
        };
        return { ...file, writeAll: half };
      },
    };
    const { edit, store } = await pc.start(files);
    await edit(EDITED);
    expect(await store.flush()).toMatchObject({ kind: 'disk-full' });
    broken = false;
    await edit(`${EDITED}- four\n`);
    await store.flush();
    const { next } = await pc.start();
    await next('onDisk');
    expect(await pc.read()).toBe(`${EDITED}- four\n`);
  });
});
