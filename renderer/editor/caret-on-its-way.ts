/** The keys with which the browser itself moves the caret. */
const MOVES = /^(?:Arrow|Home$|End$|Page)/;

/**
 * Tells the editor of a caret that the browser moved a moment ago, before the next key acts on it.
 *
 * The editor learns of such a move by `selectionchange`, which the browser sends as a task of its
 * own; in a busy window the keys that already wait come before it, and End, Enter would split the
 * line at the place the caret had left. So where a key follows such a move, the event is sent at
 * once; the browser's own finds nothing new then. A window at rest is not concerned.
 *
 * To be called before any other listener to keys, all of which ask where the caret is; returns the
 * cleanup.
 */
export function readCaretBeforeKeys(): () => void {
  let move: Event | null = null;
  const read = (): void => {
    if (move !== null && !move.defaultPrevented)
      document.dispatchEvent(new Event('selectionchange'));
  };
  const onKey = (event: KeyboardEvent): void => {
    // An IME's key: the caret is its own, and the editor reads it when the composition begins.
    if (event.isComposing || event.keyCode === 229) return;
    read();
    move = MOVES.test(event.key) && isInNote(event) ? event : null;
  };
  const onPointer = (event: MouseEvent): void => {
    if (isInNote(event)) move = event;
  };
  const onRead = (): void => {
    move = null;
  };
  window.addEventListener('keydown', onKey, true);
  window.addEventListener('mousedown', onPointer, true);
  // The middle button pastes where it is pressed, with no key in between.
  window.addEventListener('paste', read, true);
  document.addEventListener('selectionchange', onRead);
  return () => {
    window.removeEventListener('keydown', onKey, true);
    window.removeEventListener('mousedown', onPointer, true);
    window.removeEventListener('paste', read, true);
    document.removeEventListener('selectionchange', onRead);
  };
}

function isInNote({ target }: Event): boolean {
  return target instanceof Element && target.closest('.note') !== null;
}
