import { type Bindings, bindingsOf, type CustomKeys } from '../../../shared/keys/bindings.ts';
import type { AppState } from './app-state.ts';

let last: {
  readonly custom: CustomKeys;
  readonly text: string;
  readonly bindings: Bindings;
} | null = null;

/**
 * The present keys of the commands.
 *
 * The same map as long as the user's keys are the same: it is asked for on every key, and every
 * change of another setting brings new objects.
 */
export function presentBindings({ settings, platform }: AppState): Bindings {
  const custom = settings.keys;
  if (last?.custom === custom) return last.bindings;
  const text = platform + JSON.stringify(custom);
  const bindings = last?.text === text ? last.bindings : bindingsOf(custom, platform);
  last = { custom, text, bindings };
  return bindings;
}
