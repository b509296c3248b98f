import type { CommandId } from '../../../shared/commands.ts';
import type { Bindings } from '../../../shared/keys/bindings.ts';
import type { Platform } from '../../../shared/keys/chord.ts';
import { commandOfKey, isEditorDefault, isKeyOfTarget, keyPlace } from './dispatch.ts';

export interface KeyHost {
  readonly platform: Platform;
  /** The present keys; the user may change them at any time. */
  readonly bindings: () => Bindings;
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
    if (isKeyOfTarget(event)) return;
    const place = keyPlace(event.target, host.editor());
    const id = commandOfKey(event, place, host.bindings(), host.platform);
    if (id === null ? !isEditorDefault(event, place, host.platform) : !host.run(id)) return;
    event.preventDefault();
    event.stopPropagation();
  }
  window.addEventListener('keydown', onKeyDown, true);
  return () => window.removeEventListener('keydown', onKeyDown, true);
}
