import {
  type KeyboardEvent,
  lazy,
  type Ref,
  useCallback,
  useImperativeHandle,
  useLayoutEffect,
  useRef,
  useState,
} from 'react';
import type { NoteSummary } from '../../../shared/ipc/contract.ts';
import { useApp, useAppState, useWords } from '../app-context.ts';
import { Later } from '../frame/Later.tsx';
import { useEver } from '../frame/use-ever.ts';
import type { MenuAnchor } from '../notes/NoteMenu.tsx';
import { type KeyboardGoes, RenameField } from '../notes/RenameField.tsx';
import { rowOfKey } from '../state/roving.ts';
import { NoteRow, ROW_REM } from './NoteRow.tsx';
import styles from './NotesList.module.css';
import { useRowWindow } from './use-row-window.ts';

const NoteMenu = lazy(async () => {
  const { NoteMenu } = await import('../notes/NoteMenu.tsx');
  return { default: NoteMenu };
});

export interface NotesListHandle {
  /** Puts the keyboard on the first note. */
  focus(): void;
}

/**
 * The list of notes: one stop of the Tab key, arrows inside, Enter opens.
 *
 * Only the rows around the visible ones are drawn, so that ten thousand notes cost what two
 * hundred do; assistive technology is told the whole number.
 */
export function NotesList({
  notes,
  ref,
}: {
  readonly notes: readonly NoteSummary[];
  readonly ref: Ref<NotesListHandle>;
}) {
  const { actions } = useApp();
  const words = useWords();
  const openName = useAppState((state) => state.note?.name ?? null);
  const rows = useRowWindow(notes.length, ROW_REM);
  const [focusName, setFocusName] = useState<string | null>(null);
  const wanted = useRef<string | null>(null);
  const shown = useRef<string | null>(null);
  const list = useRef<HTMLUListElement>(null);
  const [menu, setMenu] = useState<MenuAnchor | null>(null);
  const renaming = useAppState((state) => state.renaming);

  const stop = tabStop(notes, rows, focusName ?? openName);

  function goTo(row: number): void {
    const note = notes[row];
    if (note === undefined) return;
    rows.showRow(row);
    wanted.current = note.name;
    setFocusName(note.name);
    focusWanted();
  }

  /** Focuses the row that the keyboard asked for, as soon as it is drawn. */
  function focusWanted(): void {
    if (wanted.current === null || list.current === null) return;
    const row = list.current.querySelector(`[data-name="${CSS.escape(wanted.current)}"]`);
    if (!(row instanceof HTMLElement)) return;
    wanted.current = null;
    row.focus({ preventScroll: true });
  }

  useLayoutEffect(focusWanted);

  // biome-ignore lint/correctness/useExhaustiveDependencies: once for each name that is up for change
  useLayoutEffect(() => {
    const row = renaming === null ? -1 : notes.findIndex(({ name }) => name === renaming);
    if (row !== -1) rows.showRow(row);
  }, [renaming]);

  // The list shows which note is open, once for each: who scrolls on is not called back.
  useLayoutEffect(() => {
    if (openName === null || openName === shown.current) return;
    const row = notes.findIndex(({ name }) => name === openName);
    if (row === -1) return;
    shown.current = openName;
    rows.showRow(row);
  });

  useImperativeHandle(ref, () => ({ focus: () => goTo(0) }));

  function onKeyDown(event: KeyboardEvent): void {
    if (event.ctrlKey || event.metaKey || event.altKey || event.shiftKey) return;
    if (event.key === 'Delete' && stop !== null) void actions.notes.remove(stop);
    const row = notes.findIndex(({ name }) => name === stop);
    const next = rowOfKey(event.key, row, notes.length, rows.pageRows);
    if (next === null) return;
    event.preventDefault();
    goTo(next);
  }

  const open = useCallback((name: string) => void actions.openNote(name), [actions]);

  const hasMenu = useEver(menu !== null);

  /** The keyboard goes back to the note, or to the row, whichever name that has by now. */
  function onRenamed(name: string, keyboard: KeyboardGoes): void {
    if (keyboard === 'to-note') actions.focusNote();
    if (keyboard === 'to-row') wanted.current = name;
    setFocusName(name);
  }

  return (
    <div className={styles.box} ref={rows.box}>
      <ul
        className={styles.list}
        aria-label={words.text('notes.label')}
        style={{ paddingBlock: `${rows.above}px ${rows.below}px` }}
        onKeyDown={onKeyDown}
        ref={list}
      >
        {notes.slice(rows.from, rows.to).map((note, index) =>
          note.name === renaming ? (
            <li key={note.name} className={styles.renaming}>
              <RenameField name={note.name} onDone={onRenamed} />
            </li>
          ) : (
            <NoteRow
              key={note.name}
              note={note}
              words={words}
              place={rows.from + index + 1}
              total={notes.length}
              open={note.name === openName}
              isTabStop={note.name === stop}
              onOpen={open}
              onFocus={setFocusName}
              onMenu={setMenu}
            />
          ),
        )}
      </ul>
      {hasMenu && (
        <Later onMissing={actions.partMissing}>
          <NoteMenu anchor={menu} onClose={() => setMenu(null)} container={rows.box} />
        </Later>
      )}
    </div>
  );
}

/** The row that the Tab key reaches: the one last used, where it is drawn, else the first drawn. */
function tabStop(
  notes: readonly NoteSummary[],
  { from, to }: { readonly from: number; readonly to: number },
  preferred: string | null,
): string | null {
  const drawn = notes.slice(from, to);
  const found = drawn.find(({ name }) => name === preferred) ?? drawn[0];
  return found?.name ?? null;
}
