import type { Match } from './search.ts';

/** Something in which one can find: a note's outline, or its source. */
export interface FindTarget {
  readonly isReadOnly: boolean;
  /** The texts as they are now, in order; the same array while nothing changed. */
  readonly texts: () => readonly string[];
  /** The same in runs of some hundred, each the same array while nothing in it changed, where that is known. */
  readonly runs: () => readonly (readonly string[])[];
  /** Where the caret is, or null before the first click. */
  readonly caret: () => { readonly index: number; readonly offset: number } | null;
  /** The selected words, where they are part of one text; else empty. */
  readonly selectedWords: () => string;
  /** All that is selected; empty where only a caret is. */
  readonly selectedText: () => string;
  /** Paints all matches, and the one that is visited. */
  readonly paint: (matches: readonly Match[], current: number) => void;
  /** Brings a match into view and selects it, without moving the keyboard there. */
  readonly visit: (match: Match) => void;
  /** Puts the replacements in place of the matches, as one step of undo. */
  readonly replace: (matches: readonly Match[]) => void;
  /** Waits until `texts` has all that was typed. */
  readonly settle: () => Promise<void>;
  /** Calls back a moment after the texts changed; returns the cleanup. */
  readonly onChange: (listener: () => void) => () => void;
  /** Gives it the keyboard. */
  readonly focus: () => void;
  readonly isComposing: () => boolean;
}
