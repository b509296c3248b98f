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
  readonly onGo: (index: number) => void;
  readonly onFocus: (index: number) => void;
}

/** One talk: its title, then when it began, how long it is and who speaks. */
export const TalkRow = memo(function TalkRow(props: TalkRowProps) {
  const { talk, index, isCurrent, isTabStop, onGo, onFocus } = props;
  const { text } = useWords();
  const titleId = useId();
  const title = talk.title.trim() || text('talks.untitled');
  const isBare = talk.startMinute === null && talk.minutes === null && talk.speaker === null;
  return (
    <li aria-labelledby={titleId}>
      <button
        type="button"
        className={styles.row}
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
      </button>
    </li>
  );
});
