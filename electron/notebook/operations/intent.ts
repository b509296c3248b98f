import { join } from 'node:path';
import * as v from 'valibot';
import { readFile } from '../../disk/calls.ts';
import { saveAtomically } from '../atomic-save.ts';
import { diskError, errnoCode } from '../errno.ts';
import type { OperationDisk } from './disk.ts';

const move = v.object({
  kind: v.picklist(['move', 'duplicate']),
  from: v.string(),
  to: v.string(),
  /** SHA-256 of the note as it was read. */
  fromHash: v.string(),
  /** SHA-256 of the note as it is written under its new name. */
  toHash: v.string(),
  /** The new note is whole: whatever it says by now, it is ours. */
  written: v.boolean(),
  /** Images that another note uses too, relative to the folder of images: they stay as well. */
  staying: v.array(v.string()),
});

const recase = v.object({ kind: v.literal('recase'), from: v.string(), to: v.string() });

const deletion = v.object({
  kind: v.literal('delete'),
  /** The folder of the trash that holds the files for an undo. */
  hold: v.string(),
  /** Names in the notebook, with the SHA-256 of what is meant to go. */
  files: v.array(v.object({ name: v.string(), hash: v.string() })),
});

const restore = v.object({ kind: v.literal('restore'), hold: v.string() });

const schema = v.variant('kind', [move, recase, deletion, restore]);

export type MoveIntent = v.InferOutput<typeof move>;
export type RecaseIntent = v.InferOutput<typeof recase>;
export type DeleteIntent = v.InferOutput<typeof deletion>;
export type RestoreIntent = v.InferOutput<typeof restore>;
/** What an operation is about to do, in full: enough to take it up again after a death. */
export type Intent = v.InferOutput<typeof schema>;

const FILE = 'operation.json';

/** Remembers durably what begins now. */
export async function writeIntent(
  disk: OperationDisk,
  dataFolder: string,
  intent: Intent,
): Promise<void> {
  await disk.makeFolder(dataFolder);
  const bytes = new TextEncoder().encode(`${JSON.stringify(intent)}\n`);
  const path = join(dataFolder, FILE);
  const outcome = await saveAtomically({ path, bytes, expected: 'any' }, disk);
  if (outcome.kind === 'refused') throw new OperationRefused(outcome.error);
  if (outcome.kind === 'changed')
    throw new OperationRefused({ kind: 'failed', detail: `${path} is no file` });
}

/** Forgets what is done. */
export async function clearIntent(disk: OperationDisk, dataFolder: string): Promise<void> {
  await disk.unlink(join(dataFolder, FILE)).catch((thrown: unknown) => {
    if (errnoCode(thrown) !== 'ENOENT') throw thrown;
  });
}

/** What was under way when the app ended, or null. */
export async function readIntent(dataFolder: string): Promise<Intent | null> {
  try {
    const parsed = v.safeParse(
      schema,
      JSON.parse(await readFile(join(dataFolder, FILE), 'utf8')) as unknown,
    );
    return parsed.success ? parsed.output : null;
  } catch (thrown) {
    if (!(thrown instanceof SyntaxError)) diskError(thrown);
    return null;
  }
}

/** The disk refuses a step; what was done so far is whole and is taken up later, or given up. */
export class OperationRefused extends Error {
  readonly reason: ReturnType<typeof diskError>;

  constructor(reason: ReturnType<typeof diskError>) {
    super(reason.detail);
    this.reason = reason;
  }
}
