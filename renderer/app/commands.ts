import type { CommandId } from '../../shared/commands.ts';
import type { EditorHandle } from '../editor/index.ts';
import type { Actions } from './actions.ts';

/** The commands that the shell takes; all others are the editor's. */
function shellCommands(actions: Actions): Partial<Record<CommandId, () => unknown>> {
  return {
    'note.new': () => actions.showDialog('new-note'),
    'note.switch': () => actions.showDialog('go'),
    'note.search': actions.openSearch,
    'notebook.open': actions.chooseNotebook,
    'note.save': actions.saveNow,
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

/** Makes the function that runs a command: the shell's own, else the editor's. */
export function createRun(
  actions: Actions,
  editor: () => EditorHandle | null,
): (id: CommandId) => boolean {
  const commands = shellCommands(actions);
  return (id) => {
    const command = commands[id];
    if (command === undefined) return editor()?.run(id) ?? false;
    command();
    return true;
  };
}
