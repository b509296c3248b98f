/** Events of the keyboard in a note; each of them passes React twice, on its way down and up. */
const TYPING: ReadonlySet<string> = new Set([
  'keydown',
  'keypress',
  'keyup',
  'textInput',
  'beforeinput',
  'input',
  'compositionstart',
  'compositionupdate',
  'compositionend',
]);

/**
 * Keeps the keys that go into a note away from React; call before it takes the root.
 *
 * Nothing that React draws wants them: commands have a listener of their own, which comes first, and
 * the note is the editor's. React would look for its component at every event of every key, ten times
 * a letter. It offers no way to be told of less, so its listeners are wrapped as it adds them.
 */
export function keepTypingFrom(root: HTMLElement): void {
  const listen = root.addEventListener.bind(root);
  root.addEventListener = (
    type: string,
    listener: EventListenerOrEventListenerObject,
    options?: boolean | AddEventListenerOptions,
  ): void => {
    const wraps = TYPING.has(type) && typeof listener === 'function';
    listen(type, wraps ? unlessInNote(listener) : listener, options);
  };
}

function unlessInNote(listener: EventListener): EventListener {
  return (event) => {
    const { target } = event;
    // Whatever is focused inside of a note is its own target.
    if (target instanceof Element && target.classList.contains('note')) return;
    listener.call(event.currentTarget, event);
  };
}
