import { join } from 'node:path';
import { readFile, rm } from '../disk/calls.ts';
import { saveAtomically } from '../notebook/atomic-save.ts';
import { StepFailure } from './git-failure.ts';

/** An application of one commit to the folder that is under way. */
export interface Journal {
  readonly from: string;
  readonly to: string;
}

const NAME = 'apply.json';

/** Writes down, durably, that the folder is being taken from one commit to another. */
export async function writeJournal(stateFolder: string, journal: Journal): Promise<void> {
  const bytes = Buffer.from(`${JSON.stringify(journal)}\n`);
  const outcome = await saveAtomically({ path: join(stateFolder, NAME), bytes, expected: 'any' });
  if (outcome.kind !== 'saved') throw new StepFailure('failed', 'the journal cannot be written');
}

/** The application that was cut short, or null. A damaged journal counts as none. */
export async function readJournal(stateFolder: string): Promise<Journal | null> {
  const text = await readFile(join(stateFolder, NAME), 'utf8').catch(() => null);
  if (text === null) return null;
  try {
    const { from, to } = JSON.parse(text) as Partial<Record<string, unknown>>;
    return isId(from) && isId(to) ? { from, to } : null;
  } catch {
    return null;
  }
}

/** The folder is where the journal meant it to be. */
export async function dropJournal(stateFolder: string): Promise<void> {
  await rm(join(stateFolder, NAME), { force: true });
}

function isId(value: unknown): value is string {
  return typeof value === 'string' && /^[0-9a-f]{40,64}$/.test(value);
}
