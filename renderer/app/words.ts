import type { CommandId } from '../../shared/commands.ts';
import type { Bindings } from '../../shared/keys/bindings.ts';
import type { Platform } from '../../shared/keys/chord.ts';
import {
  type CountKey,
  type Language,
  type MessageKey,
  type MessageValues,
  type PlainKey,
  translate,
  translateCount,
} from '../../shared/messages/index.ts';
import { keyLabel } from './keys/label.ts';
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
  /** The first key of a command, as people write it; empty where it has none. */
  readonly keys: (id: CommandId) => string;
  /** A button's name with the key that does the same, for its tooltip. */
  readonly withKeys: (key: PlainKey, id: CommandId) => string;
}

/** What decides about the words. */
export interface WordsOptions {
  readonly language: Language;
  readonly platform: Platform;
  readonly systemLanguage: string;
  /** The present keys of the commands. */
  readonly bindings: Bindings;
}

/** Gathers the words of the interface. */
export function createWords(options: WordsOptions): Words {
  const { language, platform, systemLanguage, bindings } = options;
  const keys = (id: CommandId): string => {
    const [first] = bindings.get(id) ?? [];
    return first === undefined ? '' : keyLabel(first, platform);
  };
  return {
    language,
    locale: localeOf(language, systemLanguage),
    text: (key, ...values) => translate(language, key, ...values),
    count: (key, count) => translateCount(language, key, count),
    keys,
    withKeys: (key, id) => {
      const name = translate<PlainKey>(language, key);
      const shown = keys(id);
      return shown === '' ? name : translate(language, 'action.withKeys', { name, keys: shown });
    },
  };
}
