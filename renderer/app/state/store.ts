/** A value that changes, and those who want to know. */
export interface Store<State> {
  readonly get: () => State;
  /** Replaces the value by what `change` makes of it; the same value tells nobody. */
  readonly update: (change: (state: State) => State) => void;
  /** Registers a listener and returns its cleanup. */
  readonly subscribe: (listener: () => void) => () => void;
}

/** Makes a store. Listeners run at once, in the order in which they came. */
export function createStore<State>(initial: State): Store<State> {
  let state = initial;
  const listeners = new Set<() => void>();
  return {
    get: () => state,
    update: (change) => {
      const next = change(state);
      if (Object.is(next, state)) return;
      state = next;
      for (const listener of [...listeners]) listener();
    },
    subscribe: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}
