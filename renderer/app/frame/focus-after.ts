import { flushSync } from 'react-dom';

/**
 * Where the keyboard goes when a popup has closed: back to its opener, unless it went on already.
 *
 * A popup fades out before it is gone. Who pressed Escape and began to search meanwhile must not
 * be called back.
 */
export function focusAfter(
  popup: { readonly current: HTMLElement | null },
  opener: { readonly current: HTMLElement | null },
): () => HTMLElement | false {
  return () => {
    const { activeElement, body } = document;
    const isFree = activeElement === null || activeElement === body;
    return isFree || popup.current?.contains(activeElement) === true
      ? (opener.current ?? false)
      : false;
  };
}

/**
 * Closes a menu that Escape leaves, and gives the keyboard back at once.
 *
 * The library does so when the menu has faded out; until then the menu would swallow the next key.
 */
export function leaveMenu(
  close: () => void,
  opener: { readonly current: HTMLElement | null },
): void {
  flushSync(close);
  opener.current?.focus();
}
