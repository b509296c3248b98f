import type { CommandId } from '../../shared/commands.ts';
import {
  type CountKey,
  type Language,
  type MessageKey,
  type MessageValues,
  type PlainKey,
  translate,
  translateCount,
} from '../../shared/messages/index.ts';
import { commandKeyLabel } from './keys/label.ts';
import type { Platform } from './keys/match.ts';
import { localeOf } from './times.ts';

/** The words of the interface in its language. */
export interface Words {
  readonly language: Language;
  /** How dates and numbers are written: the system's way, where its language is the interface's. */
  readonly locale: string;
  readonly text: <Key extends MessageKey>(
    key: Key,
    ...values: Key extends PlainKey ? [] : [values: MessageValues<Key>]
  ) => string;
  readonly count: (key: CountKey, count: number) => string;
  /** The first key of a command, as people write it. */
  readonly keys: (id: CommandId) => string;
  /** A button's name with the key that does the same, for its tooltip. */
  readonly withKeys: (key: PlainKey, id: CommandId) => string;
}

/** Gathers the words for a language, on a platform, in a system that speaks `systemLanguage`. */
export function createWords(language: Language, platform: Platform, systemLanguage: string): Words {
  const keys = (id: CommandId) => commandKeyLabel(id, platform);
  return {
    language,
    locale: localeOf(language, systemLanguage),
    text: (key, ...values) => translate(language, key, ...values),
    count: (key, count) => translateCount(language, key, count),
    keys,
    withKeys: (key, id) => {
      const name = translate<PlainKey>(language, key);
      return translate(language, 'action.withKeys', { name, keys: keys(id) });
    },
  };
}
