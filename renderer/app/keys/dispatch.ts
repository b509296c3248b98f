import type { CommandId } from '../../../shared/commands.ts';
import type { Bindings } from '../../../shared/keys/bindings.ts';
import type { Platform } from '../../../shared/keys/chord.ts';
import { isImeKey, matchesKey, type PressedKey } from './match.ts';

/** Where the keyboard is: what a command may do depends on it. */
export type KeyPlace =
  /** In the note. */
  | 'editor'
  /** In the note's source, which takes what it understands of a command and leaves the rest. */
  | 'source'
  /** In a field of the shell: the search, a form. */
  | 'field'
  /** In a dialog, which covers everything else; one that stands beside the note says so. */
  | 'dialog'
  /** On a list, a button or nothing at all. */
  | 'elsewhere';

/** The commands that change text at the caret: only where the caret is in the note. */
const AT_CARET = /^(?:edit|outline|insert|table|code)\./;

/**
 * The command that a pressed key asks for, or null where the key is not ours.
 *
 * Pure, so that the rules can be tested: nothing runs for an IME's key, nothing in a dialog, and a
 * field keeps the keys it understands itself (undo, for one).
 */
export function commandOfKey(
  event: PressedKey,
  place: KeyPlace,
  bindings: Bindings,
  platform: Platform,
): CommandId | null {
  if (isImeKey(event) || place === 'dialog' || isOfEditing(event)) return null;
  for (const id of bindings.keys()) {
    for (const key of bindings.get(id) ?? []) {
      if (matchesKey(event, key, platform)) return mayRun(id, place) ? id : null;
    }
  }
  return null;
}

/**
 * True for a key that types, moves or indents: the editor's own, which no command may have without
 * a modifier (`chordProblem`). Most keys are such, so they are not compared with each command's.
 */
function isOfEditing({ key, ctrlKey, metaKey, altKey }: PressedKey): boolean {
  return !(ctrlKey || metaKey || altKey || FUNCTION_KEY.test(key));
}

const FUNCTION_KEY = /^F\d+$/;

/** Keys that the editor's library would take for bold, italic, underline, undo and redo. */
const LIBRARY_KEYS = ['Mod+KeyB', 'Mod+KeyI', 'Mod+KeyU', 'Mod+KeyZ', 'Mod+KeyY', 'Mod+Shift+KeyZ'];

/**
 * True for a key in the note that no command has, but the editor's library would act on.
 *
 * Only the registry decides about keys: one that the user took from Bold must not be bold.
 */
export function isEditorDefault(event: PressedKey, place: KeyPlace, platform: Platform): boolean {
  if (place !== 'editor' || isImeKey(event) || isOfEditing(event)) return false;
  return LIBRARY_KEYS.some((key) => matchesKey(event, key, platform));
}

/** Whether a command makes sense where the keyboard is. */
function mayRun(id: CommandId, place: KeyPlace): boolean {
  if (place === 'editor' || place === 'source') return true;
  if (AT_CARET.test(id)) return false;
  return place === 'elsewhere' || !id.startsWith('talk.');
}

const FIELDS = 'input, textarea, select, [contenteditable="true"]';

/** Where an event's target is. `editor` is the element around the note. */
export function keyPlace(target: EventTarget | null, editor: Element | null): KeyPlace {
  if (!(target instanceof Element)) return 'elsewhere';
  if (target.closest('[role="dialog"]:not([data-beside]), [role="menu"]') !== null) return 'dialog';
  if (target.closest('[data-source]') !== null) return 'source';
  if (editor?.contains(target) === true) return 'editor';
  return target.matches(FIELDS) ? 'field' : 'elsewhere';
}

/** True for a key that the element with the keyboard says is its own, by `aria-keyshortcuts`. */
export function isKeyOfTarget({ key, target }: Pick<KeyboardEvent, 'key' | 'target'>): boolean {
  if (!(target instanceof Element)) return false;
  return target.getAttribute('aria-keyshortcuts')?.split(' ').includes(key) ?? false;
}
