/** Tells when hands did what is being answered, and stops listening. */
export interface HandsTime {
  /** Epoch milliseconds; the present where no event is being answered. */
  readonly now: () => number;
  readonly stop: () => void;
}

/**
 * Follows the times of keys in an element.
 *
 * What is one step of undo depends on how fast somebody types. Told by when the window comes to a
 * key, a busy machine would take apart what was typed in one go.
 */
export function followHands(element: HTMLElement): HandsTime {
  let pressed: Event | null = null;
  let typed: Event | null = null;

  /** An input event is made when the window comes to its key, and says that time. */
  function follow(event: Event): void {
    if (event.type !== 'beforeinput') pressed = event.type === 'keypress' ? event : null;
    else {
      typed = pressed ?? event;
      pressed = null;
    }
  }

  function now(): number {
    // Set while an event is answered, and for what follows from it before the next one.
    const { event } = window;
    const done = /^(?:before)?input$/.test(event?.type ?? '') ? (typed ?? event) : event;
    return Date.now() - (done === undefined ? 0 : performance.now() - done.timeStamp);
  }

  const types = ['keydown', 'keypress', 'beforeinput'];
  for (const type of types) element.addEventListener(type, follow, true);
  return {
    now,
    stop: () => {
      for (const type of types) element.removeEventListener(type, follow, true);
    },
  };
}
