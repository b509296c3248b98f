import type { CommandId } from '../commands.ts';
import type { CallErrorKind, NoticeId, ReadOnlyReason } from '../ipc/contract.ts';
import type { Settings } from '../settings.ts';
import type { SyncProblemKind, SyncState } from '../sync-status.ts';
import type { CountKey, MessageKey, MessageValues, PlainKey, Translation } from './catalogue.ts';
import { en } from './en.ts';
import { ja } from './ja.ts';

export type { CountKey, MessageKey, MessageValues, PlainKey } from './catalogue.ts';

/** A language the app speaks. */
export type Language = 'en' | 'ja';

const japanese: Translation<typeof ja> = ja;
const catalogues: Readonly<Record<Language, Readonly<Record<MessageKey, string>>>> = {
  en,
  ja: japanese,
};

/** The words that the contracts ask for: a new command, error or state without them does not compile. */
type NeededKey =
  | `command.${CommandId}`
  | `error.${CallErrorKind}`
  | `notice.${NoticeId}`
  | `note.readOnly.${ReadOnlyReason}`
  | `sync.state.${SyncState}`
  | `problem.${SyncProblemKind}`
  | `problem.${SyncProblemKind}.help`;
en satisfies Readonly<Record<NeededKey, string>>;

/**
 * The text of a key in a language, its places filled.
 *
 * Keys without places take no values; which values a key takes is read from the English text.
 */
export function translate<Key extends MessageKey>(
  language: Language,
  key: Key,
  ...[values]: Key extends PlainKey ? [] : [values: MessageValues<Key>]
): string {
  return fill(catalogues[language][key], values ?? {});
}

/** The text of a key that depends on a number, such as "3 notes waiting". */
export function translateCount(language: Language, key: CountKey, count: number): string {
  const form = count === 1 ? 'one' : 'other';
  const values = { count: new Intl.NumberFormat(language).format(count) };
  return fill(catalogues[language][`${key}.${form}`], values);
}

/** The sentence of a notice; its values come from the main process by name. */
export function translateNotice(
  language: Language,
  { id, values }: { readonly id: NoticeId; readonly values: Readonly<Record<string, string>> },
): string {
  return fill(catalogues[language][`notice.${id}`], values);
}

/** The language to speak: the one of the settings, else the system's, else English. */
export function resolveLanguage(setting: Settings['language'], systemTag: string): Language {
  if (setting !== 'system') return setting;
  return /^ja\b/i.test(systemTag) ? 'ja' : 'en';
}

function fill(text: string, values: Readonly<Record<string, string>>): string {
  return text.replaceAll(/\{(\w+)\}/g, (place, name: string) => values[name] ?? place);
}
