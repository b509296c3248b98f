import { useApp, useWords } from '../app-context.ts';
import styles from './SourceBar.module.css';

/** Says that the note is shown as its Markdown source, and leads back to the outline. */
export function SourceBar() {
  const { actions } = useApp();
  const { text, keys } = useWords();
  return (
    <div className={styles.bar}>
      <span>{text('source.here')}</span>
      <button type="button" onClick={actions.toggleSource}>
        {text('source.back')} <kbd>{keys('view.source')}</kbd>
      </button>
    </div>
  );
}
