import { join } from 'node:path';
import type { CallError, CallInput } from '../../shared/ipc/contract.ts';
import { noteFileName } from '../../shared/note/name.ts';
import { newEventNote } from '../../shared/note/new-note.ts';
import { err, ok, type Result } from '../../shared/result.ts';
import { saveAtomically } from './atomic-save.ts';
import { encodeNote } from './note-text.ts';

const MAX_SUFFIX = 1_000;

/**
 * Writes the note of a new event and answers with its name.
 *
 * A second event of the same title and day gets `-2`; an existing file is never touched, not even
 * by somebody who makes the same name at the same moment.
 */
export async function createNote(
  folder: string,
  event: CallInput<'createNote'>,
): Promise<Result<string, CallError>> {
  const bytes = encodeNote(newEventNote(event));
  const wanted = noteFileName(event.title, event.date);
  for (let count = 1; count <= MAX_SUFFIX; count++) {
    const name = count === 1 ? wanted : wanted.replace(/\.md$/, `-${count}.md`);
    const outcome = await saveAtomically({ path: join(folder, name), bytes, expected: 'absent' });
    if (outcome.kind === 'saved') return ok(name);
    if (outcome.kind === 'refused') return err(outcome.error);
  }
  return err({ kind: 'failed', detail: `${wanted} exists ${MAX_SUFFIX} times` });
}
