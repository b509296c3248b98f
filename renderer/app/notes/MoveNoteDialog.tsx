import { useId, useRef, useState } from 'react';
import { givenFolder, type NameProblem } from '../../../shared/note/given-name.ts';
import { folderOf } from '../../../shared/note/links/path.ts';
import { useApp, useAppState, useWords } from '../app-context.ts';
import { AppDialog } from '../dialogs/AppDialog.tsx';
import buttons from '../dialogs/Buttons.module.css';
import form from '../dialogs/Form.module.css';
import list from '../dialogs/ListFrame.module.css';
import { SafeForm } from '../dialogs/SafeForm.tsx';
import { TextField } from '../dialogs/TextField.tsx';
import styles from './MoveNoteDialog.module.css';
import { foldersOf } from './note-changes.ts';

/** Chooses the folder of a note: one that holds notes, or a new one. */
export function MoveNoteDialog() {
  const { text } = useWords();
  const isOpen = useAppState((state) => state.dialog === 'move-note');
  const note = useAppState((state) => state.target);
  return (
    <AppDialog isOpen={isOpen} title={text('move.title')}>
      {note !== null && <MoveNoteForm key={note} note={note} />}
    </AppDialog>
  );
}

/** Stands for the folder that is typed; no folder's name holds a slash at its beginning. */
const NEW = '/';

function MoveNoteForm({ note }: { readonly note: string }) {
  const { actions } = useApp();
  const { text } = useWords();
  const notebook = useAppState((state) => state.notebook.title);
  const notes = useAppState((state) => state.notes);
  const [problem, setProblem] = useState<NameProblem | null>(null);
  const [chosen, setChosen] = useState(folderOf(note));
  const group = useId();
  const field = useRef<HTMLInputElement>(null);
  const folders = ['', ...foldersOf({ notes })];

  async function submit(): Promise<void> {
    const given = givenFolder(chosen === NEW ? (field.current?.value ?? '') : chosen);
    if (!given.ok) {
      setProblem(given.error);
      field.current?.focus();
      return;
    }
    actions.showDialog(null);
    if (given.value !== folderOf(note)) await actions.notes.move(note, given.value);
  }

  return (
    <SafeForm onSubmit={() => void submit()}>
      <fieldset className={form.group}>
        <legend>{text('move.folder')}</legend>
        <div className={`${list.frame} ${styles.folders}`}>
          {[...folders, NEW].map((folder) => (
            <label key={folder} className={styles.folder}>
              <input
                type="radio"
                name={group}
                checked={folder === chosen}
                onChange={() => setChosen(folder)}
              />
              <span>{folder === NEW ? text('move.new') : folder || notebook}</span>
            </label>
          ))}
        </div>
      </fieldset>
      {chosen === NEW && (
        <TextField
          name="folder"
          type="text"
          label={text('move.newName')}
          placeholder={text('move.hint')}
          problem={problem === null ? null : text(`name.${problem}`)}
          ref={field}
        />
      )}
      <div className={buttons.row}>
        <button type="button" className={buttons.button} onClick={() => actions.showDialog(null)}>
          {text('action.cancel')}
        </button>
        <button type="submit" className={buttons.primary}>
          {text('move.do')}
        </button>
      </div>
    </SafeForm>
  );
}
