/** Knows whether an IME composes anywhere in the window. */
export interface ComposingWatch {
  readonly isComposing: () => boolean;
  readonly dispose: () => void;
}

/**
 * Watches compositions in all of the window's fields.
 *
 * The editor tells main about its own; `onChange` is called for those elsewhere, because git must
 * not run under anybody's fingers (law 5).
 */
export function watchComposing(
  isEditor: (target: EventTarget | null) => boolean,
  onChange: (composing: boolean) => void,
): ComposingWatch {
  let composing = false;

  function set(event: Event): void {
    composing = event.type === 'compositionstart';
    if (!isEditor(event.target)) onChange(composing);
  }

  window.addEventListener('compositionstart', set, true);
  window.addEventListener('compositionend', set, true);
  return {
    isComposing: () => composing,
    dispose: () => {
      window.removeEventListener('compositionstart', set, true);
      window.removeEventListener('compositionend', set, true);
    },
  };
}
