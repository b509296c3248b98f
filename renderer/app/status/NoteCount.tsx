import { useAppState, useWords } from '../app-context.ts';
import styles from './StatusLine.module.css';

/** How much there is to read in the note, or of what is selected. */
export function NoteCount() {
  const { text, count: counted } = useWords();
  const count = useAppState((state) => state.count);
  if (count === null) return null;
  const { words, characters, isSelection } = count;
  const values = {
    words: counted('count.words', words),
    characters: counted('count.characters', characters),
  };
  return (
    <span className={styles.count}>
      {text(isSelection ? 'count.selection' : 'count.note', values)}
    </span>
  );
}
