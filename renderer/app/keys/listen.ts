import type { CommandId } from '../../../shared/commands.ts';
import { commandOfKey, keyPlace } from './dispatch.ts';
import type { Platform } from './match.ts';

export interface KeyHost {
  readonly platform: Platform;
  /** The element around the note. */
  readonly editor: () => Element | null;
  /** Runs a command; false where nobody took it, and the key goes on its way. */
  readonly run: (id: CommandId) => boolean;
}

/**
 * The one keyboard listener of the window; returns its cleanup.
 *
 * It captures, so that the registry of commands decides before the editor's own defaults do.
 */
export function listenToKeys(host: KeyHost): () => void {
  function onKeyDown(event: KeyboardEvent): void {
    const id = commandOfKey(event, keyPlace(event.target, host.editor()), host.platform);
    if (id === null || !host.run(id)) return;
    event.preventDefault();
    event.stopPropagation();
  }
  window.addEventListener('keydown', onKeyDown, true);
  return () => window.removeEventListener('keydown', onKeyDown, true);
}
