import type { Block } from './model.ts';
import { peel } from './write/peel.ts';

export type { Sections } from './changes.ts';
export { definitionWith, definitionWords } from './definition-text.ts';
export { expressible } from './expressible.ts';
export { fingerprint } from './fingerprint.ts';
export {
  type Definitions,
  inlinesEqual,
  normaliseLabel,
  parseInline,
  plainText,
} from './inline/index.ts';
export { NoteText, openText, print } from './note-text.ts';
export { parse } from './parse.ts';
export { DEFAULT_STYLE, readStyle } from './style.ts';
export { type Update, updateSections, updateText } from './update-text.ts';
export { isEmpty } from './write/empty.ts';

/**
 * A block's own lines as Markdown, without what its containers put before them.
 *
 * For showing and editing a block as source.
 */
export function blockText({ body, source }: Block): string {
  if ('text' in body && body.kind !== 'code') return body.text;
  if (source === null) return '';
  return peel(source)
    .lines.map(({ text }) => text)
    .join('\n');
}
