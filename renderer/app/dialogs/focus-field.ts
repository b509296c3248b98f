/**
 * Gives the keyboard to what a dialog was opened for, where that came a moment after the dialog.
 *
 * A ref of the element that holds it. Until then the keyboard is on the button that closes.
 */
export function focusField(holder: HTMLElement | null): void {
  holder?.querySelector('input')?.focus({ preventScroll: true });
}
