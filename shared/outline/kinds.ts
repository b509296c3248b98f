import { plainText } from '../markdown/inline/index.ts';
import type { Block, BlockBody, Container, Inline } from '../markdown/model.ts';
import { adoptMarker, isNumber, itemOf } from './markers.ts';
import { splice } from './structure.ts';

/** What a line can be turned into. */
export type Kind =
  | { readonly kind: 'paragraph' }
  | { readonly kind: 'heading'; readonly level: 1 | 2 | 3 | 4 | 5 | 6 }
  | { readonly kind: 'bullet' }
  | { readonly kind: 'number' }
  | { readonly kind: 'task' }
  | { readonly kind: 'quote' }
  | { readonly kind: 'code' };

/**
 * Turns a block into another kind, keeping its words.
 *
 * `bullet` is the one that the note uses where the block is no item yet and follows none.
 */
export function setKind(
  blocks: readonly Block[],
  index: number,
  kind: Kind,
  bullet: '-' | '*' | '+' = '-',
): readonly Block[] {
  const block = blocks[index];
  if (block === undefined) return blocks;
  const turned = turn(block, kind, bullet);
  const changed = splice(blocks, index, index + 1, [turned]);
  const gained = turned.opens.length === 1 && itemOf(turned)?.marker !== itemOf(block)?.marker;
  const adopted = gained ? adoptMarker(changed, index) : null;
  return adopted === null ? changed : splice(changed, index, index + 1, [adopted]);
}

function turn(block: Block, kind: Kind, bullet: string): Block {
  const content = contentOf(block.body);
  switch (kind.kind) {
    case 'paragraph':
      return { ...block, opens: withoutItem(block), body: { kind: 'paragraph', content } };
    case 'heading':
      return {
        ...block,
        opens: withoutItem(block),
        body: { kind: 'heading', level: kind.level, content },
      };
    case 'quote': {
      const opens = [...withoutItem(block), { kind: 'quote' } as const];
      return { ...block, opens, body: { kind: 'paragraph', content } };
    }
    case 'code':
      return {
        ...block,
        opens: block.opens.map(withoutBox),
        body: { kind: 'code', info: '', text: plainText(content) },
      };
    case 'bullet':
    case 'number':
    case 'task':
      return {
        ...block,
        opens: asItem(block, kind.kind, bullet),
        body: { kind: 'paragraph', content },
      };
  }
}

/** What a block opens besides the item whose words it holds. */
function withoutItem({ opens }: Block): readonly Container[] {
  return opens.at(-1)?.kind === 'item' ? opens.slice(0, -1) : opens;
}

/** Only words can be ticked off. */
function withoutBox(container: Container): Container {
  return container.kind === 'item' && container.task !== null
    ? { ...container, task: null }
    : container;
}

function asItem(
  block: Block,
  kind: 'bullet' | 'number' | 'task',
  bullet: string,
): readonly Container[] {
  const last = block.opens.at(-1);
  const item = last?.kind === 'item' ? last : null;
  const fits = item !== null && (kind === 'task' || isNumber(item.marker) === (kind === 'number'));
  const marker = fits ? item.marker : kind === 'number' ? '1.' : bullet;
  const task = kind === 'task' ? (item?.task ?? 'open') : null;
  return [...withoutItem(block), { kind: 'item', marker, task }];
}

function contentOf(body: BlockBody): readonly Inline[] {
  if (body.kind === 'paragraph' || body.kind === 'heading') return body.content;
  if (!('text' in body)) return [];
  return body.text
    .split('\n')
    .flatMap((line, index): Inline[] => [
      ...(index > 0 ? [{ type: 'break', hard: false, marks: [] } as const] : []),
      ...(line === '' ? [] : [{ type: 'text', text: line, marks: [] } as const]),
    ]);
}

/** Ticks an item's box: none, open, done, and open again. A line that is no item stays as it is. */
export function toggleTask(blocks: readonly Block[], index: number): readonly Block[] {
  const block = blocks[index];
  const last = block?.opens.at(-1);
  if (block?.body.kind !== 'paragraph' || last?.kind !== 'item') return blocks;
  const task = last.task === 'open' ? 'done' : 'open';
  const opens = [...block.opens.slice(0, -1), { ...last, task } as const];
  return splice(blocks, index, index + 1, [{ ...block, opens }]);
}
