import { useAppState, useWords } from '../app-context.ts';
import { countLabel } from './count-label.ts';
import styles from './StatusLine.module.css';

/** How much there is to read in the note, or of what is selected. */
export function NoteCount() {
  const words = useWords();
  const count = useAppState((state) => state.count);
  return count === null ? null : <span className={styles.count}>{countLabel(count, words)}</span>;
}
