import type { NoteStore, OpenedNote } from '../note-store.ts';
import type { Ground } from './ground.ts';

/** Told while an operation goes on, in its order. */
export interface OperationListener {
  /** A note that main holds goes on under another name. */
  readonly onMoved: (from: string, note: OpenedNote | null, to: string) => void;
  /** A note was copied. */
  readonly onCopied?: (from: string, to: string) => void;
  readonly onRemoved: (name: string) => void;
  /** Files of these names came or went. */
  readonly onFiles: (names: readonly string[]) => void;
}

export interface OperationsOptions {
  readonly ground: Ground;
  readonly store: NoteStore;
  readonly listener: OperationListener;
  /** Which files below a note's folder of images other notes show too. */
  readonly usedElsewhere: (note: string) => Promise<ReadonlySet<string>>;
}
