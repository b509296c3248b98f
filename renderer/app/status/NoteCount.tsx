import { useAppState, useWords } from '../app-context.ts';
import { countLabel } from './count-label.ts';
import styles from './StatusLine.module.css';

/** How much there is to read in the note, or of what is selected. */
export function NoteCount() {
  const words = useWords();
  const count = useAppState((state) => state.count);
  if (count === null) return null;
  return (
    <span className={styles.count}>
      <span>{countLabel(count, words)}</span>
    </span>
  );
}
