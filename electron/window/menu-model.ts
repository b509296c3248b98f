import { COMMANDS, type Command, type CommandId } from '../../shared/commands.ts';
import { bindingsOf, type CustomKeys } from '../../shared/keys/bindings.ts';
import type { Platform } from '../../shared/keys/chord.ts';
import { type Language, type PlainKey, translate } from '../../shared/messages/index.ts';

/** An entry of the menu bar as plain data; menu.ts makes Electron's of it. */
export type MenuEntry =
  | { readonly kind: 'separator' }
  /** Something the system does by itself. */
  | { readonly kind: 'role'; readonly role: MenuRole; readonly label: string }
  | {
      readonly kind: 'command';
      readonly id: CommandId;
      readonly label: string;
      /** Shown beside the label; the page handles the key, where composition is known. */
      readonly accelerator: string | null;
    }
  | { readonly kind: 'notebook'; readonly id: string; readonly label: string }
  | { readonly kind: 'menu'; readonly label: string; readonly entries: readonly MenuEntry[] };

/** Electron's roles that the menu uses. None of them reloads or opens developer tools. */
export type MenuRole =
  | 'about'
  | 'hide'
  | 'quit'
  | 'cut'
  | 'copy'
  | 'paste'
  | 'selectAll'
  | 'togglefullscreen'
  | 'minimize'
  | 'close';

type MenuName = NonNullable<Command['menu']>;

const MENUS: readonly MenuName[] = [
  'file',
  'edit',
  'outline',
  'insert',
  'talk',
  'view',
  'sync',
  'help',
];

export interface MenuOptions {
  readonly platform: Platform;
  readonly language: Language;
  /** The user's own keys. */
  readonly keys: CustomKeys;
  readonly recent: readonly { readonly id: string; readonly title: string }[];
}

/**
 * Draws the menu bar from the registry of commands.
 *
 * The registry decides which menu a command is in and which key stands beside it; only the
 * system's own entries are added here.
 */
export function menuModel(options: MenuOptions): readonly MenuEntry[] {
  const { platform, language } = options;
  const menus = MENUS.map((name): MenuEntry => {
    const entries = [...commandsOf(name, options), ...extrasOf(name, options)];
    return { kind: 'menu', label: translate(language, `menu.${name}`), entries };
  });
  if (platform !== 'darwin') return menus;
  const role = roleIn(language);
  const appEntries = [role('about'), SEPARATOR, role('hide'), SEPARATOR, role('quit')];
  const label = translate(language, 'menu.window');
  return [
    { kind: 'menu', label: translate(language, 'app.name'), entries: appEntries },
    ...menus,
    { kind: 'menu', label, entries: [role('minimize'), role('close')] },
  ];
}

const SEPARATOR: MenuEntry = { kind: 'separator' };

const ROLE_WORDS: Readonly<Record<MenuRole, PlainKey>> = {
  about: 'menu.about',
  hide: 'menu.hide',
  quit: 'menu.quit',
  cut: 'menu.cut',
  copy: 'menu.copy',
  paste: 'menu.paste',
  selectAll: 'menu.selectAll',
  togglefullscreen: 'menu.fullScreen',
  minimize: 'menu.minimize',
  close: 'menu.close',
};

function roleIn(language: Language): (role: MenuRole) => MenuEntry {
  return (role) => ({ kind: 'role', role, label: translate(language, ROLE_WORDS[role]) });
}

function commandsOf(menu: MenuName, options: MenuOptions): readonly MenuEntry[] {
  const bindings = bindingsOf(options.keys, options.platform);
  return COMMANDS.filter((command) => command.menu === menu).map(({ id }) => ({
    kind: 'command',
    id,
    label: translate(options.language, `command.${id}`),
    accelerator: acceleratorOf(bindings.get(id)?.[0]),
  }));
}

/** What follows the commands of a menu. */
function extrasOf(menu: MenuName, options: MenuOptions): readonly MenuEntry[] {
  const role = roleIn(options.language);
  switch (menu) {
    case 'file':
      return [
        ...recentNotebooks(options),
        ...(options.platform === 'darwin' ? [] : [SEPARATOR, role('quit')]),
      ];
    case 'edit':
      return [SEPARATOR, role('cut'), role('copy'), role('paste'), role('selectAll')];
    case 'view':
      return [SEPARATOR, role('togglefullscreen')];
    case 'outline':
    case 'insert':
    case 'talk':
    case 'sync':
    case 'help':
      return [];
  }
}

function recentNotebooks({ language, recent }: MenuOptions): readonly MenuEntry[] {
  if (recent.length < 2) return [];
  const entries = recent.map(
    ({ id, title }): MenuEntry => ({ kind: 'notebook', id, label: title }),
  );
  return [{ kind: 'menu', label: translate(language, 'menu.recentNotebooks'), entries }];
}

const KEY_NAMES: Readonly<Record<string, string>> = {
  Mod: 'CommandOrControl',
  Ctrl: 'Control',
  ArrowUp: 'Up',
  ArrowDown: 'Down',
  ArrowLeft: 'Left',
  ArrowRight: 'Right',
};

/** Electron's spelling of a key of the registry: `Mod+Shift+KeyT` is `CommandOrControl+Shift+T`. */
export function acceleratorOf(key: string | undefined): string | null {
  if (key === undefined) return null;
  return key
    .split('+')
    .map((part) => KEY_NAMES[part] ?? part.replace(/^(?:Key|Digit)(?=.$)/, ''))
    .join('+');
}
