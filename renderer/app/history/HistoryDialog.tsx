import { useEffect, useState } from 'react';
import type { NoteVersion, VersionText } from '../../../shared/ipc/contract.ts';
import { useApp, useAppState, useWords } from '../app-context.ts';
import { AppDialog } from '../dialogs/AppDialog.tsx';
import buttons from '../dialogs/Buttons.module.css';
import { focusField } from '../dialogs/focus-field.ts';
import list from '../dialogs/ListFrame.module.css';
import { momentLabel } from '../times.ts';
import { compareVersions } from './changes.ts';
import styles from './History.module.css';
import { VersionChanges } from './VersionChanges.tsx';

/** The earlier versions of the open note: what was different then, and the way back. */
export function HistoryDialog() {
  const { text } = useWords();
  const isOpen = useAppState((state) => state.dialog === 'history');
  const name = useAppState((state) => state.note?.name ?? null);
  return (
    <AppDialog isOpen={isOpen} title={text('history.title')} width="wide">
      {name !== null && <History key={name} name={name} />}
    </AppDialog>
  );
}

function History({ name }: { readonly name: string }) {
  const { actions } = useApp();
  const { text } = useWords();
  const [versions, setVersions] = useState<readonly NoteVersion[] | null>(null);
  const [chosen, setChosen] = useState<string | null>(null);
  const [shown, setShown] = useState<VersionText | null>(null);

  useEffect(() => {
    let isCurrent = true;
    void actions.notes.versions(name).then((found) => {
      if (!isCurrent) return;
      setVersions(found);
      setChosen(found[0]?.id ?? null);
    });
    return () => {
      isCurrent = false;
    };
  }, [actions, name]);

  useEffect(() => {
    let isCurrent = true;
    setShown(null);
    if (chosen === null) return;
    void actions.notes.version(name, chosen).then((found) => {
      if (isCurrent) setShown(found);
    });
    return () => {
      isCurrent = false;
    };
  }, [actions, name, chosen]);

  if (versions === null) return <p className={styles.words}>{text('history.looking')}</p>;
  if (versions.length === 0) return <p className={styles.words}>{text('history.none')}</p>;
  const isSame = shown !== null && shown.text === shown.now;
  return (
    <>
      <div className={styles.columns}>
        <VersionList versions={versions} chosen={chosen} onChoose={setChosen} />
        <section className={styles.changes} aria-label={text('history.changes')} aria-live="polite">
          {shown !== null && <VersionChanges talks={compareVersions(shown.text, shown.now)} />}
        </section>
      </div>
      <div className={buttons.row}>
        <button type="button" className={buttons.button} onClick={() => actions.showDialog(null)}>
          {text('action.cancel')}
        </button>
        <button
          type="button"
          className={buttons.primary}
          disabled={shown === null || isSame}
          onClick={() => {
            actions.showDialog(null);
            if (shown !== null) actions.notes.restoreVersion(name, shown.text);
          }}
        >
          {text('history.restore')}
        </button>
      </div>
    </>
  );
}

interface VersionListProps {
  readonly versions: readonly NoteVersion[];
  readonly chosen: string | null;
  readonly onChoose: (id: string) => void;
}

/** Native radio buttons: one stop of the Tab key, arrows inside. */
function VersionList({ versions, chosen, onChoose }: VersionListProps) {
  const { text, locale } = useWords();
  return (
    <fieldset className={`${list.frame} ${styles.versions}`} ref={focusField}>
      <legend className="visually-hidden">{text('history.versions')}</legend>
      {versions.map(({ id, atEpochMs, author }) => (
        <label key={id} className={styles.version}>
          <input
            type="radio"
            name="version"
            checked={id === chosen}
            onChange={() => onChoose(id)}
          />
          <span className={styles.moment}>{momentLabel(atEpochMs, locale)}</span>
          <span className={styles.author}>
            {author === null ? text('history.here') : text('history.by', { author })}
          </span>
        </label>
      ))}
    </fieldset>
  );
}
