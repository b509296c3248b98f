/**
 * Every command of the app, once. Menus, keys and help are drawn from this list; the words are
 * in the message catalogue under the same id.
 *
 * Keys are written as `Mod+Shift+KeyT`: `Mod` is Ctrl, on macOS Cmd (and `Ctrl` there the Control
 * key), modifiers in the order Ctrl, Mod, Alt, Shift. Letters and digits are
 * physical codes (`KeyB`, `Digit7`), so that they work on every layout; punctuation is the
 * character the key gives without Shift, so that JIS keyboards work. Bare F6 to F10 belong to
 * the IME and are never bound (DESIGN, law 5).
 */
export interface Command {
  readonly id: CommandId;
  /** Default keys, the first one is shown. */
  readonly keys: readonly string[];
  /** Default keys on macOS, where they are others. */
  readonly mac?: readonly string[];
  readonly menu: 'file' | 'edit' | 'outline' | 'insert' | 'talk' | 'view' | 'sync' | 'help' | null;
}

export type CommandId = (typeof COMMANDS)[number]['id'];

export const COMMANDS = [
  { id: 'note.new', keys: ['Mod+KeyN'], menu: 'file' },
  { id: 'note.switch', keys: ['Mod+KeyP', 'Mod+KeyO'], menu: 'file' },
  { id: 'note.search', keys: ['Mod+Shift+KeyF'], menu: 'file' },
  { id: 'notebook.open', keys: ['Mod+Shift+KeyO'], menu: 'file' },
  { id: 'notebook.clone', keys: [], menu: 'file' },
  { id: 'note.rename', keys: ['F2'], menu: 'file' },
  { id: 'note.move', keys: [], menu: 'file' },
  { id: 'note.duplicate', keys: [], menu: 'file' },
  { id: 'note.delete', keys: [], menu: 'file' },
  { id: 'note.history', keys: [], menu: 'file' },
  { id: 'notebook.unusedImages', keys: [], menu: 'file' },
  { id: 'note.undoStep', keys: [], menu: 'file' },
  { id: 'note.save', keys: ['Mod+KeyS'], menu: 'file' },
  { id: 'edit.undo', keys: ['Mod+KeyZ'], menu: 'edit' },
  { id: 'edit.redo', keys: ['Mod+Shift+KeyZ', 'Mod+KeyY'], menu: 'edit' },
  { id: 'edit.bold', keys: ['Mod+KeyB'], menu: 'edit' },
  { id: 'edit.italic', keys: ['Mod+KeyI'], menu: 'edit' },
  { id: 'edit.link', keys: ['Mod+KeyK'], menu: 'edit' },
  { id: 'edit.code', keys: ['Mod+KeyE'], menu: 'edit' },
  { id: 'edit.strike', keys: ['Alt+Shift+Digit5'], menu: 'edit' },
  { id: 'edit.copyMarkdown', keys: ['Mod+Shift+KeyC'], menu: 'edit' },
  { id: 'edit.pastePlain', keys: ['Mod+Shift+KeyV'], menu: 'edit' },
  { id: 'edit.describeImage', keys: ['Alt+Enter'], menu: 'edit' },
  { id: 'find.open', keys: ['Mod+KeyF'], menu: 'edit' },
  { id: 'find.replace', keys: ['Mod+KeyH'], mac: ['Mod+Alt+KeyF'], menu: 'edit' },
  { id: 'find.next', keys: ['F3'], mac: ['Mod+KeyG', 'F3'], menu: 'edit' },
  { id: 'find.previous', keys: ['Shift+F3'], mac: ['Mod+Shift+KeyG', 'Shift+F3'], menu: 'edit' },
  { id: 'outline.indent', keys: ['Tab', 'Mod+]'], menu: 'outline' },
  { id: 'outline.outdent', keys: ['Shift+Tab', 'Mod+['], menu: 'outline' },
  {
    id: 'outline.moveUp',
    keys: ['Alt+ArrowUp', 'Mod+Shift+ArrowUp', 'Alt+Shift+ArrowUp'],
    menu: 'outline',
  },
  {
    id: 'outline.moveDown',
    keys: ['Alt+ArrowDown', 'Mod+Shift+ArrowDown', 'Alt+Shift+ArrowDown'],
    menu: 'outline',
  },
  { id: 'outline.duplicate', keys: ['Mod+Shift+KeyD'], menu: 'outline' },
  { id: 'outline.delete', keys: ['Mod+Shift+KeyK'], menu: 'outline' },
  { id: 'outline.select', keys: ['Mod+KeyA'], menu: 'outline' },
  { id: 'outline.fold', keys: ['Mod+.'], menu: 'outline' },
  // On macOS they lead to the beginning and the end of the text.
  { id: 'outline.collapse', keys: ['Mod+ArrowUp'], mac: [], menu: 'outline' },
  { id: 'outline.expand', keys: ['Mod+ArrowDown'], mac: [], menu: 'outline' },
  { id: 'outline.foldAll', keys: ['Mod+Alt+.'], menu: 'outline' },
  {
    id: 'outline.zoomIn',
    keys: ['Alt+ArrowRight'],
    mac: ['Ctrl+Mod+ArrowRight'],
    menu: 'outline',
  },
  { id: 'outline.zoomOut', keys: ['Alt+ArrowLeft'], mac: ['Ctrl+Mod+ArrowLeft'], menu: 'outline' },
  { id: 'outline.task', keys: ['Mod+Enter'], menu: 'outline' },
  { id: 'outline.heading1', keys: ['Mod+Alt+Digit1'], menu: 'outline' },
  { id: 'outline.heading2', keys: ['Mod+Alt+Digit2'], menu: 'outline' },
  { id: 'outline.heading3', keys: ['Mod+Alt+Digit3'], menu: 'outline' },
  { id: 'outline.paragraph', keys: ['Mod+Alt+Digit0'], menu: 'outline' },
  { id: 'outline.numbers', keys: ['Mod+Shift+Digit7'], menu: 'outline' },
  { id: 'outline.bullets', keys: ['Mod+Shift+Digit8'], menu: 'outline' },
  { id: 'outline.tasks', keys: ['Mod+Shift+Digit9'], menu: 'outline' },
  { id: 'insert.quote', keys: [], menu: 'insert' },
  { id: 'insert.code', keys: [], menu: 'insert' },
  { id: 'insert.image', keys: [], menu: 'insert' },
  { id: 'insert.table', keys: [], menu: 'insert' },
  { id: 'insert.rule', keys: [], menu: 'insert' },
  { id: 'insert.date', keys: [], menu: 'insert' },
  { id: 'code.language', keys: [], menu: null },
  { id: 'table.rowAbove', keys: [], menu: null },
  { id: 'table.rowBelow', keys: [], menu: null },
  { id: 'table.columnBefore', keys: [], menu: null },
  { id: 'table.columnAfter', keys: [], menu: null },
  { id: 'table.alignLeft', keys: [], menu: null },
  { id: 'table.alignCenter', keys: [], menu: null },
  { id: 'table.alignRight', keys: [], menu: null },
  { id: 'table.removeRow', keys: [], menu: null },
  { id: 'table.removeColumn', keys: [], menu: null },
  { id: 'table.remove', keys: [], menu: null },
  { id: 'talk.new', keys: ['Mod+Shift+Enter'], menu: 'talk' },
  { id: 'talk.stamp', keys: ['Mod+Shift+KeyT'], menu: 'talk' },
  { id: 'talk.stampWritten', keys: [], menu: 'talk' },
  { id: 'talk.next', keys: ['Mod+PageDown'], menu: 'talk' },
  { id: 'talk.previous', keys: ['Mod+PageUp'], menu: 'talk' },
  { id: 'view.panels', keys: ['Mod+\\'], menu: 'view' },
  { id: 'view.larger', keys: ['Mod+=', 'Mod+;'], menu: 'view' },
  { id: 'view.smaller', keys: ['Mod+-'], menu: 'view' },
  { id: 'view.normalSize', keys: ['Mod+Digit0'], menu: 'view' },
  { id: 'view.source', keys: ['Mod+/'], menu: 'view' },
  { id: 'view.palette', keys: ['Mod+Shift+KeyP'], menu: 'view' },
  { id: 'view.settings', keys: ['Mod+,'], menu: 'view' },
  { id: 'sync.now', keys: ['Mod+Shift+KeyS'], menu: 'sync' },
  { id: 'sync.details', keys: [], menu: 'sync' },
  { id: 'sync.undo', keys: [], menu: 'sync' },
  { id: 'sync.addRemote', keys: [], menu: 'sync' },
  { id: 'kept.next', keys: [], menu: 'sync' },
  { id: 'kept.mine', keys: [], menu: 'sync' },
  { id: 'kept.theirs', keys: [], menu: 'sync' },
  { id: 'kept.both', keys: [], menu: 'sync' },
  { id: 'view.help', keys: ['F1'], menu: 'help' },
] as const satisfies readonly {
  readonly id: string;
  readonly keys: readonly string[];
  readonly mac?: readonly string[];
  readonly menu: Command['menu'];
}[];
