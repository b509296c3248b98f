import { useMemo, useRef } from 'react';
import { useApp, useAppState, useWords } from '../app-context.ts';
import { filterNotes } from '../state/note-list.ts';
import { NotesList, type NotesListHandle } from './NotesList.tsx';
import { NotesSearch } from './NotesSearch.tsx';
import styles from './Panel.module.css';
import { Panel } from './Panel.tsx';

/** The notebook's notes, narrowed by the search while one is open. */
export function NotesPanel({ place }: { readonly place: 'docked' | 'floating' }) {
  const { actions } = useApp();
  const { text, count } = useWords();
  const notes = useAppState((state) => state.notes);
  const isAwaited = useAppState((state) => state.notesAwaited);
  const search = useAppState((state) => state.search);
  const list = useRef<NotesListHandle>(null);
  const found = useMemo(() => filterNotes(notes, search ?? ''), [notes, search]);

  return (
    <Panel label={text('notes.label')} side="start" place={place}>
      {search !== null && (
        <NotesSearch
          onLeave={() => list.current?.focus()}
          onOpen={() => {
            const [first] = found;
            if (first !== undefined) void actions.openNote(first.name);
          }}
        />
      )}
      <p className="visually-hidden" aria-live="polite">
        {search !== null && search !== '' && count('notes.found', found.length)}
      </p>
      {found.length > 0 ? (
        <NotesList notes={found} ref={list} />
      ) : (
        <p className={styles.empty}>
          {notes.length > 0
            ? text('notes.noMatch', { words: search ?? '' })
            : !isAwaited && text('notes.empty')}
        </p>
      )}
    </Panel>
  );
}
