import { taskOf } from '../block-of.ts';
import type { Block, Container } from '../model.ts';
import type { ReadBlock, ReadLeaf } from '../read/leaf.ts';

/** True where a block of a reading is the wanted one; `leaf` is what its words should read as. */
export function readsAs(read: ReadBlock, block: Block, leaf: ReadLeaf): boolean {
  return samePath(read, block) && sameOpens(read, block.opens, leaf) && sameLeaf(read.leaf, leaf);
}

function samePath(read: ReadBlock, block: Block): boolean {
  return (
    read.inside === block.inside ||
    (read.inside.length === block.inside.length &&
      read.inside.every((kind, index) => kind === block.inside[index]))
  );
}

function sameOpens(read: ReadBlock, opens: readonly Container[], leaf: ReadLeaf): boolean {
  const task = taskOf(read)?.state ?? null;
  // Only a paragraph with words can have a box; elsewhere it is left out of the text.
  const holdsBox = leaf.kind === 'paragraph' && leaf.content !== '';
  return (
    read.opens.length === opens.length &&
    opens.every((container, index) => {
      const found = read.opens[index];
      const last = index === opens.length - 1;
      const wanted = container.kind === 'item' && last && holdsBox ? container.task : null;
      return found !== undefined && sameContainer(found, container) && (!last || task === wanted);
    })
  );
}

function sameContainer(one: Container, other: Container): boolean {
  if (one.kind === 'item' && other.kind === 'item') return one.marker === other.marker;
  if (one.kind === 'footnote' && other.kind === 'footnote') return one.label === other.label;
  return one.kind === other.kind;
}

function sameLeaf(one: ReadLeaf, other: ReadLeaf): boolean {
  switch (one.kind) {
    case 'paragraph':
      return other.kind === 'paragraph' && sameLines(one.content, other.content);
    case 'heading':
      return (
        other.kind === 'heading' &&
        one.level === other.level &&
        sameLines(one.content, other.content)
      );
    case 'code':
      return other.kind === 'code' && one.text === other.text && one.info === other.info;
    case 'rule':
      return other.kind === 'rule';
    case 'table':
      return (
        other.kind === 'table' &&
        JSON.stringify([one.align, one.rows]) === JSON.stringify([other.align, other.rows])
      );
    case 'definition':
      return other.kind === 'definition' && sameLines(one.text.trimStart(), other.text.trimStart());
    case 'html':
    case 'frontMatter':
      return other.kind === one.kind && one.text === other.text;
  }
}

/** Indentation of further lines means nothing in a paragraph and in a definition. */
function sameLines(one: string, other: string): boolean {
  return one === other || bare(one) === bare(other);
}

function bare(text: string): string {
  return text.replace(/\n[ \t]+/g, '\n');
}
