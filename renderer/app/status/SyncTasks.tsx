import { useState } from 'react';
import type { SyncCheck, SyncStatus } from '../../../shared/sync-status.ts';
import { useApp, useAppState, useWords } from '../app-context.ts';
import buttons from '../dialogs/Buttons.module.css';
import type { Words } from '../words.ts';
import { problemWords } from './problem-words.ts';
import styles from './SyncDetails.module.css';

/** What a person can do about the sync: each state has a way on. */
export function SyncTasks({ sync }: { readonly sync: SyncStatus }) {
  const { actions } = useApp();
  const words = useWords();
  const { text } = words;
  const [said, setSaid] = useState('');
  const { state, problem, remote } = sync;
  const hasRemote = remote !== null && state !== 'untrusted';
  const isWeb = /^https?:/i.test(remote?.address ?? '');

  async function check(): Promise<void> {
    setSaid(text('check.busy'));
    const answer = await actions.checkSync();
    setSaid(answer === null ? '' : checkWords(answer, words));
  }

  async function undo(): Promise<void> {
    const files = await actions.undoLastSync();
    if (files === null) return;
    setSaid(files === 0 ? text('undoSync.nothing') : words.count('undoSync.done', files));
  }

  const tasks: readonly (readonly [string, boolean, () => unknown])[] = [
    [text('sync.trust'), state === 'untrusted', actions.trustNotebook],
    [text('signIn.open'), problem?.kind === 'sign-in' && isWeb, actions.openSignIn],
    [text('putInOrder'), problem?.kind === 'busy-repository', actions.putInOrder],
    [text('restoreMissing'), problem?.kind === 'unexplained-deletions', actions.restoreMissing],
    [text('addRemote.open'), state === 'no-remote' || state === 'off', actions.openAddRemote],
    [text('check.open'), hasRemote && state !== 'syncing', check],
    [text('undoSync.open'), hasRemote && state !== 'syncing', undo],
    [text('action.cancel'), state === 'syncing', actions.stopSync],
    [text('action.syncNow'), hasRemote && state !== 'syncing', actions.syncNow],
  ];
  return (
    <>
      <p role="status" className={styles.explanation} hidden={said === ''}>
        {said}
      </p>
      <KeptNotes />
      <div className={buttons.row}>
        {tasks
          .filter(([, isOffered]) => isOffered)
          .map(([name, , act]) => (
            <button key={name} type="button" className={buttons.button} onClick={() => void act()}>
              {name}
            </button>
          ))}
      </div>
    </>
  );
}

function checkWords(check: SyncCheck, { text }: Words): string {
  switch (check.kind) {
    case 'ready':
      return check.author === null
        ? text('check.readyNameless')
        : text('check.ready', { name: check.author });
    case 'no-remote':
      return text('check.noRemote');
    case 'offline':
      return text('check.offline');
    case 'not-ready':
      return problemWords(check.problem.kind, text);
  }
}

/** The notes in which lines are kept in two versions. */
function KeptNotes() {
  const { actions } = useApp();
  const { text, count } = useWords();
  const kept = useAppState((state) => state.keptBoth);
  const notes = useAppState((state) => state.notes);
  const names = Object.keys(kept);
  if (names.length === 0) return null;
  return (
    <section className={styles.kept} aria-label={text('kept.inNotes')}>
      <h3>{text('kept.inNotes')}</h3>
      <ul>
        {names.map((name) => (
          <li key={name}>
            <button type="button" onClick={() => void actions.openKept(name)}>
              {notes.find((note) => note.name === name)?.title ?? name}
            </button>{' '}
            <span>{count('kept.places', kept[name]?.length ?? 0)}</span>
          </li>
        ))}
      </ul>
    </section>
  );
}
