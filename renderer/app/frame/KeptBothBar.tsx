import NextIcon from 'lucide-react/icons/arrow-down-to-dot';
import { useApp, useAppState, useWords } from '../app-context.ts';
import buttons from '../dialogs/Buttons.module.css';
import { IconButton } from './IconButton.tsx';
import styles from './KeptBothBar.module.css';

/**
 * The choice between two versions of a line that a merge kept both of; one click settles it.
 *
 * It stands below the note and asks nothing: who writes on may leave both lines as they are.
 */
export function KeptBothBar() {
  const { actions } = useApp();
  const { text } = useWords();
  const { places, current } = useAppState((state) => state.keptHere);
  const place = places[current];
  if (place === undefined) return null;
  const next = places.length === 1 ? 0 : (current + 1) % places.length;
  return (
    <section className={styles.bar} aria-label={text('kept.title')}>
      <div className={styles.head}>
        <h2 className={styles.title}>{text('kept.title')}</h2>
        <span className={styles.count}>
          {text('kept.place', { number: String(current + 1), count: String(places.length) })}
        </span>
        <IconButton
          icon={NextIcon}
          name={text('kept.show')}
          hint={text('kept.show')}
          onClick={() => actions.goToKept(next)}
        />
        <button type="button" className={buttons.button} onClick={() => actions.chooseKept('both')}>
          {text('kept.keepBoth')}
        </button>
      </div>
      <Version words={place.mine} label={text('kept.mine')}>
        <button type="button" className={buttons.button} onClick={() => actions.chooseKept('mine')}>
          {text('kept.keepMine')}
        </button>
      </Version>
      <Version words={place.theirs} label={text('kept.theirs')}>
        <button
          type="button"
          className={buttons.button}
          onClick={() => actions.chooseKept('theirs')}
        >
          {text('kept.keepTheirs')}
        </button>
      </Version>
    </section>
  );
}

interface VersionProps {
  readonly label: string;
  readonly words: string;
  readonly children: React.ReactNode;
}

function Version({ label, words, children }: VersionProps) {
  return (
    <div className={styles.version}>
      <span className={styles.label}>{label}</span>
      <span className={styles.words} title={words}>
        {words.trim()}
      </span>
      {children}
    </div>
  );
}
