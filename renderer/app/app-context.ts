import { createContext, useContext, useMemo, useSyncExternalStore } from 'react';
import type { CommandId } from '../../shared/commands.ts';
import {
  type CountKey,
  type Language,
  type MessageKey,
  type MessageValues,
  type PlainKey,
  resolveLanguage,
  translate,
  translateCount,
} from '../../shared/messages/index.ts';
import type { Actions } from './actions.ts';
import { commandKeyLabel } from './keys/label.ts';
import type { AppState } from './state/app-state.ts';
import type { Store } from './state/store.ts';
import { localeOf } from './times.ts';

/** What every component of the shell may use. */
export interface AppContextValue {
  readonly store: Store<AppState>;
  readonly actions: Actions;
}

export const AppContext = createContext<AppContextValue | null>(null);

/** The shell's store and actions. */
export function useApp(): AppContextValue {
  const value = useContext(AppContext);
  if (value === null) throw new Error('Invariant: used outside of the app');
  return value;
}

/**
 * A part of the state; the component draws again only when that part changes.
 *
 * `select` must give the same reference for the same state: a field, not a new object.
 */
export function useAppState<Part>(select: (state: AppState) => Part): Part {
  const { store } = useApp();
  return useSyncExternalStore(store.subscribe, () => select(store.get()));
}

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

/** The words of the interface; components hold no literals. */
export function useWords(): Words {
  const language = useAppState(languageOf);
  const platform = useAppState((state) => state.platform);
  const systemLanguage = useAppState((state) => state.systemLanguage);
  return useMemo(() => {
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
  }, [language, platform, systemLanguage]);
}

/** The language the interface speaks. */
export function languageOf(state: AppState): Language {
  return resolveLanguage(state.settings.language, state.systemLanguage);
}
