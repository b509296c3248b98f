import type { CallError } from '../../shared/ipc/contract.ts';
import { givenFolder, givenNoteName } from '../../shared/note/given-name.ts';
import { folderOf } from '../../shared/note/links/path.ts';
import { wallTimeOf } from '../../shared/note/wall-time.ts';
import { err, ok, type Result } from '../../shared/result.ts';
import type { CallHandlers } from '../ipc/answer-call.ts';
import { isNoteName } from './note-rules.ts';
import type { OpenNotebook } from './open-notebook.ts';
import type { Session } from './session.ts';

type NoteHandlers = Pick<
  CallHandlers,
  | 'linesWritten'
  | 'renameNote'
  | 'moveNote'
  | 'duplicateNote'
  | 'deleteNote'
  | 'undoStep'
  | 'unusedImages'
  | 'trashImages'
  | 'noteVersions'
  | 'noteVersion'
  | 'putNoteBack'
  | 'restoreEarlier'
>;

/** Answers the calls about notes as wholes, and about their past. Names are checked here, once. */
export function noteHandlers(session: Session): NoteHandlers {
  async function on<Value>(
    name: string,
    act: (notebook: OpenNotebook) => Promise<Result<Value, CallError>>,
  ): Promise<Result<Value, CallError>> {
    return isNoteName(name) ? act(await session.notebook()) : err({ kind: 'unsafe', detail: name });
  }

  return {
    linesWritten: ({ name, version, lines }) =>
      on(name, async ({ store }) => {
        const note = store.held(name);
        if (note?.version() !== version) return err({ kind: 'stale', detail: name });
        const written = await note.writtenAt(lines);
        return ok({
          written: written.map((minute) => (minute === null ? null : wallTimeOf(minute))),
        });
      }),
    renameNote: ({ name, to }) =>
      on(name, async ({ operations }) => {
        const given = givenNoteName(to);
        if (!given.ok) return err({ kind: 'unsafe', detail: given.error });
        const folder = folderOf(name);
        return operations.move(name, folder === '' ? given.value : `${folder}/${given.value}`);
      }),
    moveNote: ({ name, folder }) =>
      on(name, async ({ operations }) => {
        const given = givenFolder(folder);
        if (!given.ok) return err({ kind: 'unsafe', detail: given.error });
        const file = name.slice(name.lastIndexOf('/') + 1);
        return operations.move(name, given.value === '' ? file : `${given.value}/${file}`);
      }),
    duplicateNote: ({ name }) => on(name, ({ operations }) => operations.duplicate(name)),
    deleteNote: ({ name }) => on(name, ({ operations }) => operations.remove(name)),
    putNoteBack: ({ name }) =>
      on(name, async ({ store }) => {
        store.held(name)?.putBack();
        return ok(null);
      }),
    restoreEarlier: ({ name }) =>
      on(name, async ({ store }) => {
        const isBack = store.held(name)?.restoreEarlier() ?? false;
        return isBack ? ok(null) : err({ kind: 'missing', detail: name });
      }),
    unusedImages: async () => (await session.notebook()).unusedImages(),
    trashImages: async ({ names }) => {
      const notebook = await session.notebook();
      // What a note has come to show meanwhile stays.
      const unused = await notebook.unusedImages();
      if (!unused.ok) return unused;
      const going = names.filter((name) => unused.value.some((image) => image.name === name));
      if (going.length === 0) return err({ kind: 'missing', detail: names.join(', ') });
      return notebook.operations.removeImages(going);
    },
    noteVersions: ({ name }) => on(name, async ({ history }) => ok(await history.list(name))),
    noteVersion: ({ name, id }) => on(name, ({ history }) => history.read(name, id)),
    undoStep: async ({ id }) => (await session.notebook()).operations.undo(id),
  };
}
