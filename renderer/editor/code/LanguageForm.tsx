import { type FormEvent, type KeyboardEvent, useEffect, useRef } from 'react';
import { TextField } from '../../app/dialogs/TextField.tsx';
import { isImeKey } from '../../app/keys/match.ts';
import type { Words } from '../../app/words.ts';
import styles from '../links/LinkForm.module.css';
import type { OverlayPlace } from '../overlay-place.ts';

export interface LanguageFormProps {
  readonly info: string;
  readonly at: OverlayPlace;
  readonly words: Words;
  /** The form is done; null leaves the language as it was. */
  readonly onDone: (info: string | null) => void;
}

/** The language of a block of code. What stands behind it in the opening line stays there. */
export function LanguageForm({ info, at, words, onDone }: LanguageFormProps) {
  const field = useRef<HTMLInputElement>(null);
  const form = useRef<HTMLFormElement>(null);

  useEffect(() => {
    field.current?.focus();
    field.current?.select();
    const onPress = (event: PointerEvent): void => {
      if (event.target instanceof Node && form.current?.contains(event.target) !== true)
        onDone(null);
    };
    document.addEventListener('pointerdown', onPress, true);
    return () => document.removeEventListener('pointerdown', onPress, true);
  }, [onDone]);

  const onSubmit = (event: FormEvent): void => {
    event.preventDefault();
    onDone((field.current?.value ?? '').replaceAll('`', '').trim());
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key !== 'Escape' || isImeKey(event.nativeEvent)) return;
    event.preventDefault();
    event.stopPropagation();
    onDone(null);
  };

  return (
    <form
      className={styles.form}
      style={at}
      role="dialog"
      aria-label={words.text('code.language')}
      onSubmit={onSubmit}
      onKeyDown={onKeyDown}
      ref={form}
    >
      <TextField
        name="language"
        label={words.text('code.language')}
        type="text"
        defaultValue={info}
        problem={null}
        ref={field}
      />
    </form>
  );
}
