import type { CommandId } from '../../shared/commands.ts';
import type { EditorHandle, Finder } from '../editor/index.ts';
import type { Actions } from './actions.ts';
import { NOTE_COMMANDS, noteUnderKeyboard } from './notes/note-commands.ts';

/** The commands that the shell takes; all others are the editor's. */
function shellCommands(
  actions: Actions,
  finder: Finder,
  openNote: () => string | null,
): Partial<Record<CommandId, () => unknown>> {
  return {
    'note.new': () => actions.showDialog('new-note'),
    'note.switch': () => actions.showDialog('go'),
    'note.search': actions.openSearch,
    ...noteCommands(actions, openNote),
    'notebook.open': actions.chooseNotebook,
    'note.save': actions.saveNow,
    'find.open': () => finder.open(false),
    'find.replace': () => finder.open(true),
    'find.next': () => finder.step(1),
    'find.previous': () => finder.step(-1),
    'view.panels': actions.togglePanels,
    'view.larger': () => actions.stepTextSize(1),
    'view.smaller': () => actions.stepTextSize(-1),
    'view.normalSize': actions.resetTextSize,
    'view.palette': () => actions.showDialog('palette'),
    'view.settings': () => actions.showDialog('settings'),
    'sync.now': actions.syncNow,
    'view.help': () => actions.showDialog('help'),
    'sync.details': () => actions.showSyncDetails(true),
    'sync.undo': actions.undoLastSync,
    'sync.addRemote': actions.openAddRemote,
    'notebook.clone': () => actions.showDialog('clone'),
  };
}

/** The commands about one note: that of the list which has the keyboard, else the open one. */
function noteCommands(actions: Actions, openNote: () => string | null) {
  const about = (act: (actions: Actions, note: string) => void) => () => {
    const note = noteUnderKeyboard() ?? openNote();
    if (note !== null) act(actions, note);
  };
  return {
    'note.rename': about(NOTE_COMMANDS['note.rename']),
    'note.move': about(NOTE_COMMANDS['note.move']),
    'note.duplicate': about(NOTE_COMMANDS['note.duplicate']),
    'note.delete': about(NOTE_COMMANDS['note.delete']),
    'note.history': () => {
      if (openNote() !== null) actions.showDialog('history');
    },
    'notebook.unusedImages': () => actions.showDialog('unused-images'),
    'note.undoStep': () => actions.notes.undoStep(null),
  };
}

/** Makes the function that runs a command: the shell's own, else the editor's. */
export function createRun(
  actions: Actions,
  finder: Finder,
  editor: () => EditorHandle | null,
  openNote: () => string | null,
): (id: CommandId) => boolean {
  const commands = shellCommands(actions, finder, openNote);
  return (id) => {
    const command = commands[id];
    if (command === undefined) return editor()?.run(id) ?? false;
    command();
    return true;
  };
}
