import { type ChildProcess, spawn } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, it, onTestFinished } from 'vitest';
import { bundleEntry } from '../../durability/bundle.ts';
import { answer, HANGING_FILES, hang } from '../../durability/faults/hanging-files.ts';
import { temporaryFolder } from '../temporary-folder.ts';

/*
 * All file calls of a process share four threads. Six notes on a disk that hung kept all of them: notes on a
 * healthy one were not saved any more, and the journal, which keeps what is typed, was not written.
 */

const hangingNotes = (count: number, folder = ''): readonly string[] =>
  Array.from({ length: count }, (_, index) => `${folder}hanging-${folder.charAt(0)}${index}.md`);

interface Holder {
  readonly folder: string;
  readonly pipes: string;
  readonly say: (line: string) => void;
  readonly told: () => string;
  readonly read: (name: string) => string;
  /** All that the journals have, of all notes. */
  readonly journalled: () => string;
}

/** Starts a process with the real store; it is killed, because a thread that hangs keeps it alive. */
async function startHolder(notes: readonly string[]): Promise<Holder> {
  const folder = await temporaryFolder();
  const data = await temporaryFolder();
  const pipes = join(await temporaryFolder(), 'pipes');
  for (const name of notes) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), 'old\n');
  }
  const entry = await bundleEntry(
    join(import.meta.dirname, 'hanging-entry.ts'),
    join(data, 'entry'),
  );
  const child: ChildProcess = spawn(
    process.execPath,
    ['--require', HANGING_FILES, entry, folder, data],
    { stdio: ['pipe', 'pipe', 'inherit'], env: { ...process.env, BACKROW_TEST_PIPES: pipes } },
  );
  onTestFinished(() => void child.kill('SIGKILL'));
  let told = '';
  child.stdout?.on('data', (text) => {
    told += String(text);
  });
  const journals = join(data, 'journal');
  return {
    folder,
    pipes,
    say: (line) => child.stdin?.write(`${line}\n`),
    told: () => told,
    read: (name) => readFileSync(join(folder, name), 'utf8'),
    journalled: () =>
      readdirSync(journals)
        .map((name) => readFileSync(join(journals, name), 'utf8'))
        .join(''),
  };
}

async function until(isSo: () => boolean): Promise<void> {
  for (let tries = 0; tries < 600 && !isSo(); tries++) await sleep(50);
  expect(isSo()).toBe(true);
}

const count = (text: string, word: string): number => text.split(word).length - 1;

// Pipes have names on POSIX systems only.
describe.skipIf(process.platform === 'win32')('notes whose disk hangs', () => {
  it('keep neither the journal nor the save of a healthy note waiting, and are saved when it answers', async () => {
    const hanging = hangingNotes(8);
    const notes = [...hanging, 'healthy.md'];
    const { pipes, say, told, read, journalled } = await startHolder(notes);
    say('open');
    await until(() => told().includes('opened'));
    await until(() => notes.every((name) => read(name) === 'held\nold\n'));

    hang(pipes, hanging);
    say('first');
    await until(() => read('healthy.md') === 'first\nheld\nold\n');
    await until(() => count(journalled(), 'first') >= notes.length);
    say('second');
    await until(() => read('healthy.md') === 'second\nfirst\nheld\nold\n');
    await until(() => count(journalled(), 'second') >= notes.length);
    await until(() =>
      hanging.every((name) => told().includes(`${name}: the disk does not answer`)),
    );
    expect(hanging.map(read)).toEqual(hanging.map(() => 'held\nold\n'));

    await answer(pipes);
    await until(() => notes.every((name) => read(name) === 'second\nfirst\nheld\nold\n'));
    say('third');
    await until(() => notes.every((name) => read(name) === 'third\nsecond\nfirst\nheld\nold\n'));
  }, 90_000);

  // Beyond a number of threads a healthy note waits, too. No word of it is lost, and it goes on by itself.
  it.each([
    ['that are many in its folder', hangingNotes(14), 'healthy.md'],
    [
      'that are many in all',
      ['a/', 'b/', 'c/'].flatMap((folder) => hangingNotes(11, folder)),
      'd/healthy.md',
    ],
  ])(
    '%s keep a healthy note waiting, whose words are in the journal, and all are saved when it answers',
    async (_, hanging, healthy) => {
      const notes = [...hanging, healthy];
      const { pipes, say, told, read, journalled } = await startHolder(notes);
      say('open');
      await until(() => told().includes('opened'));
      await until(() => notes.every((name) => read(name) === 'held\nold\n'));

      hang(
        pipes,
        hanging.map((name) => basename(name)),
      );
      say('first');
      await until(() => hanging.every((name) => told().includes(`${name}: the disk does not`)));
      say('second');
      await until(() => told().includes(`${healthy}: the disk does not answer`));
      await until(() => count(journalled(), 'second') >= notes.length);
      expect(read(healthy)).not.toContain('second');

      await answer(pipes);
      await until(() => notes.every((name) => read(name) === 'second\nfirst\nheld\nold\n'));
      say('third');
      await until(() => notes.every((name) => read(name) === 'third\nsecond\nfirst\nheld\nold\n'));
    },
    120_000,
  );
});
