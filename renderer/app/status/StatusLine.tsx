import { NoteCount } from './NoteCount.tsx';
import { SavingStatus } from './SavingStatus.tsx';
import styles from './StatusLine.module.css';
import { SyncStatusLine } from './SyncStatusLine.tsx';

/** The line below the note: two facts kept apart, what is on disk and what is shared. */
export function StatusLine() {
  return (
    <footer className={styles.line}>
      <SavingStatus />
      <NoteCount />
      <SyncStatusLine />
    </footer>
  );
}
