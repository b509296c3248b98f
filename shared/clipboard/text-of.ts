import { DEFAULT_STYLE, print } from '../markdown/index.ts';
import type { Block, Inline } from '../markdown/model.ts';

/** Blocks as Markdown. What they all lie in is taken away: a copied branch stands on its own. */
export function markdownOf(blocks: readonly Block[]): string {
  return print({ bom: '', tail: '', style: DEFAULT_STYLE, blocks: standAlone(blocks) });
}

/** Part of a line as Markdown. Blanks at its ends, which Markdown drops, are written as references. */
export function markdownOfContent(content: readonly Inline[]): string {
  const block: Block = { ...PLACE, body: { kind: 'paragraph', content } };
  const [first, last] = [content[0], content.at(-1)];
  const before = first?.type === 'text' ? (/^ */.exec(first.text)?.[0].length ?? 0) : 0;
  const after = last?.type === 'text' ? (/ *$/.exec(last.text)?.[0].length ?? 0) : 0;
  const blank = '&#32;';
  return `${blank.repeat(before)}${markdownOf([block]).replace(/\n$/, '')}${blank.repeat(after)}`;
}

/**
 * The letters of a part of a line that has no marks; else null.
 *
 * Such a part is copied as it is: nobody wants to find `snake\_case` in a terminal.
 */
export function bareLetters(content: readonly Inline[]): string | null {
  return content.every(isBare) ? content.map(bareText).join('') : null;
}

const PLACE = { inside: [], opens: [], source: null } as const;

function isBare(inline: Inline): boolean {
  return inline.marks.length === 0 && (inline.type === 'text' || inline.type === 'break');
}

function bareText(inline: Inline): string {
  return inline.type === 'text' ? inline.text : '\n';
}

/**
 * Blocks without the containers that hold them from outside; those of their own stay.
 *
 * A selection may begin deeper than it ends; then its first blocks come out and hold nothing.
 */
function standAlone(blocks: readonly Block[]): readonly Block[] {
  const owned: boolean[] = [];
  return blocks.map((block) => {
    const { inside, opens } = block;
    owned.length = Math.min(owned.length, inside.length);
    while (owned.length < inside.length) owned.push(false);
    const kept = inside.filter((_, level) => owned[level]);
    for (const _ of opens) owned.push(true);
    return { ...block, inside: kept, source: null };
  });
}
