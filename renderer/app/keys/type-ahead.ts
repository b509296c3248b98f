/**
 * Catches what is typed between a key that opens a dialog and the dialog's own field.
 *
 * A dialog is drawn a frame later, the first time even loaded; until then the keyboard would still
 * be in the note, and letters meant for a title would land in a talk. So a field that nobody sees
 * takes the keyboard at once and hands over what it holds.
 */
let catcher: HTMLInputElement | null = null;
let before: { readonly element: HTMLElement; readonly caret: Range | null } | null = null;
let pressed: KeyboardEvent[] = [];

/** A dialog that never comes (its file is broken) must not keep the keyboard. */
const LONGEST_MS = 3000;

/** Takes the keyboard until `handOver`, or until Escape, unless a dialog has it already. */
export function catchTyping(onEscape: () => void): void {
  const { activeElement } = document;
  if (catcher !== null || activeElement?.closest('[role="dialog"]') != null) return;
  const field = document.createElement('input');
  field.type = 'text';
  field.tabIndex = -1;
  field.dataset.typeAhead = 'true';
  field.setAttribute('aria-hidden', 'true');
  // With room for letters: where there is none, what an IME commits goes before what it committed last.
  field.style.cssText = 'position:fixed;inset:0 auto auto 0;width:20em;height:1px;opacity:0';
  field.addEventListener('keydown', (event) => {
    // Letters are in the field's value; keys that do something are pressed again in the dialog.
    if (event.isComposing || event.keyCode === 229 || event.key.length === 1) return;
    if (!/^(?:Enter|Escape|Arrow)/.test(event.key)) return;
    event.preventDefault();
    if (event.key !== 'Escape') pressed.push(event);
    else {
      // Given up before it was drawn: what comes next is for where the keyboard was.
      giveBack();
      onEscape();
    }
  });
  field.addEventListener('compositionstart', () => {
    field.dataset.composing = 'true';
  });
  field.addEventListener('compositionend', () => {
    delete field.dataset.composing;
  });
  document.body.append(field);
  catcher = field;
  before = caretIn(activeElement);
  pressed = [];
  field.focus({ preventScroll: true });
  setTimeout(() => {
    if (catcher === field && field.dataset.composing !== 'true') giveBack();
  }, LONGEST_MS);
}

/** Gives the keyboard back to where it was, caret and all: there is no dialog to hand it to. */
export function giveBack(): void {
  if (catcher === null) return;
  if (document.activeElement === catcher && before !== null) {
    const { element, caret } = before;
    element.focus({ preventScroll: true });
    const selection = document.getSelection();
    // By itself a note has its caret at its beginning then.
    if (selection !== null && caret !== null && element.contains(caret.startContainer)) {
      selection.removeAllRanges();
      selection.addRange(caret);
    }
  }
  drop(catcher);
}

function caretIn(element: Element | null): typeof before {
  if (!(element instanceof HTMLElement)) return null;
  const selection = document.getSelection();
  const has = element.isContentEditable && selection !== null && selection.rangeCount > 0;
  return { element, caret: has ? selection.getRangeAt(0).cloneRange() : null };
}

/**
 * Gives the keyboard to a dialog that was just drawn: to its first field, with what was typed.
 *
 * A dialog without a field gets it from the library. While an IME composes nothing moves (law 5):
 * then it happens when the composition has ended.
 */
export function handOver(dialog: HTMLElement): void {
  const field = catcher;
  if (field?.dataset.composing === 'true') {
    field.addEventListener('compositionend', () => setTimeout(() => handOver(dialog)), {
      once: true,
    });
    return;
  }
  const first = dialog.querySelector<HTMLInputElement>(TEXT_FIELD);
  first?.focus({ preventScroll: true });
  if (field === null) return;
  const typed = field.value;
  const keys = pressed;
  drop(field);
  if (first === null) return;
  if (typed !== '') type(first, typed);
  // A task later the dialog shows what the letters find.
  for (const key of keys) setTimeout(() => press(first, key));
}

const TEXT_FIELD = 'input:is([type="text"], [type="search"], [type="url"], :not([type])):enabled';

function drop(field: HTMLInputElement): void {
  field.remove();
  catcher = null;
  before = null;
  pressed = [];
}

/** As a person types: so that what listens to the field hears of it. */
function type(field: HTMLInputElement, words: string): void {
  const value = field.value + words;
  Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value')?.set?.call(field, value);
  field.dispatchEvent(new Event('input', { bubbles: true }));
}

function press(field: HTMLInputElement, { key, code }: KeyboardEvent): void {
  const event = new KeyboardEvent('keydown', { key, code, bubbles: true, cancelable: true });
  const isTaken = !field.dispatchEvent(event);
  // What the browser does on a real Enter in a form.
  if (!isTaken && key === 'Enter') field.form?.requestSubmit();
}
