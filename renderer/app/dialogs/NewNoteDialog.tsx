import { useState } from 'react';
import type { CallError } from '../../../shared/ipc/contract.ts';
import { useApp, useAppState, useWords } from '../app-context.ts';
import { localDay } from '../state/note-list.ts';
import type { Words } from '../words.ts';
import { AppDialog } from './AppDialog.tsx';
import buttons from './Buttons.module.css';
import {
  checkForm,
  dayAsWritten,
  type EventForm,
  FIELD_LIMIT,
  type FieldProblem,
  type FormProblems,
  trimForm,
} from './event-form.ts';
import styles from './Form.module.css';
import { SafeForm } from './SafeForm.tsx';
import { TextField } from './TextField.tsx';

/** The form of a new event note; Enter makes the note, Escape leaves. */
export function NewNoteDialog() {
  const { text } = useWords();
  const isOpen = useAppState((state) => state.dialog === 'new-note');
  return (
    <AppDialog isOpen={isOpen} title={text('newNote.title')}>
      <NewNoteForm />
    </AppDialog>
  );
}

function NewNoteForm() {
  const { actions } = useApp();
  const { text } = useWords();
  const [problems, setProblems] = useState<FormProblems>({});
  const [failure, setFailure] = useState<CallError | null>(null);
  const [isBusy, setBusy] = useState(false);
  // Not a date field of the browser's: that has the system's language, and no year, month, day in it.
  const [today] = useState(() => dayAsWritten(localDay(new Date())));

  async function submit(value: (name: string) => string, element: HTMLFormElement): Promise<void> {
    if (isBusy) return;
    const form = trimForm({
      title: value('title'),
      date: value('date'),
      venue: value('venue'),
      url: value('url'),
    });
    const found = checkForm(form);
    setProblems(found);
    const [first] = Object.keys(found);
    if (first !== undefined) {
      focusNamed(element, first);
      return;
    }
    setBusy(true);
    setFailure(null);
    const error = await actions.createNote(form);
    if (error === null) return;
    setFailure(error);
    setBusy(false);
  }

  function words(field: keyof EventForm): string | null {
    const problem = problems[field];
    return problem === undefined ? null : problemWords(problem, today, text);
  }

  return (
    <SafeForm onSubmit={(value, form) => void submit(value, form)}>
      <TextField name="title" type="text" label={text('newNote.name')} problem={words('title')} />
      <div className={styles.pair}>
        <TextField
          name="date"
          type="text"
          label={text('newNote.date')}
          defaultValue={today}
          problem={words('date')}
        />
        <TextField
          name="venue"
          type="text"
          label={text('newNote.venue')}
          problem={words('venue')}
        />
      </div>
      <TextField
        name="url"
        type="url"
        label={text('newNote.url')}
        placeholder="https://"
        problem={words('url')}
      />
      <p className={styles.failure} role="alert">
        {failure !== null && text('newNote.failed', { reason: text(reasonOf(failure)) })}
      </p>
      <div className={buttons.row}>
        <button type="button" className={buttons.button} onClick={() => actions.showDialog(null)}>
          {text('action.cancel')}
        </button>
        <button type="submit" className={buttons.primary} disabled={isBusy}>
          {text('newNote.create')}
        </button>
      </div>
    </SafeForm>
  );
}

function focusNamed(element: HTMLFormElement, name: string): void {
  const field = element.elements.namedItem(name);
  if (field instanceof HTMLElement) field.focus();
}

function problemWords(problem: FieldProblem, today: string, text: Words['text']): string {
  switch (problem) {
    case 'missing':
      return text('newNote.needsTitle');
    case 'not-a-day':
      return text('newNote.needsDate', { today });
    case 'not-an-address':
      return text('newNote.needsUrl');
    case 'too-long':
      return text('newNote.tooLong', { limit: String(FIELD_LIMIT) });
  }
}

/** A note that is to be made cannot be missing: its folder is. */
function reasonOf({ kind }: CallError) {
  return kind === 'missing' ? 'newNote.folderGone' : (`error.${kind}` as const);
}
