import WaitingIcon from 'lucide-react/icons/arrow-up';
import FolderIcon from 'lucide-react/icons/folder';
import { memo, useId } from 'react';
import type { NoteSummary } from '../../../shared/ipc/contract.ts';
import { folderOf } from '../../../shared/note/links/path.ts';
import type { MenuAnchor } from '../notes/NoteMenu.tsx';
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
  /** The menu of the note is asked for, at the pointer or by the keyboard. */
  readonly onMenu: (anchor: MenuAnchor) => void;
}

/** One note of the list. */
export const NoteRow = memo(function NoteRow(props: NoteRowProps) {
  const { note, place, total, open, isTabStop, onOpen, onFocus, onMenu } = props;
  const { text, count, locale } = props.words;
  const folder = folderOf(note.name);
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
        onContextMenu={(event) => {
          event.preventDefault();
          const at = { x: event.clientX, y: event.clientY };
          onMenu({ note: note.name, row: event.currentTarget, at: event.button === 2 ? at : null });
        }}
        onKeyDown={(event) => {
          if (!isMenuKey(event)) return;
          event.preventDefault();
          onMenu({ note: note.name, row: event.currentTarget, at: null });
        }}
      >
        <span className={styles.head}>
          <span className={styles.title} id={titleId}>
            {note.title}
          </span>
          {note.waiting && (
            <span className={styles.waiting} title={text('notes.waiting')}>
              <WaitingIcon size={12} aria-hidden="true" />
              <span className="visually-hidden">{text('notes.waiting')}</span>
            </span>
          )}
        </span>
        <span className={styles.facts}>
          {folder !== '' && (
            <span className={styles.folder} title={folder}>
              <FolderIcon size={12} aria-hidden="true" />
              <span>{folder}</span>
            </span>
          )}
          {facts.map((fact) => (
            <span key={fact}>{fact}</span>
          ))}
        </span>
      </button>
    </li>
  );
});

/** The key that asks for a menu, and the one that does on keyboards without it. */
function isMenuKey({ key, shiftKey }: { readonly key: string; readonly shiftKey: boolean }) {
  return key === 'ContextMenu' || (shiftKey && key === 'F10');
}
