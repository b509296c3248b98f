import { type FormEvent, type KeyboardEvent, type ReactNode, useEffect, useRef } from 'react';
import { isImeKey } from '../app/keys/match.ts';
import styles from './NoteForm.module.css';
import type { OverlayPlace } from './overlay-place.ts';

export interface NoteFormProps {
  readonly label: string;
  /** Where the form stands in the element that scrolls the note, in pixels. */
  readonly at: OverlayPlace;
  /** The field that has the keyboard first, with its words selected. */
  readonly first: string;
  readonly onSubmit: (fields: FormData) => void;
  readonly onCancel: () => void;
  readonly children: ReactNode;
}

/** A small form above the note: Enter carries on, Escape or a press elsewhere gives up. */
export function NoteForm({ label, at, first, onSubmit, onCancel, children }: NoteFormProps) {
  const frame = useRef<HTMLDivElement>(null);
  const form = useRef<HTMLFormElement>(null);

  useEffect(() => {
    const field = form.current?.elements.namedItem(first);
    if (!(field instanceof HTMLInputElement)) return;
    field.focus();
    field.select();
  }, [first]);

  useEffect(() => {
    const onPress = (event: PointerEvent): void => {
      if (event.target instanceof Node && frame.current?.contains(event.target) !== true)
        onCancel();
    };
    document.addEventListener('pointerdown', onPress, true);
    return () => document.removeEventListener('pointerdown', onPress, true);
  }, [onCancel]);

  const submit = (event: FormEvent<HTMLFormElement>): void => {
    event.preventDefault();
    onSubmit(new FormData(event.currentTarget));
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key !== 'Escape' || isImeKey(event.nativeEvent)) return;
    event.preventDefault();
    event.stopPropagation();
    onCancel();
  };

  return (
    // A form may not be a dialog itself (ARIA in HTML).
    <div
      className={styles.frame}
      style={at}
      role="dialog"
      aria-label={label}
      tabIndex={-1}
      onKeyDown={onKeyDown}
      ref={frame}
    >
      <form className={styles.form} onSubmit={submit} ref={form}>
        {children}
      </form>
    </div>
  );
}
