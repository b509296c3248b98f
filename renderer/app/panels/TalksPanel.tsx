import { type KeyboardEvent, useCallback, useEffect, useRef, useState } from 'react';
import type { TalkHeading } from '../../../shared/note/talk.ts';
import { useApp, useAppState, useWords } from '../app-context.ts';
import { isImeKey } from '../keys/match.ts';
import { rowOfKey } from '../state/roving.ts';
import { lengthLabel } from '../times.ts';
import type { Words } from '../words.ts';
import styles from './Panel.module.css';
import { Panel } from './Panel.tsx';
import { TalkForm } from './TalkForm.tsx';
import { TalkRow } from './TalkRow.tsx';
import listStyles from './TalksList.module.css';
import { useRunningTalk } from './use-running-talk.ts';
import { dropLine, useTalkDrag } from './use-talk-drag.ts';

const PAGE_ROWS = 8;

/** The talks of the open note; the one that holds the caret is marked. */
export function TalksPanel({ place }: { readonly place: 'docked' | 'floating' }) {
  const { text, keys } = useWords();
  const isOpen = useAppState((state) => state.note !== null);
  const name = useAppState((state) => state.note?.name ?? '');
  const outline = useAppState((state) => state.outline);
  const count = outline?.event.talks.length ?? 0;
  return (
    <Panel label={text('talks.label')} side="end" place={place}>
      {count > 0 ? (
        <TalksList key={name} />
      ) : (
        isOpen &&
        outline !== null && (
          <p className={styles.empty}>{text('talks.empty', { keys: keys('talk.new') })}</p>
        )
      )}
    </Panel>
  );
}

function TalksList() {
  const { actions } = useApp();
  const { text } = useWords();
  const outline = useAppState((state) => state.outline);
  const isReadOnly = useAppState((state) => state.note?.readOnly !== null);
  const [focusRow, setFocusRow] = useState<number | null>(null);
  const [editing, setEditing] = useState<number | null>(null);
  const list = useRef<HTMLOListElement>(null);
  const wantsFocus = useRef(false);
  const talks = outline?.event.talks ?? [];
  const current = outline?.current ?? -1;
  const stop = Math.min(focusRow ?? Math.max(0, current), talks.length - 1);
  const { drag, onPointerDown } = useTalkDrag(
    isReadOnly ? null : (from, places) => void actions.moveTalk(from, places),
  );
  const running = useRunningTalk(outline?.event ?? null);

  useEffect(() => {
    const row = list.current?.querySelector('[aria-current]');
    if (current >= 0) row?.scrollIntoView({ block: 'nearest' });
  }, [current]);

  // A row that moved, or whose form closed, keeps the keyboard.
  useEffect(() => {
    if (!wantsFocus.current) return;
    wantsFocus.current = false;
    rowAt(stop)?.focus();
  });

  function rowAt(index: number): HTMLElement | null {
    return list.current?.querySelectorAll<HTMLElement>('[data-row]')[index] ?? null;
  }

  function onKeyDown(event: KeyboardEvent): void {
    if (isImeKey(event.nativeEvent) || event.ctrlKey || event.metaKey) return;
    if (event.key === 'F2' && !isReadOnly) {
      event.preventDefault();
      setEditing(stop);
      return;
    }
    if (event.altKey) {
      const step = event.key === 'ArrowUp' ? -1 : event.key === 'ArrowDown' ? 1 : 0;
      if (step === 0 || isReadOnly) return;
      event.preventDefault();
      if (!actions.moveTalk(stop, step)) return;
      wantsFocus.current = true;
      setFocusRow(stop + step);
      return;
    }
    const next = rowOfKey(event.key, stop, talks.length, PAGE_ROWS);
    if (next === null) return;
    event.preventDefault();
    rowAt(next)?.focus();
  }

  function onEdited(talk: TalkHeading | null): void {
    if (editing !== null && talk !== null) actions.editTalk(editing, talk);
    wantsFocus.current = true;
    setFocusRow(editing);
    setEditing(null);
  }

  const onEdit = useCallback((index: number) => {
    setFocusRow(index);
    setEditing(index);
  }, []);

  return (
    <ol
      className={listStyles.list}
      aria-label={text('talks.label')}
      ref={list}
      onKeyDown={onKeyDown}
      onPointerDown={onPointerDown}
    >
      {talks.map((talk, index) =>
        index === editing ? (
          // biome-ignore lint/suspicious/noArrayIndexKey: the place is what a row stands for
          <li key={index}>
            <TalkForm talk={talk} onDone={onEdited} />
          </li>
        ) : (
          <TalkRow
            // A talk is known by its place: titles repeat, and blocks have no name of their own here.
            // biome-ignore lint/suspicious/noArrayIndexKey: the place is what a row stands for
            key={index}
            talk={talk}
            index={index}
            isCurrent={index === current}
            isTabStop={index === stop}
            isDragged={index === drag?.from}
            dropLine={dropLine(drag, index, talks.length)}
            running={index === running?.index ? runningWords(running, text) : null}
            onGo={actions.goToTalk}
            onFocus={setFocusRow}
            onEdit={isReadOnly ? null : onEdit}
            onShowOnly={actions.showOnlyTalk}
          />
        ),
      )}
    </ol>
  );
}

function runningWords(
  running: NonNullable<ReturnType<typeof useRunningTalk>>,
  text: Words['text'],
): { readonly words: string; readonly isOver: boolean } {
  const elapsed = lengthLabel(running.elapsed, text);
  const { remaining } = running;
  if (remaining === null) return { words: text('talks.elapsed', { elapsed }), isOver: false };
  if (remaining < 0)
    return { words: text('talks.over', { over: lengthLabel(-remaining, text) }), isOver: true };
  const left = lengthLabel(remaining, text);
  return { words: text('talks.remaining', { elapsed, left }), isOver: false };
}
