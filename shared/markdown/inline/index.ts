import type { Inline } from '../model.ts';
import { flatten } from './flatten.ts';
import type { Definitions } from './label.ts';
import type { InlinePosition } from './piece.ts';
import { scan } from './scan.ts';

export { inlinesEqual, plainText } from './compare.ts';
export { DEFAULT_INLINE_STYLE, type InlineContext, type InlineStyle } from './context.ts';
export { type Definitions, type LinkTarget, NO_DEFINITIONS, normaliseLabel } from './label.ts';
export { normaliseInlines } from './normalise.ts';
export type { InlinePosition } from './piece.ts';
export { printInline } from './print.ts';

/** A source that holds one of these, or blanks at its ends, is more than plain text. */
const SPECIAL = /[\\`*_~[<&\n\0]|^[ \t]|[ \t]$/;

/**
 * Reads the inline source of one block.
 *
 * `source` is the block's text without container prefixes, its lines joined by `\n`. `position`
 * matters for table cells only, where `\|` is a bar in code too. Bare addresses are plain text.
 * CommonMark 0.31 with GFM, as micromark reads it; issue 3, law 2.
 */
export function parseInline(
  source: string,
  definitions: Definitions,
  position: InlinePosition = 'paragraph',
): readonly Inline[] {
  if (source === '') return [];
  if (!SPECIAL.test(source)) return [{ type: 'text', text: source, marks: [] }];
  return flatten(scan(source, definitions, position), source);
}
