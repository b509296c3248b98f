import type { Block } from '../model.ts';
import type { Entries } from './entries.ts';

/** True for a block that says nothing. */
export function isEmpty({ body }: Block): boolean {
  if (body.kind === 'source') return body.text.trim() === '';
  return body.kind === 'paragraph' && body.content.every(saysNothing);
}

/** True for a part of a block's words that shows nothing. */
export function saysNothing(
  inline: Extract<Block['body'], { kind: 'paragraph' }>['content'][number],
): boolean {
  if (inline.type === 'break') return true;
  const isCode = inline.marks.some(({ type }) => type === 'code');
  return inline.type === 'text' && !isCode && /^[ \t\n]*$/.test(inline.text);
}

/** True for a block that no text holds anything of: an empty line is nothing in Markdown. */
export function isSilent(block: Block): boolean {
  return block.opens.length === 0 && isEmpty(block);
}

/** The nearest block behind another one, or with -1 before it, that a text can hold something of. */
export function blockBeside(entries: Entries, index: number, step: 1 | -1): Block | undefined {
  for (let at = index + step; ; at += step) {
    const block = entries.blockAt(at);
    if (block === undefined || !isSilent(block)) return block;
  }
}
