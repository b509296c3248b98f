import type { Inline, Mark } from '../model.ts';

/** True where both are the same mark, with the same target if they are links. */
export function sameMark(one: Mark, other: Mark): boolean {
  if (one.type !== 'link' || other.type !== 'link') return one.type === other.type;
  return one.url === other.url && one.title === other.title;
}

/** True where both lists hold the same marks. Both are in the model's order. */
export function sameMarks(one: readonly Mark[], other: readonly Mark[]): boolean {
  if (one === other) return true;
  return (
    one.length === other.length &&
    one.every((mark, index) => {
      const partner = other[index];
      return partner !== undefined && sameMark(mark, partner);
    })
  );
}

/** True where two runs that are not text say the same. */
export function sameObject(one: Inline, other: Inline): boolean {
  if (!sameMarks(one.marks, other.marks)) return false;
  if (one.type === 'image' && other.type === 'image') {
    return one.alt === other.alt && one.url === other.url && one.title === other.title;
  }
  if (one.type === 'break' && other.type === 'break') return one.hard === other.hard;
  if (one.type === 'source' && other.type === 'source') return one.source === other.source;
  return false;
}

/**
 * True where two contents say the same.
 *
 * How text is cut into runs does not matter, nor do empty runs.
 */
export function inlinesEqual(one: readonly Inline[], other: readonly Inline[]): boolean {
  const left = joinRuns(one);
  const right = joinRuns(other);
  return (
    left.length === right.length &&
    left.every((inline, index) => {
      const partner = right[index];
      return partner !== undefined && sameInline(inline, partner);
    })
  );
}

function sameInline(one: Inline, other: Inline): boolean {
  if (one.type !== 'text' || other.type !== 'text') return sameObject(one, other);
  return one.text === other.text && sameMarks(one.marks, other.marks);
}

/** The same content with neighbouring text of the same marks in one run, and no empty run. */
export function joinRuns(content: readonly Inline[]): readonly Inline[] {
  const joined: Inline[] = [];
  for (const inline of content) {
    const last = joined.at(-1);
    if (inline.type === 'text' && inline.text === '') continue;
    if (inline.type === 'text' && last?.type === 'text' && sameMarks(last.marks, inline.marks)) {
      joined[joined.length - 1] = { ...last, text: last.text + inline.text };
    } else joined.push(inline);
  }
  return joined;
}

/**
 * The text of a content as a reader sees it.
 *
 * An image gives its alt text, a break a line end, unmodelled source nothing.
 */
export function plainText(content: readonly Inline[]): string {
  return content.map(textOf).join('');
}

function textOf(inline: Inline): string {
  if (inline.type === 'text') return inline.text;
  if (inline.type === 'image') return inline.alt;
  return inline.type === 'break' ? '\n' : '';
}
