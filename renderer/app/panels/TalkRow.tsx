import FocusIcon from 'lucide-react/icons/focus';
import PencilIcon from 'lucide-react/icons/pencil';
import { memo, useId } from 'react';
import type { Talk } from '../../../shared/note/event.ts';
import { useWords } from '../app-context.ts';
import { lengthLabel, minuteLabel } from '../times.ts';
import styles from './TalksList.module.css';

export interface TalkRowProps {
  readonly talk: Talk;
  readonly index: number;
  /** The caret is in this talk. */
  readonly isCurrent: boolean;
  readonly isTabStop: boolean;
  /** It is on its way with the mouse. */
  readonly isDragged: boolean;
  /** Where a dragged talk would be dropped, seen from this one. */
  readonly dropLine: 'before' | 'after' | undefined;
  /** How far the talk is, in words; null for one that is not running. */
  readonly running: { readonly words: string; readonly isOver: boolean } | null;
  readonly onGo: (index: number) => void;
  readonly onFocus: (index: number) => void;
  /** Null in a note that cannot be changed. */
  readonly onEdit: ((index: number) => void) | null;
  readonly onShowOnly: (index: number) => void;
}

/** One talk: its title, then when it began, how long it is and who speaks. */
export const TalkRow = memo(function TalkRow(props: TalkRowProps) {
  const { talk, index, isCurrent, isTabStop, isDragged, dropLine, running } = props;
  const { onGo, onFocus, onEdit, onShowOnly } = props;
  const { text } = useWords();
  const titleId = useId();
  const title = talk.title.trim() || text('talks.untitled');
  const isBare = talk.startMinute === null && talk.minutes === null && talk.speaker === null;
  return (
    <li
      aria-labelledby={titleId}
      className={styles.talk}
      data-current={isCurrent || undefined}
      data-dragged={isDragged || undefined}
      data-drop={dropLine}
    >
      <button
        type="button"
        className={styles.row}
        data-row
        aria-keyshortcuts="F2"
        aria-current={isCurrent ? 'true' : undefined}
        tabIndex={isTabStop ? 0 : -1}
        onClick={() => onGo(index)}
        onFocus={() => onFocus(index)}
      >
        <span className={styles.title} id={titleId}>
          {title}
        </span>
        {!isBare && (
          <span className={styles.facts}>
            {talk.startMinute !== null && (
              <span className={styles.time}>{minuteLabel(talk.startMinute)}</span>
            )}
            {talk.minutes !== null && (
              <span className={styles.time}>{lengthLabel(talk.minutes, text)}</span>
            )}
            {talk.speaker !== null && <span>{talk.speaker}</span>}
          </span>
        )}
        {running !== null && (
          <span className={styles.running} data-over={running.isOver || undefined}>
            {running.words}
          </span>
        )}
      </button>
      <span className={styles.actions}>
        <button
          type="button"
          tabIndex={isTabStop ? 0 : -1}
          title={text('talks.showOnly')}
          aria-label={text('talks.showOnlyOf', { title })}
          onClick={() => onShowOnly(index)}
        >
          <FocusIcon size={14} aria-hidden="true" />
        </button>
        {onEdit !== null && (
          <button
            type="button"
            tabIndex={isTabStop ? 0 : -1}
            title={text('talks.edit')}
            aria-label={text('talks.editOf', { title })}
            onClick={() => onEdit(index)}
          >
            <PencilIcon size={14} aria-hidden="true" />
          </button>
        )}
      </span>
    </li>
  );
});
