import { createContext, useContext, useMemo, useSyncExternalStore } from 'react';
import { type Language, resolveLanguage } from '../../shared/messages/index.ts';
import type { Finder } from '../editor/index.ts';
import type { Actions } from './actions.ts';
import type { AppState } from './state/app-state.ts';
import { presentBindings } from './state/bindings.ts';
import type { Store } from './state/store.ts';
import { createWords, type Words } from './words.ts';

/** What every component of the shell may use. */
export interface AppContextValue {
  readonly store: Store<AppState>;
  readonly actions: Actions;
  /** Finds in what is on screen. */
  readonly finder: Finder;
}

/** Carries store and actions down to the components; null outside of the app. */
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

/** The words of the interface; components hold no literals. */
export function useWords(): Words {
  const language = useAppState(languageOf);
  const platform = useAppState((state) => state.platform);
  const systemLanguage = useAppState((state) => state.systemLanguage);
  const bindings = useAppState(presentBindings);
  return useMemo(
    () => createWords({ language, platform, systemLanguage, bindings }),
    [language, platform, systemLanguage, bindings],
  );
}

/** The language the interface speaks. */
export function languageOf(state: AppState): Language {
  return resolveLanguage(state.settings.language, state.systemLanguage);
}
