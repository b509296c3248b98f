import type { CommandId } from '../../../shared/commands.ts';
import type { Actions } from '../actions.ts';

/** The commands that are about one note, in the order of its menu. */
export const NOTE_COMMANDS = {
  'note.rename': ({ notes }: Actions, note: string) => notes.beginRename(note),
  'note.move': ({ notes }: Actions, note: string) => notes.showMove(note),
  'note.duplicate': ({ notes }: Actions, note: string) => void notes.duplicate(note),
  'note.delete': ({ notes }: Actions, note: string) => void notes.remove(note),
} as const satisfies Partial<Record<CommandId, (actions: Actions, note: string) => void>>;

/** Their ids, in that order. */
export const NOTE_COMMAND_IDS = Object.keys(NOTE_COMMANDS) as (keyof typeof NOTE_COMMANDS)[];

/** The note of the list that has the keyboard; null where the keyboard is elsewhere. */
export function noteUnderKeyboard(): string | null {
  const focused = document.activeElement;
  return focused instanceof HTMLElement ? (focused.dataset.name ?? null) : null;
}
