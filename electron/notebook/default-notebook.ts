import { join } from 'node:path';
import { mkdir, realpath, stat } from '../disk/calls.ts';
import { saveAtomically } from './atomic-save.ts';
import { diskError, errnoCode } from './errno.ts';

/** The notebook of somebody who has not chosen one. */
export interface DefaultNotebook {
  /** Real path. */
  readonly folder: string;
  /** True where it was made just now. */
  readonly isNew: boolean;
}

export interface DefaultNotebookOptions {
  /** Where it goes, in this order: the first folder that takes it. */
  readonly parents: readonly string[];
  readonly sample: { readonly name: string; readonly text: string };
}

const NAME = 'Backrow';

/**
 * Finds the default notebook, or makes it with its sample note.
 *
 * A folder of that name that is already there is opened as it is: nothing is written into it.
 * Throws only where no parent takes a folder, which leaves the app without any place to write.
 */
export async function findDefaultNotebook(
  options: DefaultNotebookOptions,
): Promise<DefaultNotebook> {
  let refusal: unknown = new Error('There is no folder for a notebook');
  for (const parent of options.parents) {
    try {
      return await findOrMake(join(parent, NAME), options.sample);
    } catch (thrown) {
      diskError(thrown);
      refusal = thrown;
    }
  }
  throw refusal;
}

async function findOrMake(
  folder: string,
  sample: DefaultNotebookOptions['sample'],
): Promise<DefaultNotebook> {
  if (await isFolder(folder)) return { folder: await realpath(folder), isNew: false };
  await mkdir(folder, { recursive: true });
  const bytes = new TextEncoder().encode(sample.text);
  await saveAtomically({ path: join(folder, sample.name), bytes, expected: 'absent' });
  return { folder: await realpath(folder), isNew: true };
}

async function isFolder(path: string): Promise<boolean> {
  try {
    return (await stat(path)).isDirectory();
  } catch (thrown) {
    if (errnoCode(thrown) === 'ENOENT') return false;
    throw thrown;
  }
}
