import WaitingIcon from 'lucide-react/icons/arrow-up';
import { memo, useId } from 'react';
import type { NoteSummary } from '../../../shared/ipc/contract.ts';
import { dayLabel } from '../times.ts';
import type { Words } from '../words.ts';
import styles from './NotesList.module.css';

/** Height of a row in rem; NotesList.module.css draws it, and the list counts with it. */
export const ROW_REM = 3.25;

export interface NoteRowProps {
  readonly note: NoteSummary;
  readonly words: Words;
  /** Its place in the whole list, from 1. */
  readonly place: number;
  readonly total: number;
  readonly open: boolean;
  readonly isTabStop: boolean;
  readonly onOpen: (name: string) => void;
  readonly onFocus: (name: string) => void;
}

/** One note of the list. */
export const NoteRow = memo(function NoteRow(props: NoteRowProps) {
  const { note, place, total, open, isTabStop, onOpen, onFocus } = props;
  const { text, count, locale } = props.words;
  const titleId = useId();
  const facts = [
    note.date === null ? '' : dayLabel(note.date, locale),
    note.talks === 0 ? '' : count('notes.talks', note.talks),
  ].filter(Boolean);

  return (
    <li aria-labelledby={titleId} aria-posinset={place} aria-setsize={total}>
      <button
        type="button"
        className={styles.row}
        data-name={note.name}
        aria-current={open ? 'true' : undefined}
        tabIndex={isTabStop ? 0 : -1}
        title={note.title}
        onClick={() => onOpen(note.name)}
        onFocus={() => onFocus(note.name)}
      >
        <span className={styles.title} id={titleId}>
          {note.title}
        </span>
        <span className={styles.facts}>
          {facts.map((fact) => (
            <span key={fact}>{fact}</span>
          ))}
          {note.waiting && (
            <span className={styles.waiting} title={text('notes.waiting')}>
              <WaitingIcon size={12} aria-hidden="true" />
              <span className="visually-hidden">{text('notes.waiting')}</span>
            </span>
          )}
        </span>
      </button>
    </li>
  );
});
