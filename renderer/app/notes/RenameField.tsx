import { type KeyboardEvent, useEffect, useId, useRef, useState } from 'react';
import { givenNoteName, type NameProblem } from '../../../shared/note/given-name.ts';
import { useApp, useWords } from '../app-context.ts';
import { isImeKey } from '../keys/match.ts';
import styles from './RenameField.module.css';

export interface RenameFieldProps {
  readonly name: string;
  /**
   * The name is changed, or stays: the keyboard goes back to where it was, unless the user went on
   * elsewhere while a slow disk renamed the note.
   */
  readonly onDone: (name: string, keyboard: KeyboardGoes) => void;
}

/** Where the keyboard is wanted then: in the note's words, on its row, or where the user has it. */
export type KeyboardGoes = 'to-note' | 'to-row' | 'nowhere';

/**
 * A note's file name in its row of the list, to be changed.
 *
 * Enter takes it, Escape leaves it, and so does the keyboard when it goes elsewhere. The Enter and
 * the Escape of an IME are the IME's (law 5).
 */
export function RenameField({ name, onDone }: RenameFieldProps) {
  const { actions } = useApp();
  const { text } = useWords();
  const input = useRef<HTMLInputElement>(null);
  const isOver = useRef(false);
  const [problem, setProblem] = useState<NameProblem | null>(null);
  const problemId = useId();
  // Asked before the field has the keyboard: a row is gone when the field is done, words are not.
  const [back] = useState<KeyboardGoes>(() => (isInWords() ? 'to-note' : 'to-row'));
  const stem = name.slice(name.lastIndexOf('/') + 1).replace(/\.md$/, '');

  useEffect(() => input.current?.select(), []);

  function leave(to: string, wentOn = false): void {
    isOver.current = true;
    actions.notes.endRename();
    onDone(to, wentOn ? 'nowhere' : back);
  }

  async function take(): Promise<void> {
    const typed = input.current?.value ?? '';
    const given = givenNoteName(typed);
    if (!given.ok) {
      setProblem(given.error);
      return;
    }
    isOver.current = true;
    if (given.value === `${stem}.md`) return leave(name);
    const hand = watchHand();
    const step = await actions.notes.rename(name, typed);
    leave(step?.to ?? name, hand.stop());
  }

  function onKeyDown(event: KeyboardEvent): void {
    event.stopPropagation();
    if (isImeKey(event.nativeEvent)) return;
    if (event.key === 'Enter') void take();
    else if (event.key === 'Escape') leave(name);
    else return;
    event.preventDefault();
  }

  return (
    <div className={styles.box}>
      <input
        ref={input}
        type="text"
        className={styles.input}
        aria-label={text('rename.label')}
        aria-invalid={problem !== null || undefined}
        aria-describedby={problem === null ? undefined : problemId}
        defaultValue={stem}
        autoComplete="off"
        spellCheck={false}
        // biome-ignore lint/a11y/noAutofocus: the user asked for this field with a key or a click
        autoFocus
        onKeyDown={onKeyDown}
        onInput={() => setProblem(null)}
        onBlur={() => {
          if (!isOver.current && document.hasFocus()) actions.notes.endRename();
        }}
      />
      <p className={styles.problem} id={problemId} role="alert">
        {problem !== null && text(`name.${problem}`)}
      </p>
    </div>
  );
}

/** True where the keyboard writes in the note, outline or source, or goes there from the palette. */
function isInWords(): boolean {
  const { activeElement } = document;
  if (!(activeElement instanceof HTMLElement)) return false;
  return activeElement.isContentEditable || activeElement.closest('[role="dialog"]') !== null;
}

/**
 * Sees whether a key or a button is pressed until `stop`. Where the focus is does not tell that: the
 * links of a note that is renamed change, and the browser gives the keyboard to what changes its
 * selection.
 */
function watchHand(): { readonly stop: () => boolean } {
  const watch = new AbortController();
  let moved = false;
  for (const kind of ['keydown', 'pointerdown'])
    window.addEventListener(kind, () => (moved = true), { capture: true, signal: watch.signal });
  return {
    stop: () => {
      watch.abort();
      return moved;
    },
  };
}
