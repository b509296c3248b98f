import { type FormEvent, type KeyboardEvent, useEffect, useRef } from 'react';
import buttonStyles from '../../app/dialogs/Buttons.module.css';
import { TextField } from '../../app/dialogs/TextField.tsx';
import { isImeKey } from '../../app/keys/match.ts';
import type { Words } from '../../app/words.ts';
import type { LinkTarget, LinkWords } from './edit.ts';
import styles from './LinkForm.module.css';

export interface LinkFormProps {
  readonly target: LinkTarget;
  /** Where the form stands in the element that scrolls the note, in pixels. */
  readonly at: { readonly left: number; readonly top: number };
  readonly words: Words;
  /** The form is done; null leaves everything as it was. */
  readonly onDone: (link: LinkWords | null) => void;
}

/** Text and address of a link, below the caret. */
export function LinkForm({ target, at, words, onDone }: LinkFormProps) {
  const form = useRef<HTMLFormElement>(null);
  const text = useRef<HTMLInputElement>(null);
  const address = useRef<HTMLInputElement>(null);

  useEffect(() => {
    const first = target.text === '' ? text.current : address.current;
    first?.focus();
    first?.select();
    const onPress = (event: PointerEvent): void => {
      if (event.target instanceof Node && form.current?.contains(event.target) !== true)
        onDone(null);
    };
    document.addEventListener('pointerdown', onPress, true);
    return () => document.removeEventListener('pointerdown', onPress, true);
  }, [target, onDone]);

  const onSubmit = (event: FormEvent): void => {
    event.preventDefault();
    onDone({ text: text.current?.value ?? '', url: address.current?.value ?? '' });
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
      aria-label={words.text('link.title')}
      onSubmit={onSubmit}
      onKeyDown={onKeyDown}
      ref={form}
    >
      <TextField
        name="text"
        label={words.text('link.text')}
        type="text"
        defaultValue={target.text}
        problem={null}
        ref={text}
      />
      <TextField
        name="address"
        label={words.text('link.address')}
        type="text"
        defaultValue={target.url}
        placeholder="https://"
        problem={null}
        ref={address}
      />
      <div className={buttonStyles.row}>
        {target.exists && (
          <button
            type="button"
            className={buttonStyles.button}
            onClick={() => onDone({ text: target.text, url: '' })}
          >
            {words.text('link.remove')}
          </button>
        )}
        <button type="submit" className={buttonStyles.primary}>
          {words.text('link.save')}
        </button>
      </div>
    </form>
  );
}
