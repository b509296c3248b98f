import { type ReactNode, useRef } from 'react';
import styles from './Form.module.css';

export interface SafeFormProps {
  /** Called with the words of a field by its name, without blanks around them, and the form itself. */
  readonly onSubmit: (value: (name: string) => string, form: HTMLFormElement) => void;
  readonly children: ReactNode;
}

/** A form that the Enter which ends a composition does not submit (law 5). */
export function SafeForm({ onSubmit, children }: SafeFormProps) {
  const composing = useRef(false);
  return (
    <form
      className={styles.form}
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        if (composing.current) return;
        const data = new FormData(event.currentTarget);
        onSubmit((name) => String(data.get(name) ?? '').trim(), event.currentTarget);
      }}
      onCompositionStart={() => {
        composing.current = true;
      }}
      onCompositionEnd={() => {
        composing.current = false;
      }}
    >
      {children}
    </form>
  );
}
