import { mkdir, rename, rm, symlink, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import {
  createNoteList,
  type NoteList,
  type NotesChanged,
} from '../../../electron/notebook/note-list.ts';
import { safeNoteName } from '../../../shared/note/name.ts';
import { readSummary } from '../../../shared/note/summary.ts';
import { temporaryFolder } from '../temporary-folder.ts';

interface World {
  readonly folder: string;
  readonly list: NoteList;
  readonly messages: NotesChanged[];
  /** How many notes were read. */
  readonly reads: () => number;
}

function listOf(folder: string, restMs = 5000): World {
  const messages: NotesChanged[] = [];
  let reads = 0;
  const list = createNoteList({
    folder,
    readFacts: (text) => {
      reads += 1;
      return readSummary(text);
    },
    isNoteName: (name) => safeNoteName(name).ok,
    onChanged: (changes) => messages.push(changes),
    restMs,
  });
  return { folder, list, messages, reads: () => reads };
}

async function world(): Promise<World> {
  const folder = await temporaryFolder();
  await mkdir(join(folder, '2026', 'node_modules'), { recursive: true });
  await mkdir(join(folder, '.git'));
  await writeFile(join(folder, 'a.md'), 'Night\n=====\n\n2018/11/08 @Tokyo\n\n# One\n\n# Two\n');
  await writeFile(join(folder, '2026', 'b.md'), '# 夜\n');
  await writeFile(join(folder, 'plain.md'), 'no heading\n');
  await writeFile(join(folder, 'c.txt'), '# no note');
  await writeFile(join(folder, '.git', 'd.md'), '# no');
  await writeFile(join(folder, '2026', 'node_modules', 'e.md'), '# no');
  const outside = await temporaryFolder();
  await writeFile(join(outside, 'f.md'), '# no');
  await symlink(outside, join(folder, 'linked'));
  await symlink(join(outside, 'f.md'), join(folder, 'link.md'));
  return listOf(folder);
}

function titles(list: NoteList): Record<string, string> {
  return Object.fromEntries(list.summaries().map(({ name, title }) => [name, title]));
}

describe('the list of notes', () => {
  it('finds the notes of all folders and nothing else', async () => {
    const { list, messages } = await world();
    await list.refresh();
    expect(titles(list)).toEqual({ 'a.md': 'Night', '2026/b.md': '夜', 'plain.md': 'plain' });
    expect(messages.flatMap(({ changed }) => changed).find(({ name }) => name === 'a.md')).toEqual({
      name: 'a.md',
      title: 'Night',
      date: '2018-11-08',
      talks: 2,
      modifiedEpochMs: expect.any(Number),
      waiting: false,
    });
  });

  it('calls a note by its file name whose title is in no UTF-8', async () => {
    const folder = await temporaryFolder();
    // 日本語 in Shift_JIS.
    const title = [0x93, 0xfa, 0x96, 0x7b, 0x8c, 0xea];
    await writeFile(join(folder, 'old.md'), Buffer.from([0x23, 0x20, ...title, 0x0a]));
    const { list } = listOf(folder);
    await list.refresh();
    expect(titles(list)).toEqual({ 'old.md': 'old' });
  });

  it('shows what is cached at once, and reads only what differs from it', async () => {
    const { folder, list } = await world();
    await list.refresh();
    await writeFile(join(folder, 'a.md'), '# Another title\n');
    const next = listOf(folder);
    next.list.remember(list.facts());
    expect(titles(next.list)['a.md']).toBe('Night');
    await next.list.refresh();
    expect(titles(next.list)['a.md']).toBe('Another title');
    expect(next.reads()).toBe(1);
  });

  it('tells what came and went', async () => {
    const { folder, list, messages } = await world();
    await list.refresh();
    messages.length = 0;
    await rename(join(folder, 'a.md'), join(folder, 'z.md'));
    await rm(join(folder, '2026'), { recursive: true });
    await list.refresh();
    expect(messages.flatMap(({ removed }) => removed).sort()).toEqual(['2026/b.md', 'a.md']);
    expect(messages.flatMap(({ changed }) => changed.map(({ name }) => name))).toEqual(['z.md']);
  });

  it('looks at one note without looking at the others', async () => {
    const { folder, list, reads } = await world();
    await list.refresh();
    const before = reads();
    await writeFile(join(folder, 'a.md'), '# Changed\n');
    await writeFile(join(folder, 'plain.md'), '# Not looked at\n');
    await utimes(join(folder, 'a.md'), 1, 1);
    await list.refreshNotes(['a.md', '../a.md']);
    expect(titles(list)).toMatchObject({ 'a.md': 'Changed', 'plain.md': 'plain' });
    expect(reads()).toBe(before + 1);
    await rm(join(folder, 'a.md'));
    await list.refreshNotes(['a.md']);
    expect(titles(list)).not.toHaveProperty('a.md');
  });

  it('marks what waits, and tells only of changes', async () => {
    const { list, messages } = await world();
    await list.refresh();
    messages.length = 0;
    list.setWaiting(new Set(['a.md', 'unknown.md']));
    list.setWaiting(new Set(['a.md', 'unknown.md']));
    list.setWaiting(new Set());
    expect(
      messages.map(({ changed }) => changed.map(({ name, waiting }) => [name, waiting])),
    ).toEqual([[['a.md', true]], [['a.md', false]]]);
  });

  it('answers a second question with a look that began after it', async () => {
    const { folder, list } = await world();
    const first = list.refresh();
    await writeFile(join(folder, 'late.md'), '# Late\n');
    await Promise.all([first, list.refresh()]);
    expect(titles(list)).toHaveProperty('late.md', 'Late');
  });

  it('lists 2,000 notes without holding up the thread', async () => {
    const folder = await temporaryFolder();
    const text = '# Event\n\n2026/11/22 @Osaka\n\n## Talk\n\n- item\n'.padEnd(4_000, '- more\n');
    for (let from = 0; from < 2_000; from += 500) {
      const some = Array.from({ length: 500 }, (_, index) => join(folder, `${from + index}.md`));
      await Promise.all(some.map((path) => writeFile(path, text)));
    }
    const { list, reads } = listOf(folder);
    // Counted, not timed: other programs may hold the processor, but no turn may read many notes.
    let [turns, mostReads, readsBefore] = [0, 0, 0];
    let reading = true;
    const watch = (): void => {
      turns += 1;
      mostReads = Math.max(mostReads, reads() - readsBefore);
      readsBefore = reads();
      if (reading) setImmediate(watch);
    };
    setImmediate(watch);
    await list.refresh();
    reading = false;
    expect(list.summaries()).toHaveLength(2_000);
    expect(mostReads).toBeLessThanOrEqual(32);
    expect(turns).toBeGreaterThan(100);
  });

  it('reads a long note once for many saves, and at last what the last of them wrote', async () => {
    const { list, folder, reads } = listOf(await temporaryFolder(), 200);
    const save = async (title: string, lines: number) => {
      await writeFile(join(folder, 'day.md'), `# ${title}\n\n${'- words\n'.repeat(lines)}`);
      await list.refreshNotes(['day.md']);
      return titles(list)['day.md'];
    };
    expect(await save('One', 20_000)).toBe('One');
    expect([await save('Two', 20_001), await save('Three', 20_002)]).toEqual(['One', 'One']);
    await expect.poll(() => titles(list)['day.md']).toBe('Three');
    expect(reads()).toBe(2);
    list.close();
  });

  it('reads a short note after every save', async () => {
    const { list, folder } = listOf(await temporaryFolder());
    for (const title of ['One', 'Two, longer']) {
      await writeFile(join(folder, 'talk.md'), `# ${title}\n`);
      await list.refreshNotes(['talk.md']);
      expect(titles(list)).toEqual({ 'talk.md': title });
    }
    list.close();
  });
});
