import DownIcon from 'lucide-react/icons/chevron-down';
import UpIcon from 'lucide-react/icons/chevron-up';
import CloseIcon from 'lucide-react/icons/x';
import { type KeyboardEvent, useEffect, useRef, useState, useSyncExternalStore } from 'react';
import type { Finder, FindState } from '../../editor/index.ts';
import { useApp, useWords } from '../app-context.ts';
import { IconButton } from '../frame/IconButton.tsx';
import { isImeKey } from '../keys/match.ts';
import type { Words } from '../words.ts';
import styles from './FindBar.module.css';

/** Finds and replaces in the note; nothing while it is closed. */
export function FindBar() {
  const { finder } = useApp();
  const state = useSyncExternalStore(finder.state.subscribe, finder.state.get);
  return state.isOpen ? <OpenBar finder={finder} state={state} /> : null;
}

interface BarProps {
  readonly finder: Finder;
  readonly state: FindState;
}

function OpenBar({ finder, state }: BarProps) {
  const words = useWords();
  const { text, withKeys } = words;
  const { query, showsReplace, turn } = state;
  const find = useRef<HTMLInputElement>(null);
  const replace = useRef<HTMLInputElement>(null);
  const [replaced, setReplaced] = useState<number | null>(null);

  // biome-ignore lint/correctness/useExhaustiveDependencies: each turn brings the keyboard here again
  useEffect(() => {
    const field = find.current;
    if (field === null) return;
    field.value = finder.state.get().query.words;
    field.focus();
    field.select();
  }, [turn]);

  function look(some: Partial<FindState['query']>): void {
    setReplaced(null);
    void finder.look(some);
  }

  async function replaceAll(): Promise<void> {
    setReplaced(await finder.replaceAll(replace.current?.value ?? ''));
  }

  function onKeyDown(event: KeyboardEvent<HTMLElement>): void {
    if (isImeKey(event.nativeEvent)) return;
    const inField = event.target === find.current || event.target === replace.current;
    if (event.key === 'Escape') finder.close();
    else if (event.key !== 'Enter' || !inField) return;
    else if (event.target === find.current) void finder.step(event.shiftKey ? -1 : 1);
    else if (event.ctrlKey || event.metaKey) void replaceAll();
    else void finder.replaceOne(replace.current?.value ?? '');
    event.preventDefault();
    event.stopPropagation();
  }

  return (
    <search className={styles.bar} aria-label={text('find.label')} onKeyDown={onKeyDown}>
      <div className={styles.row}>
        <input
          ref={find}
          type="text"
          className={styles.input}
          aria-label={text('find.words')}
          placeholder={text('find.words')}
          aria-invalid={state.problem === 'invalid' || undefined}
          autoComplete="off"
          spellCheck={false}
          defaultValue={query.words}
          onInput={(event) => {
            const { isComposing } = event.nativeEvent as InputEvent;
            if (!isComposing) look({ words: event.currentTarget.value });
          }}
          onCompositionEnd={(event) => look({ words: event.currentTarget.value })}
        />
        <span className={styles.count} role="status" aria-label={text('find.result')}>
          {replaced === null ? countWords(state, words) : words.count('find.replaced', replaced)}
        </span>
        <Toggle
          label="Aa"
          name={text('find.matchCase')}
          isOn={query.matchCase}
          onChange={(matchCase) => look({ matchCase })}
        />
        <Toggle
          label=".*"
          name={text('find.regex')}
          isOn={query.isRegex}
          onChange={(isRegex) => look({ isRegex })}
        />
        <IconButton
          icon={UpIcon}
          name={text('command.find.previous')}
          hint={withKeys('command.find.previous', 'find.previous')}
          onClick={() => void finder.step(-1)}
        />
        <IconButton
          icon={DownIcon}
          name={text('command.find.next')}
          hint={withKeys('command.find.next', 'find.next')}
          onClick={() => void finder.step(1)}
        />
        <IconButton icon={CloseIcon} name={text('action.close')} onClick={() => finder.close()} />
      </div>
      {showsReplace && (
        <div className={styles.row}>
          <input
            ref={replace}
            type="text"
            className={styles.input}
            aria-label={text('find.replacement')}
            placeholder={text('find.replacement')}
            autoComplete="off"
            spellCheck={false}
          />
          <button
            type="button"
            className={styles.button}
            onClick={() => void finder.replaceOne(replace.current?.value ?? '')}
          >
            {text('find.replaceOne')}
          </button>
          <button type="button" className={styles.button} onClick={() => void replaceAll()}>
            {text('find.replaceAll')}
          </button>
        </div>
      )}
    </search>
  );
}

interface ToggleProps {
  /** What is seen: a sign that stands for the name. */
  readonly label: string;
  readonly name: string;
  readonly isOn: boolean;
  readonly onChange: (isOn: boolean) => void;
}

function Toggle({ label, name, isOn, onChange }: ToggleProps) {
  return (
    <button
      type="button"
      className={styles.toggle}
      aria-label={name}
      aria-pressed={isOn}
      title={name}
      onClick={() => onChange(!isOn)}
    >
      {label}
    </button>
  );
}

function countWords(
  { problem, query, count, current }: FindState,
  { text, locale }: Words,
): string {
  if (problem !== null) return text(`find.problem.${problem}`);
  if (query.words === '') return '';
  if (count === 0) return text('find.nothing');
  const write = (value: number) => new Intl.NumberFormat(locale).format(value);
  const all = write(count);
  return current < 0
    ? text('find.countAll', { count: all })
    : text('find.count', { current: write(current + 1), count: all });
}
