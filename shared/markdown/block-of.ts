import { fingerprint } from './fingerprint.ts';
import { gapKind } from './gap.ts';
import { type Definitions, parseInline } from './inline/index.ts';
import type { Block, BlockBody, Container, Source } from './model.ts';
import type { ReadBlock, ReadLeaf } from './read/leaf.ts';

/**
 * A task box and the blank behind it; a box without text is just text (GFM, section 5.3).
 *
 * To micromark a line end is a blank in the box, too.
 */
const TASK = /^\[([ \t\nXx])\](?=[ \t]*(?:[^ \t\n]|\n))[ \t\n]/;

/** Makes the block of a note from what the reader found; `above` is the block before it. */
export function blockOf(
  read: ReadBlock,
  definitions: Definitions,
  above: Block | undefined,
  { reading, place }: Pick<Source, 'reading' | 'place'>,
): Block {
  const { inside, lead, text, margin } = read;
  const task = taskOf(read);
  const opens = task === null ? read.opens : withTask(read.opens, task.state);
  const body = bodyOf(task === null ? read.leaf : task.leaf, definitions);
  const said = { inside, opens, body };
  const gap = gapKind(above, said);
  const source = { lead, text, margin, reading, place, gap, fingerprint: fingerprint(said) };
  return { inside, opens, body, source };
}

/** A paragraph's words behind the task box of its item, where it has one. */
export interface Task {
  readonly state: 'open' | 'done';
  readonly leaf: ReadLeaf;
}

/** Finds the task box that a block of a reading begins with. */
export function taskOf(read: Pick<ReadBlock, 'leaf' | 'opens'>): Task | null {
  const { leaf } = read;
  if (leaf.kind !== 'paragraph' || leaf.content.charCodeAt(0) !== 91) return null;
  if (read.opens.at(-1)?.kind !== 'item') return null;
  const match = TASK.exec(leaf.content);
  if (match === null) return null;
  const state = match[1]?.toLowerCase() === 'x' ? 'done' : 'open';
  return { state, leaf: { kind: 'paragraph', content: leaf.content.slice(match[0].length) } };
}

function withTask(opens: readonly Container[], task: 'open' | 'done'): readonly Container[] {
  return opens.map((container, index) =>
    container.kind === 'item' && index === opens.length - 1 ? { ...container, task } : container,
  );
}

/** Turns the source of a leaf into content. */
function bodyOf(leaf: ReadLeaf, definitions: Definitions): BlockBody {
  switch (leaf.kind) {
    case 'paragraph':
      return { kind: 'paragraph', content: parseInline(leaf.content, definitions) };
    case 'heading': {
      const content = parseInline(leaf.content, definitions);
      return { kind: 'heading', level: leaf.level, content };
    }
    case 'code':
      return { kind: 'code', info: leaf.info, text: leaf.text };
    case 'rule':
      return { kind: 'rule' };
    case 'table': {
      const rows = leaf.rows.map((row) =>
        row.map((cell) => parseInline(cell, definitions, 'cell')),
      );
      return { kind: 'table', table: { align: leaf.align, rows } };
    }
    case 'html':
    case 'definition':
    case 'frontMatter':
      return { kind: leaf.kind, text: leaf.text };
  }
}
