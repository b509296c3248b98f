import { useState } from 'react';
import type { SetUpAnswer } from '../../../shared/sync-status.ts';
import { useApp, useAppState, useWords } from '../app-context.ts';
import { problemWords } from '../status/problem-words.ts';
import { AppDialog } from './AppDialog.tsx';
import buttons from './Buttons.module.css';
import { SafeForm } from './SafeForm.tsx';
import styles from './SyncDialogs.module.css';
import { TextField } from './TextField.tsx';

/** Setting up from nothing: an address for the notebook at hand, or a notebook from an address. */
export function AddressDialog() {
  const { text } = useWords();
  const dialog = useAppState((state) => state.dialog);
  const isClone = dialog === 'clone';
  return (
    <AppDialog
      isOpen={isClone || dialog === 'add-remote'}
      title={text(isClone ? 'clone.title' : 'addRemote.title')}
    >
      {isClone ? <CloneForm /> : <AddRemoteForm />}
    </AppDialog>
  );
}

function AddRemoteForm() {
  const { actions } = useApp();
  const { text } = useWords();
  const [answer, setAnswer] = useState<SetUpAnswer | null>(null);

  async function submit(value: (name: string) => string): Promise<void> {
    const done = await actions.addRemote(value('address'));
    setAnswer(done);
    if (done?.kind === 'done') actions.showDialog(null);
  }

  return (
    <SafeForm onSubmit={(value) => void submit(value)}>
      <p className={styles.explanation}>{text('addRemote.explain')}</p>
      <AddressField answer={answer} />
      <Buttons isBusy={false} submit={text('addRemote.submit')} onCancel={() => {}} />
    </SafeForm>
  );
}

function CloneForm() {
  const { actions } = useApp();
  const { text } = useWords();
  const [answer, setAnswer] = useState<SetUpAnswer | null>(null);
  const [isBusy, setBusy] = useState(false);
  const asksWho = answer?.kind === 'failed' && answer.problem.kind === 'sign-in';

  async function submit(value: (name: string) => string): Promise<void> {
    if (isBusy) return;
    setBusy(true);
    const done = await actions.cloneNotebook(value('address'), value('user'), value('token'));
    setBusy(false);
    setAnswer(done);
    if (done?.kind === 'done') actions.showDialog(null);
  }

  return (
    <SafeForm onSubmit={(value) => void submit(value)}>
      <p className={styles.explanation}>{text('clone.explain')}</p>
      <AddressField answer={answer} />
      {asksWho && (
        <>
          <TextField name="user" type="text" label={text('signIn.user')} problem={null} />
          <TextField name="token" type="password" label={text('signIn.token')} problem={null} />
        </>
      )}
      {isBusy && (
        <div className={styles.progress}>
          <progress aria-label={text('clone.busy')} />
          <span>{text('clone.busy')}</span>
        </div>
      )}
      <Buttons isBusy={isBusy} submit={text('clone.submit')} onCancel={actions.stopClone} />
    </SafeForm>
  );
}

function AddressField({ answer }: { readonly answer: SetUpAnswer | null }) {
  const { text } = useWords();
  let problem: string | null = null;
  if (answer?.kind === 'offline') problem = text('check.offline');
  if (answer?.kind === 'failed') {
    const { kind } = answer.problem;
    problem = problemWords(kind, text);
  }
  return (
    <TextField
      name="address"
      type="url"
      label={text('addRemote.address')}
      placeholder="https://"
      problem={problem}
    />
  );
}

interface ButtonsProps {
  readonly isBusy: boolean;
  readonly submit: string;
  readonly onCancel: () => void;
}

function Buttons({ isBusy, submit, onCancel }: ButtonsProps) {
  const { actions } = useApp();
  const { text } = useWords();
  return (
    <div className={buttons.row}>
      <button
        type="button"
        className={buttons.button}
        onClick={() => (isBusy ? onCancel() : actions.showDialog(null))}
      >
        {text('action.cancel')}
      </button>
      <button type="submit" className={buttons.primary} disabled={isBusy}>
        {submit}
      </button>
    </div>
  );
}
