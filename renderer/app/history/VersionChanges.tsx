import { useWords } from '../app-context.ts';
import type { Change, TalkChanges } from './changes.ts';
import styles from './History.module.css';

/** More rows are no reading; the text itself can be restored and looked at. */
const MOST_ROWS = 300;

/** What is different between a version and the note now; null where they cannot be compared. */
export function VersionChanges({ talks }: { readonly talks: readonly TalkChanges[] | null }) {
  const { text } = useWords();
  if (talks === null) return <p className={styles.words}>{text('history.tooDifferent')}</p>;
  if (talks.length === 0) return <p className={styles.words}>{text('history.same')}</p>;
  let left = MOST_ROWS;
  return talks.map(({ title, changes }, place) => {
    const rows = changes.slice(0, left);
    left -= rows.length;
    return (
      // biome-ignore lint/suspicious/noArrayIndexKey: the parts of one comparison never change places
      <section key={place} className={styles.talk}>
        <h3 className={styles.talkTitle}>{title ?? text('history.beginning')}</h3>
        <ul className={styles.rows}>
          {rows.map((change, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: the rows of one comparison never change places
            <li key={index} className={styles.change} data-kind={change.kind}>
              <ChangeRow change={change} />
            </li>
          ))}
        </ul>
      </section>
    );
  });
}

function ChangeRow({ change }: { readonly change: Change }) {
  const { text } = useWords();
  if (change.kind !== 'changed') {
    const label = text(change.kind === 'then' ? 'history.then' : 'history.now');
    return <Side kind={change.kind} label={label} words={change.text} />;
  }
  return change.stretches.map(({ kind, text: words }, index) => {
    const key = `${index}`;
    if (kind === 'then') return <del key={key}>{words}</del>;
    if (kind === 'now') return <ins key={key}>{words}</ins>;
    return <span key={key}>{words}</span>;
  });
}

interface SideProps {
  readonly kind: 'then' | 'now';
  readonly label: string;
  readonly words: string;
}

function Side({ kind, label, words }: SideProps) {
  return (
    <>
      <span className="visually-hidden">{label} </span>
      {kind === 'then' ? <del>{words}</del> : <ins>{words}</ins>}
    </>
  );
}
