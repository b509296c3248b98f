import type { Block, BlockBody, Container, Inline } from '../markdown/model.ts';

const ITEM: Container = { kind: 'item', marker: '-', task: null };

/**
 * Turns blocks into items, for pasting into an outline.
 *
 * A line outside any list becomes an item of its own. A heading becomes an item in bold that holds
 * what follows it: a page pasted into the middle of a talk must not begin talks of its own.
 */
export function asItems(blocks: readonly Block[]): readonly Block[] {
  const items: Block[] = [];
  /** The levels of the headings that hold what comes next. */
  const headings: number[] = [];
  /** True while the blocks follow one that was made an item, and lie inside what it opened. */
  let wrapped = false;
  for (const block of blocks) {
    const { body, inside, opens } = block;
    if (inside.length > 0) {
      const outer = Array<'item'>(headings.length + (wrapped ? 1 : 0)).fill('item');
      items.push({ ...block, inside: [...outer, ...inside], source: null });
      continue;
    }
    if (body.kind === 'rule' && opens.length === 0) continue;
    if (body.kind === 'heading' && opens.length === 0)
      while ((headings.at(-1) ?? 0) >= body.level) headings.pop();
    const outer = Array<'item'>(headings.length).fill('item');
    wrapped = opens[0]?.kind !== 'item';
    items.push({
      inside: outer,
      opens: wrapped ? [ITEM, ...opens] : opens,
      body: wrapped ? wordsOf(body) : body,
      source: null,
    });
    if (body.kind === 'heading' && opens.length === 0) headings.push(body.level);
  }
  return items;
}

/**
 * Gives pasted items the bullet of the list that they come into; deeper ones that had theirs follow.
 *
 * Another bullet would begin a list of its own, and cut in two the one that it stands in.
 */
export function withBullet(blocks: readonly Block[], bullet: string): readonly Block[] {
  const own = new Set<string>();
  for (const { inside, opens } of blocks)
    if (inside.length === 0 && opens[0]?.kind === 'item' && isBullet(opens[0].marker))
      own.add(opens[0].marker);
  if (own.size === 0 || (own.size === 1 && own.has(bullet))) return blocks;
  const changed = (container: Container): Container =>
    container.kind === 'item' && own.has(container.marker)
      ? { ...container, marker: bullet }
      : container;
  return blocks.map((block) => ({ ...block, opens: block.opens.map(changed) }));
}

/** True for the marker of an item without a number. */
export function isBullet(marker: string): boolean {
  return !/\d/.test(marker);
}

/** A heading's words as a line in bold; everything else as it is. */
function wordsOf(body: BlockBody): BlockBody {
  if (body.kind !== 'heading') return body;
  return { kind: 'paragraph', content: body.content.map(inBold) };
}

function inBold(inline: Inline): Inline {
  if (inline.marks.some(({ type }) => type === 'strong')) return inline;
  const links = inline.marks.filter(({ type }) => type === 'link');
  const others = inline.marks.filter(({ type }) => type !== 'link');
  return { ...inline, marks: [...links, { type: 'strong' }, ...others] };
}

/** True for blocks that begin a section of the note: they cannot lie inside an item. */
export function holdHeadings(blocks: readonly Block[]): boolean {
  return blocks.some(
    ({ inside, opens, body }) =>
      body.kind === 'heading' && inside.length === 0 && opens.length === 0,
  );
}

/** The content of blocks that are one plain line, to be put between the letters; else null. */
export function onlyLine(blocks: readonly Block[]): readonly Inline[] | null {
  const [only] = blocks;
  if (blocks.length !== 1 || only === undefined) return null;
  const { inside, opens, body } = only;
  return inside.length === 0 && opens.length === 0 && body.kind === 'paragraph'
    ? body.content
    : null;
}
