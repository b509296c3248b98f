import type { Block } from '../model.ts';
import type { Peeled } from './peel.ts';

/**
 * What stands before a block's marker, or its words, on the first line of its source.
 *
 * An item may take a part of a tab (CommonMark 0.31, section 2.2): the rest of it belongs to the
 * words, whose indentation means nothing, so that the whole tab stands before them.
 */
export function ownStart(block: Block, { prefix, markers, lines }: Peeled): string {
  if (block.opens.length > 0) return prefix + (markers[0]?.indent ?? '');
  const [first] = lines;
  // Verbatim text has its own indentation.
  if (first === undefined || 'text' in block.body || markers.length > 0) return prefix;
  if (!/^ {0,3}(?=\S)/.test(first.text)) return prefix;
  const words = first.text.trimStart() + first.end;
  return first.raw.slice(0, first.raw.length - words.length);
}
