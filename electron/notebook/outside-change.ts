import type { ReadOnlyReason } from '../../shared/ipc/contract.ts';
import type { FileSnapshot } from './file-version.ts';
import { decodeNote } from './note-text.ts';

/** What main holds of a note when it looks at the disk. */
export interface HeldText {
  /** The text main holds, with edits that may not be on disk yet. */
  readonly ours: string;
  /** The text that was last read from or written to the file. */
  readonly base: string;
  /** Hash of the file's content then; null where there was no file any more. */
  readonly baseHash: string | null;
}

export type OutsideChange =
  | { readonly kind: 'none' }
  /** The file went; the text stays in the editor. */
  | { readonly kind: 'deleted' }
  /** The file changed and main had no edit: take it over. */
  | { readonly kind: 'replaced'; readonly text: string }
  /** Both changed: `text` holds both, `theirs` is now on disk. */
  | { readonly kind: 'joined'; readonly text: string; readonly theirs: string }
  /** The file became something that is no editable note; neither side may overwrite the other. */
  | { readonly kind: 'unreadable'; readonly reason: ReadOnlyReason };

/** Joins two texts that grew from `base`; must lose no line of either. */
export type JoinTexts = (base: string, ours: string, theirs: string) => string;

/** Decides what a look at the disk means for a held note. Pure: the caller reads and acts. */
export function readOutsideChange(
  held: HeldText,
  found: FileSnapshot | null,
  join: JoinTexts,
): OutsideChange {
  if (found === null) return held.baseHash === null ? { kind: 'none' } : { kind: 'deleted' };
  if (found.version.hash === held.baseHash) return { kind: 'none' };
  const { text: theirs, readOnly } = decodeNote(found.bytes);
  if (readOnly !== null) return { kind: 'unreadable', reason: readOnly };
  if (theirs === held.ours || held.ours === held.base) return { kind: 'replaced', text: theirs };
  return { kind: 'joined', text: join(held.base, held.ours, theirs), theirs };
}
