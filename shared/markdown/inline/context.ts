import type { Definitions } from './label.ts';
import type { InlinePosition } from './piece.ts';

/** The delimiters of a file, used where the block itself shows none of its own. */
export interface InlineStyle {
  readonly emphasis: '*' | '_';
  readonly strong: '**' | '__';
  readonly strike: '~~' | '~';
  /** What stands before the line end of a hard break. */
  readonly hardBreak: '\\' | '  ';
}

/** The delimiters of a note that shows none yet. */
export const DEFAULT_INLINE_STYLE: InlineStyle = {
  emphasis: '*',
  strong: '**',
  strike: '~~',
  hardBreak: '\\',
};

/** What a printer of inline content must know of the place. */
export interface InlineContext {
  /** The block's inline source before the change, or null for a new block. */
  readonly previous: string | null;
  readonly definitions: Definitions;
  readonly style: InlineStyle;
  readonly position: InlinePosition;
}
