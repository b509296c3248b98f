import type { BlockBody } from './model.ts';

/**
 * The kinds of block that the editor shows as their Markdown source, each with its reason.
 *
 * Source is editable as it stands and is written back verbatim. Every other kind has a look of its
 * own, also a link definition, whose label and address are edited as words and as a link. Issue 3,
 * law 2, allows 2 % of the blocks of the README corpus in this table, which a test counts.
 */
export const SOURCE_KINDS = {
  html: 'nothing in a note becomes HTML (law 7 of the eight laws)',
  frontMatter: 'data for other programs, whose words mean nothing to a reader',
  source: 'source that was edited by hand: what it says is known when the note is read again',
} as const satisfies Partial<Record<BlockBody['kind'], string>>;

type SourceBody = Extract<BlockBody, { kind: keyof typeof SOURCE_KINDS }>;

/** True for a block that is shown as its source. */
export function isShownAsSource(body: BlockBody): body is SourceBody {
  return Object.hasOwn(SOURCE_KINDS, body.kind);
}
