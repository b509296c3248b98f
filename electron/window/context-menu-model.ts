import type { CommandId } from '../../shared/commands.ts';
import { type Language, translate } from '../../shared/messages/index.ts';

/** What Chromium says about the place where a menu is asked for; Electron's parameters fit. */
export interface ContextPlace {
  readonly isEditable: boolean;
  /** The kind of a form's field; 'none' for the note, which is none. */
  readonly formControlType: string;
  readonly selectionText: string;
  readonly linkURL: string;
  readonly misspelledWord: string;
  readonly dictionarySuggestions: readonly string[];
}

/** An entry of the context menu; context-menu.ts makes Electron's of it. */
export type ContextEntry =
  | { readonly kind: 'separator' }
  | {
      readonly kind: 'role';
      readonly role: 'cut' | 'copy' | 'paste' | 'pasteAndMatchStyle' | 'selectAll';
      readonly label: string;
    }
  | { readonly kind: 'suggestion'; readonly word: string }
  | { readonly kind: 'command'; readonly id: CommandId; readonly label: string }
  | { readonly kind: 'openLink' | 'copyLink'; readonly label: string; readonly url: string };

const MOST_SUGGESTIONS = 5;

/**
 * The menu for a place in the page; empty where there is nothing to do.
 *
 * What is selected decides, not what lies under the pointer: the menu key has no pointer.
 */
export function contextMenuModel(place: ContextPlace, language: Language): readonly ContextEntry[] {
  const { isEditable, linkURL } = place;
  const hasSelection = place.selectionText !== '';
  const suggestions: ContextEntry[] =
    place.misspelledWord === ''
      ? []
      : place.dictionarySuggestions
          .slice(0, MOST_SUGGESTIONS)
          .map((word) => ({ kind: 'suggestion', word }));
  const link: ContextEntry[] =
    linkURL === ''
      ? []
      : [
          { kind: 'openLink', label: translate(language, 'menu.openLink'), url: linkURL },
          { kind: 'copyLink', label: translate(language, 'menu.copyLink'), url: linkURL },
        ];
  const edit: ContextEntry[] = [];
  if (isEditable && hasSelection)
    edit.push({ kind: 'role', role: 'cut', label: translate(language, 'menu.cut') });
  if (hasSelection)
    edit.push({ kind: 'role', role: 'copy', label: translate(language, 'menu.copy') });
  if (isEditable)
    edit.push(
      { kind: 'role', role: 'paste', label: translate(language, 'menu.paste') },
      { kind: 'role', role: 'pasteAndMatchStyle', label: translate(language, 'menu.pastePlain') },
      { kind: 'role', role: 'selectAll', label: translate(language, 'menu.selectAll') },
    );
  return [suggestions, link, edit, noteCommands(place, language)]
    .filter((group) => group.length > 0)
    .flatMap((group, index): readonly ContextEntry[] =>
      index === 0 ? group : [{ kind: 'separator' }, ...group],
    );
}

/** What can be done to a line of the note. */
function noteCommands(place: ContextPlace, language: Language): readonly ContextEntry[] {
  if (!place.isEditable || place.formControlType !== 'none') return [];
  const id = 'talk.stampWritten';
  return [{ kind: 'command', id, label: translate(language, `command.${id}`) }];
}
