import SearchIcon from 'lucide-react/icons/search';
import CloseIcon from 'lucide-react/icons/x';
import { type KeyboardEvent, useEffect, useRef } from 'react';
import { useApp, useAppState, useWords } from '../app-context.ts';
import { isImeKey } from '../keys/match.ts';
import styles from './NotesSearch.module.css';

export interface NotesSearchProps {
  /** The arrow key leads into the list. */
  readonly onLeave: () => void;
  /** Enter opens what was found first. */
  readonly onOpen: () => void;
}

/**
 * The field that narrows the list of notes.
 *
 * The field keeps its own text, so that nothing is written back while an IME composes; the list
 * follows when the composition is over (law 5).
 */
export function NotesSearch({ onLeave, onOpen }: NotesSearchProps) {
  const { actions, store } = useApp();
  const { text } = useWords();
  const search = useAppState((state) => state.search);
  const turn = useAppState((state) => state.searchTurn);
  const input = useRef<HTMLInputElement>(null);

  // biome-ignore lint/correctness/useExhaustiveDependencies: each turn brings the keyboard here again
  useEffect(() => {
    input.current?.focus();
    input.current?.select();
  }, [turn]);

  function leave(): void {
    actions.search(null);
    actions.closeFloating();
    actions.focusNote();
  }

  function clear(): void {
    if (input.current !== null) input.current.value = '';
    actions.search('');
    input.current?.focus();
  }

  function onKeyDown(event: KeyboardEvent<HTMLInputElement>): void {
    if (isImeKey(event.nativeEvent) || !takeKey(event.key)) return;
    event.preventDefault();
    event.stopPropagation();
  }

  /** True where the key was the search's own. */
  function takeKey(key: string): boolean {
    if (key === 'ArrowDown') onLeave();
    else if (key === 'Enter') onOpen();
    else if (key !== 'Escape') return false;
    else if (store.get().search === '') leave();
    else clear();
    return true;
  }

  return (
    <search className={styles.search}>
      <SearchIcon size={15} aria-hidden="true" className={styles.icon} />
      <input
        ref={input}
        type="text"
        className={styles.input}
        aria-label={text('notes.search')}
        placeholder={text('notes.searchHint')}
        autoComplete="off"
        spellCheck={false}
        defaultValue={search ?? ''}
        onInput={(event) => {
          const { isComposing } = event.nativeEvent as InputEvent;
          if (!isComposing) actions.search(event.currentTarget.value);
        }}
        onCompositionEnd={(event) => actions.search(event.currentTarget.value)}
        onKeyDown={onKeyDown}
      />
      {search !== '' && (
        <button
          type="button"
          className={styles.clear}
          aria-label={text('notes.clearSearch')}
          title={text('notes.clearSearch')}
          onClick={clear}
        >
          <CloseIcon size={14} aria-hidden="true" />
        </button>
      )}
    </search>
  );
}
