import { type Ref, useId } from 'react';
import styles from './TextField.module.css';

export interface TextFieldProps {
  readonly name: string;
  readonly label: string;
  readonly type: 'text' | 'url' | 'password';
  readonly defaultValue?: string;
  readonly placeholder?: string;
  /** What is wrong with the value; null while nothing is. */
  readonly problem: string | null;
  readonly ref?: Ref<HTMLInputElement>;
}

/**
 * A labelled field of a form.
 *
 * It keeps its own text: writing a value back while an IME composes would break the composition.
 */
export function TextField(props: TextFieldProps) {
  const { name, label, type, defaultValue, placeholder, problem, ref } = props;
  const id = useId();
  const problemId = `${id}-problem`;
  return (
    <div className={styles.field}>
      <label htmlFor={id}>{label}</label>
      <input
        id={id}
        name={name}
        type={type}
        className={styles.input}
        defaultValue={defaultValue}
        placeholder={placeholder}
        autoComplete="off"
        spellCheck={false}
        aria-invalid={problem !== null || undefined}
        aria-describedby={problem === null ? undefined : problemId}
        ref={ref}
      />
      {problem !== null && (
        <p className={styles.problem} id={problemId}>
          {problem}
        </p>
      )}
    </div>
  );
}
