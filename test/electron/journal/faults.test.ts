import { existsSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { nodeFiles } from '../../../electron/notebook/file-port.ts';
import {
  type FailingDisk,
  type Fault,
  failingFiles,
} from '../../durability/faults/failing-files.ts';
import { type Computer, computer, type Process } from '../notebook/store-world.ts';

const OLD = '# Night\n\n- one\n';
const NEW = '# Night\n\n- one\n- two, with 発表\n';
const NEWER = `${NEW}- three\n`;

const CODES = [
  'ENOSPC',
  'EDQUOT',
  'EROFS',
  'EACCES',
  'EPERM',
  'EIO',
  'EMFILE',
  'ENFILE',
  'EBUSY',
  'ENOENT',
  'short',
] as const;

interface World {
  readonly pc: Computer;
  readonly process: Process;
  readonly disk: FailingDisk;
}

async function world(fault: Fault | null): Promise<World> {
  const pc = await computer();
  await pc.write(OLD);
  const disk = failingFiles(nodeFiles, fault);
  return { pc, process: await pc.start(disk.files), disk };
}

/** Opens, edits, saves. False where the note could not even be opened: then there was no edit. */
async function editAndSave({ process }: World, text: string): Promise<boolean> {
  const opened = await process.store.open('note.md');
  if (!opened.ok) return false;
  // A disk that cannot say whether a file may be written has made the note read-only.
  if (opened.value.readOnly !== null) return false;
  await process.edit(text);
  await process.store.flush();
  return true;
}

/** Every call of an open, an edit, its journal and its save, in the order they are made. */
async function stepsOfASave(): Promise<readonly string[]> {
  const plain = await world(null);
  expect(await editAndSave(plain, NEW)).toBe(true);
  expect(await plain.pc.read()).toBe(NEW);
  return plain.disk.steps;
}

async function leftovers(pc: Computer): Promise<readonly string[]> {
  return (await readdir(pc.folder)).filter((name) => name !== 'note.md');
}

/** What must hold, however a fault struck; gives what was wrong, to name the fault with it. */
async function complaints(fault: Fault): Promise<readonly string[]> {
  const wrong: string[] = [];
  const all = await world(fault);
  const { pc, process, disk } = all;
  const edited = await editAndSave(all, NEW);
  const during = await pc.read();
  if (during !== OLD && during !== NEW) wrong.push(`the file was neither old nor new: ${during}`);
  if ((await leftovers(pc)).length > 0 && !fault.forGood) wrong.push('a temporary file was left');
  const told = process.events.filter(({ kind }) => kind === 'problem').length;
  if (told > 1) wrong.push(`told ${told} times`);
  if (edited) {
    const held = process.store.held('note.md')?.text() ?? during;
    if (held !== NEW) wrong.push(`main held: ${held}`);
    if (during === OLD && told === 0) wrong.push('nobody was told');
  }
  disk.repair();
  // The next chance: another edit, and a save.
  const again = await editAndSave(all, NEWER);
  if (!again && (await process.store.open('note.md')).ok === false) wrong.push('no next chance');
  const after = await pc.read();
  if (again && after !== NEWER) wrong.push(`the next save left: ${after}`);
  if (again && (await process.store.flush()) !== null) wrong.push('a problem stayed');
  return wrong;
}

/** The same fault, and the process dies of it: the next one must have what the journal has. */
async function complaintsAfterDeath(fault: Fault): Promise<readonly string[]> {
  const all = await world(fault);
  const { pc } = all;
  const edited = await editAndSave(all, NEW);
  const journalled = edited && (await journalHas(pc, NEW));
  const next = await pc.start();
  await next.store.flush();
  const text = await pc.read();
  const wrong: string[] = [];
  if (text !== OLD && text !== NEW) wrong.push(`after the death the note said: ${text}`);
  if (journalled && text !== NEW) wrong.push('what the journal had was not brought back');
  if (next.notices.length > 0) wrong.push(`a notice: ${JSON.stringify(next.notices)}`);
  return wrong;
}

async function journalHas(pc: Computer, text: string): Promise<boolean> {
  const reader = await computer({ folder: pc.folder, journalFolder: pc.journalFolder });
  const process = await reader.start({ ...nodeFiles, rename: async () => undefined });
  const held = process.store.held('note.md')?.text() ?? (await pc.read());
  await process.store.close();
  return held === text;
}

/** Every step with every error; only writes can be short. */
function faultsOf(
  steps: readonly string[],
  codes: readonly Fault['code'][],
  forGood: boolean,
): readonly Fault[] {
  return steps.flatMap((step, at) =>
    codes
      .filter((code) => code !== 'short' || step === 'write')
      // A lock that stays is waited for, 2 s each time: that patience has tests of its own.
      .filter((code) => code !== 'EBUSY' || !forGood)
      .map((code) => ({ at, code, forGood })),
  );
}

/** Some at a time: most of a trial is waiting for the disk. */
const AT_ONCE = 16;

async function complaintsOf(
  steps: readonly string[],
  faults: readonly Fault[],
  complain: (fault: Fault) => Promise<readonly string[]>,
): Promise<readonly string[]> {
  const wrong: string[] = [];
  for (let from = 0; from < faults.length; from += AT_ONCE) {
    const some = faults.slice(from, from + AT_ONCE);
    const found = await Promise.all(some.map(complain));
    for (const [index, { at, code }] of some.entries()) {
      for (const complaint of found[index] ?? []) {
        wrong.push(`${code} at call ${at}, ${steps[at]}: ${complaint}`);
      }
    }
  }
  return wrong;
}

// Hundreds of trials on a disk that syncs in no time; the disks that are slow have their own tests.
if (existsSync('/dev/shm')) process.env.TMPDIR = '/dev/shm';

describe('a disk that refuses', () => {
  it('knows every step of a save', async () => {
    const steps = await stepsOfASave();
    expect(new Set(steps)).toEqual(
      new Set([
        'list',
        'stat',
        'read',
        'assert writable',
        'make folder',
        'sync folder',
        'rename',
        'open journal',
        'size',
        'write',
        'sync',
        'create',
        'set mode',
        'close',
      ]),
    );
  });

  it.each([
    ['one call', false],
    ['every call from one on', true],
  ])(
    '%s, at every step with every error: the text stays, is told once and saved at the next chance',
    async (_, forGood) => {
      const steps = await stepsOfASave();
      const wrong: string[] = [];
      let tried = 0;
      for (const [at, step] of steps.entries()) {
        for (const code of CODES) {
          // Patience with a lock that stays is tested on its own: 2 s for each.
          if (code === 'short' && step !== 'write') continue;
          if (code === 'EBUSY' && forGood) continue;
          tried += 1;
          const fault = { at, code, forGood };
          for (const complaint of await complaints(fault)) {
            wrong.push(`${code} at call ${at}, ${step}: ${complaint}`);
          }
        }
      }
      expect(wrong).toEqual([]);
      console.log(`${tried} faults`);
    },
  );

  it('at every step, and all dies of it: the next start has old or new, and all that the journal has', async () => {
    const steps = await stepsOfASave();
    const faults = faultsOf(steps, ['EIO', 'short'], true);
    expect(await complaintsOf(steps, faults, complaintsAfterDeath)).toEqual([]);
  });
});
