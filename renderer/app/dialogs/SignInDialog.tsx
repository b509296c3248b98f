import { useState } from 'react';
import { useApp, useAppState, useWords } from '../app-context.ts';
import { AppDialog } from './AppDialog.tsx';
import buttons from './Buttons.module.css';
import { SafeForm } from './SafeForm.tsx';
import styles from './SyncDialogs.module.css';
import { TextField } from './TextField.tsx';

/** The last resort where neither the system's helper nor a key signs in: a user and a token. */
export function SignInDialog() {
  const { text } = useWords();
  const isOpen = useAppState((state) => state.dialog === 'sign-in');
  return (
    <AppDialog isOpen={isOpen} title={text('signIn.title')}>
      <SignInForm />
    </AppDialog>
  );
}

function SignInForm() {
  const { actions } = useApp();
  const { text } = useWords();
  const address = useAppState((state) => state.sync.remote?.address ?? '');
  const [isMissing, setMissing] = useState(false);
  const [isForgotten, setForgotten] = useState(false);

  async function submit(value: (name: string) => string): Promise<void> {
    const [user, token] = [value('user'), value('token')];
    setMissing(token === '');
    if (token === '') return;
    const kept = await actions.signIn(user, token);
    if (kept === 'keyring') actions.showDialog(null);
    setForgotten(kept === 'memory');
  }

  if (isForgotten) {
    return (
      <div className={styles.said}>
        <p role="status">{text('signIn.memoryOnly')}</p>
        <div className={buttons.row}>
          <button
            type="button"
            className={buttons.primary}
            onClick={() => actions.showDialog(null)}
          >
            {text('action.close')}
          </button>
        </div>
      </div>
    );
  }
  return (
    <SafeForm onSubmit={(value) => void submit(value)}>
      <p className={styles.explanation}>{text('signIn.explain', { address })}</p>
      <TextField name="user" type="text" label={text('signIn.user')} problem={null} />
      <TextField
        name="token"
        type="password"
        label={text('signIn.token')}
        problem={isMissing ? text('signIn.needsToken') : null}
      />
      <div className={buttons.row}>
        <button type="button" className={buttons.button} onClick={() => actions.showDialog(null)}>
          {text('action.cancel')}
        </button>
        <button type="submit" className={buttons.primary}>
          {text('signIn.submit')}
        </button>
      </div>
    </SafeForm>
  );
}
