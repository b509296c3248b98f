import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { createNote } from '../../../electron/notebook/create-note.ts';
import { findDefaultNotebook } from '../../../electron/notebook/default-notebook.ts';
import { temporaryFolder } from '../temporary-folder.ts';

const EVENT = { title: 'Rustfest 大阪', date: '2026-11-22', venue: 'Grand Front', url: '' };

describe('createNote', () => {
  it('writes the event into a file named by day and title', async () => {
    const folder = await temporaryFolder();
    expect(await createNote(folder, EVENT)).toEqual({
      ok: true,
      value: '2026-11-22-rustfest-大阪.md',
    });
    expect(await readFile(join(folder, '2026-11-22-rustfest-大阪.md'), 'utf8')).toBe(
      'Rustfest 大阪\n=====\n\n2026/11/22 @Grand Front\n',
    );
  });

  it('touches no file that is there, also when two are made at once', async () => {
    const folder = await temporaryFolder();
    await writeFile(join(folder, '2026-11-22-rustfest-大阪.md'), 'mine');
    const made = await Promise.all([createNote(folder, EVENT), createNote(folder, EVENT)]);
    expect(made.map((result) => (result.ok ? result.value : result.error.kind)).sort()).toEqual([
      '2026-11-22-rustfest-大阪-2.md',
      '2026-11-22-rustfest-大阪-3.md',
    ]);
    expect(await readFile(join(folder, '2026-11-22-rustfest-大阪.md'), 'utf8')).toBe('mine');
  });

  // Made anew where its disk was unplugged, the folder would take every word from then on.
  it('makes no folder in the place of a notebook that is gone', async () => {
    const parent = await temporaryFolder();
    const made = await createNote(join(parent, 'disk'), EVENT);
    expect(made).toMatchObject({ error: { kind: 'missing' } });
    expect(await readdir(parent)).toEqual([]);
  });

  it.each(['../../outside', '.git', 'a/b', 'con', '\u202egpj.md', '   '])(
    'makes a harmless name of the title %j',
    async (title) => {
      const folder = await temporaryFolder();
      const made = await createNote(folder, { ...EVENT, title, date: '' });
      expect(made.ok).toBe(true);
      expect(await readdir(folder)).toEqual([made.ok ? made.value : '']);
    },
  );
});

describe('findDefaultNotebook', () => {
  const sample = { name: 'welcome.md', text: '# Welcome\n' };

  it('is made with its sample note, once', async () => {
    const parent = await temporaryFolder();
    const options = { parents: [join(parent, 'Documents')], sample };
    const first = await findDefaultNotebook(options);
    await writeFile(join(first.folder, 'welcome.md'), 'changed');
    const second = await findDefaultNotebook(options);
    expect(first).toEqual({ folder: join(parent, 'Documents', 'Backrow'), isNew: true });
    expect(second).toEqual({ ...first, isNew: false });
    expect(await readFile(join(first.folder, 'welcome.md'), 'utf8')).toBe('changed');
  });

  it('goes elsewhere when the first place takes no folder', async () => {
    const parent = await temporaryFolder();
    await writeFile(join(parent, 'Documents'), 'a file in the way');
    const parents = [join(parent, 'Documents'), join(parent, 'data')];
    const found = await findDefaultNotebook({ parents, sample });
    expect(found).toEqual({ folder: join(parent, 'data', 'Backrow'), isNew: true });
  });
});
