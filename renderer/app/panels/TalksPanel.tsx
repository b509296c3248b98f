import { type KeyboardEvent, useEffect, useRef, useState } from 'react';
import { useApp, useAppState, useWords } from '../app-context.ts';
import { rowOfKey } from '../state/roving.ts';
import styles from './Panel.module.css';
import { Panel } from './Panel.tsx';
import { TalkRow } from './TalkRow.tsx';
import listStyles from './TalksList.module.css';

const PAGE_ROWS = 8;

/** The talks of the open note; the one that holds the caret is marked. */
export function TalksPanel({ place }: { readonly place: 'docked' | 'floating' }) {
  const { text, keys } = useWords();
  const isOpen = useAppState((state) => state.note !== null);
  const outline = useAppState((state) => state.outline);
  const count = outline?.event.talks.length ?? 0;
  return (
    <Panel label={text('talks.label')} side="end" place={place}>
      {count > 0 ? (
        <TalksList />
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
  const [focusRow, setFocusRow] = useState<number | null>(null);
  const list = useRef<HTMLOListElement>(null);
  const talks = outline?.event.talks ?? [];
  const current = outline?.current ?? -1;
  const stop = Math.min(focusRow ?? Math.max(0, current), talks.length - 1);

  useEffect(() => {
    const row = list.current?.querySelector('[aria-current]');
    if (current >= 0) row?.scrollIntoView({ block: 'nearest' });
  }, [current]);

  function onKeyDown(event: KeyboardEvent): void {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const next = rowOfKey(event.key, stop, talks.length, PAGE_ROWS);
    if (next === null) return;
    event.preventDefault();
    const row = list.current?.querySelectorAll('button')[next];
    row?.focus();
  }

  return (
    <ol
      className={listStyles.list}
      aria-label={text('talks.label')}
      ref={list}
      onKeyDown={onKeyDown}
    >
      {talks.map((talk, index) => (
        <TalkRow
          // A talk is known by its place: titles repeat, and blocks have no name of their own here.
          // biome-ignore lint/suspicious/noArrayIndexKey: the place is what a row stands for
          key={index}
          talk={talk}
          index={index}
          isCurrent={index === current}
          isTabStop={index === stop}
          onGo={actions.goToTalk}
          onFocus={setFocusRow}
        />
      ))}
    </ol>
  );
}
