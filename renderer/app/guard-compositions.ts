/**
 * Keeps the browser's own keys from a composition, and tells of its end where the browser does not.
 *
 * Where Ctrl+B, for one, reaches Chromium while an IME composes, it takes what is composed for written
 * and sends no `compositionend`. Whoever waits for that, the sending of what is typed above all, would
 * wait for ever. What else ends one so is known by the next key or input, which says that nothing composes.
 */
export function guardCompositions(): () => void {
  /** The beginning of the composition that goes on, and where that is. */
  let begun: { readonly target: EventTarget | undefined } | null = null;

  function begin(event: Event): void {
    begun = { target: event.composedPath()[0] };
  }

  function end(): void {
    begun = null;
  }

  function look(event: Event): void {
    if (begun === null) return;
    const { isComposing, keyCode, ctrlKey, metaKey, altKey } = event as KeyboardEvent;
    // A key with this code is the IME's.
    if (keyCode === 229) return;
    if (!isComposing) setTimeout(tell, 0, begun);
    // With Alt, Ctrl is the AltGr of a letter.
    else if ((ctrlKey || metaKey) && !altKey) event.preventDefault();
  }

  /** A task later, the input that said so is in the note. */
  function tell(ended: typeof begun): void {
    if (begun !== ended) return;
    const event = new CompositionEvent('compositionend', { bubbles: true, composed: true });
    ended?.target?.dispatchEvent(event);
  }

  const listeners = [
    ['compositionstart', begin],
    ['compositionend', end],
    ['keydown', look],
    ['beforeinput', look],
  ] as const;
  for (const [kind, listener] of listeners) window.addEventListener(kind, listener, true);
  return () => {
    for (const [kind, listener] of listeners) window.removeEventListener(kind, listener, true);
  };
}
