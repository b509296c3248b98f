import { COMMANDS, type Command, type CommandId } from '../../../shared/commands.ts';
import type { Bindings } from '../../../shared/keys/bindings.ts';
import type { Platform } from '../../../shared/keys/chord.ts';
import { otherWordsFor } from '../go/other-words.ts';
import { fold } from '../state/note-list.ts';
import type { Words } from '../words.ts';
import { keyLabel } from './label.ts';

/** Commands that stand together, as in the menus. */
export interface CommandGroup {
  readonly title: string;
  readonly commands: readonly { readonly id: CommandId; readonly name: string }[];
}

const MENUS = [
  'file',
  'edit',
  'outline',
  'insert',
  'talk',
  'view',
  'sync',
  'help',
] as const satisfies readonly Command['menu'][];

/** Where a command stands that is in no menu of the menu bar: its own kind's, as far as there is one. */
function menuOf({ id, menu }: Pick<Command, 'id' | 'menu'>): Command['menu'] {
  if (menu !== null) return menu;
  return id.startsWith('table.') ? 'insert' : 'edit';
}

/** The groups with the commands that match all words, by name, by group or by key. */
export function commandGroups(
  typed: string,
  { text }: Pick<Words, 'text'>,
  bindings: Bindings,
  platform: Platform,
): readonly CommandGroup[] {
  const wanted = fold(typed).split(/\s+/).filter(Boolean);
  const groups = MENUS.map((menu) => {
    const title = text(`menu.${menu}`);
    const all = COMMANDS.filter((command) => menuOf(command) === menu);
    const commands = all
      .map(({ id }) => ({ id, name: text(`command.${id}`) }))
      .filter(({ id, name }) => {
        const keys = (bindings.get(id) ?? []).map((key) => keyLabel(key, platform));
        const searched = fold([title, name, ...keys, otherWordsFor(id)].join(' '));
        return wanted.every((word) => searched.includes(word));
      });
    return { title, commands };
  });
  return groups.filter(({ commands }) => commands.length > 0);
}
