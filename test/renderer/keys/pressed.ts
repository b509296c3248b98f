import type { PressedKey } from '../../../renderer/app/keys/match.ts';

/** A key as the browser reports it; only what differs from a bare key is given. */
export function pressed(
  some: Partial<Omit<PressedKey, 'getModifierState'>> & { readonly altGraph?: boolean },
): PressedKey {
  const { altGraph = false, ...rest } = some;
  return {
    key: '',
    code: '',
    ctrlKey: false,
    metaKey: false,
    altKey: false,
    shiftKey: false,
    isComposing: false,
    keyCode: 0,
    getModifierState: () => altGraph,
    ...rest,
  };
}
