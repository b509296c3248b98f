import type { Block } from '../../../shared/markdown/model.ts';

/** How high a section of so many blocks is on average, in the note's text size. */
export const BLOCK_GUESS_EM = 1.85;

/** A line of text, the room before a block that follows a gap, and about what an image takes. */
const LINE_EM = 1.7;
const GAP_EM = 0.55;
const HEADING_EM = 2.6;
const IMAGE_EM = 16;
/** The note's column (editor.css), and what each level takes away from it. */
const COLUMN_EM = 42;
const STEP_EM = 1.6;
const NARROWEST_EM = 8;

/**
 * Guesses how high blocks are that were never drawn, in em of the note's text size.
 *
 * The nearer to the truth, the less a long note moves under the reader when its sections come to be.
 * It looks at the lines the blocks were read from, so that it costs little.
 */
export function guessHeight(blocks: readonly Block[]): number {
  let height = 0;
  for (const block of blocks) height += heightOf(block);
  return height;
}

function heightOf({ inside, opens, body, source }: Block): number {
  const gap = source !== null && /[\r\n]/.test(source.lead) ? GAP_EM : 0;
  if (body.kind === 'heading') return HEADING_EM;
  if (body.kind === 'rule') return 2 + gap;
  const room = Math.max(NARROWEST_EM, COLUMN_EM - (inside.length + opens.length) * STEP_EM);
  const lines = (source?.text ?? '').replace(/[\r\n]+$/, '').split(/\r\n?|\n/);
  let count = 0;
  for (const line of lines) count += Math.max(1, Math.ceil(widthOf(line.trimStart()) / room));
  if (body.kind !== 'paragraph') return count * 1.5 + 1.9;
  const image = body.content.some(({ type }) => type === 'image');
  return (image ? IMAGE_EM : count * LINE_EM) + gap;
}

/** A Japanese letter is as wide as it is high, a Latin one about half of that. */
function widthOf(line: string): number {
  let width = 0;
  for (let index = 0; index < line.length; index++)
    width += line.charCodeAt(index) < 0x2e80 ? 0.5 : 1;
  return width;
}
