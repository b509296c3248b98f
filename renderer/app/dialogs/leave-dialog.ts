import { flushSync } from 'react-dom';
import type { Actions } from '../actions.ts';

/**
 * Closes the dialog and gives the keyboard back at once.
 *
 * A dialog fades out before it is gone, and the library of dialogs returns the keyboard only then:
 * what was typed right behind Escape would go into a field that nobody sees any more.
 */
export function leaveDialog({
  showDialog,
  focusBack,
}: Pick<Actions, 'showDialog' | 'focusBack'>): void {
  // Drawn first: while it is open, the dialog hides the note from assistive technology.
  flushSync(() => showDialog(null));
  focusBack();
}
