import { type FormEvent, type KeyboardEvent, useId, useRef, useState } from 'react';
import type { Talk } from '../../../shared/note/event.ts';
import { readTalk, type TalkHeading } from '../../../shared/note/talk.ts';
import { useWords } from '../app-context.ts';
import { isImeKey } from '../keys/match.ts';
import { minuteLabel } from '../times.ts';
import styles from './TalkForm.module.css';

export interface TalkFormProps {
  readonly talk: Talk;
  /** Null where the user changed their mind. */
  readonly onDone: (talk: TalkHeading | null) => void;
}

/** The facts of a talk, to be changed in its row: Enter takes them over, Escape leaves them. */
export function TalkForm({ talk, onDone }: TalkFormProps) {
  const { text } = useWords();
  const form = useRef<HTMLFormElement>(null);
  const [wrong, setWrong] = useState<'start' | 'length' | null>(null);

  function onSubmit(event: FormEvent): void {
    event.preventDefault();
    if (form.current === null) return;
    const data = new FormData(form.current);
    const field = (name: string) => String(data.get(name) ?? '').trim();
    const start = readStart(field('start'));
    const length = readLength(field('length'));
    if (start === undefined) setWrong('start');
    else if (length === undefined) setWrong('length');
    else {
      const speaker = field('speaker') || null;
      onDone({ title: field('title'), speaker, minutes: length, startMinute: start });
    }
  }

  function onKeyDown(event: KeyboardEvent): void {
    // The list and the panel have keys of their own, and none of them are for a field.
    event.stopPropagation();
    // The key that ends a composition is the IME's.
    if (isImeKey(event.nativeEvent)) {
      if (event.key === 'Enter') event.preventDefault();
      return;
    }
    if (event.key === 'Escape') onDone(null);
  }

  return (
    <form className={styles.form} ref={form} onSubmit={onSubmit} onKeyDown={onKeyDown}>
      <Field name="title" label={text('talks.title')} value={talk.title} isFirst />
      <Field name="speaker" label={text('talks.speaker')} value={talk.speaker ?? ''} />
      <div className={styles.times}>
        <Field
          name="start"
          label={text('talks.start')}
          value={talk.startMinute === null ? '' : minuteLabel(talk.startMinute)}
          isWrong={wrong === 'start'}
        />
        <Field
          name="length"
          label={text('talks.length')}
          value={talk.minutes === null ? '' : String(talk.minutes)}
          isWrong={wrong === 'length'}
        />
      </div>
      <div className={styles.buttons}>
        <button type="button" onClick={() => onDone(null)}>
          {text('action.cancel')}
        </button>
        <button type="submit" className={styles.save}>
          {text('talks.save')}
        </button>
      </div>
    </form>
  );
}

interface FieldProps {
  readonly name: string;
  readonly label: string;
  readonly value: string;
  readonly isFirst?: boolean;
  readonly isWrong?: boolean;
}

function Field({ name, label, value, isFirst = false, isWrong = false }: FieldProps) {
  const id = useId();
  return (
    <div className={styles.field}>
      <label htmlFor={id}>{label}</label>
      <input
        id={id}
        name={name}
        defaultValue={value}
        autoComplete="off"
        spellCheck={false}
        aria-invalid={isWrong || undefined}
        ref={(input) => {
          if (isFirst && input !== null && input.dataset.seen === undefined) {
            input.dataset.seen = 'true';
            input.select();
          }
        }}
      />
    </div>
  );
}

/** Minutes since midnight of `10:02` or `1002`; null for nothing, undefined for no time. */
function readStart(written: string): number | null | undefined {
  const text = written.normalize('NFKC').replaceAll(/[[\]\s]/g, '');
  if (text === '') return null;
  const match = /^(\d{1,2}):?(\d{2})$/.exec(text);
  const hour = Number(match?.[1]);
  const minute = Number(match?.[2]);
  return match === null || hour > 23 || minute > 59 ? undefined : hour * 60 + minute;
}

/** Minutes of `40`, `40min`, `1h 30min`, `40分`; null for nothing, undefined for no length. */
function readLength(written: string): number | null | undefined {
  const text = written.normalize('NFKC').trim();
  if (text === '') return null;
  return readTalk(`x (${/^\d+$/.test(text) ? `${text}min` : text})`).minutes ?? undefined;
}
