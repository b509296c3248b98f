import { $isElementNode, $isLineBreakNode, $isTextNode, type TextNode } from 'lexical';
import type { Block, Inline } from '../../../shared/markdown/model.ts';
import type { BlockNode } from '../nodes/block-node.ts';
import { definitionLabel } from '../nodes/definition.ts';
import { IMAGE_PLACE } from './search.ts';

const texts = new WeakMap<Block, string>();

/**
 * The words of a block as the editor shows them: a break is a line end, an image one placeholder.
 *
 * Read from the block and not from its node: far blocks of a long note have no node yet. Offsets
 * in it are those of `$piecesOf`.
 */
export function textOfBlock(block: Block): string {
  const known = texts.get(block);
  if (known !== undefined) return known;
  const text = readText(block);
  texts.set(block, text);
  return text;
}

function readText(block: Block): string {
  const { body } = block;
  switch (body.kind) {
    case 'paragraph':
    case 'heading':
      return body.content.map(inlineText).join('');
    case 'rule':
      return '';
    case 'table':
      // Cells beyond the head's are not shown (GFM, section 4.10).
      return body.table.rows
        .flatMap((row) => row.slice(0, body.table.align.length))
        .map((cell) => cell.map(inlineText).join(''))
        .join('');
    default:
      return definitionLabel(body) ?? body.text;
  }
}

function inlineText(inline: Inline): string {
  switch (inline.type) {
    case 'text':
      return inline.text;
    case 'source':
      return inline.source;
    case 'break':
      return '\n';
    case 'image':
      return IMAGE_PLACE;
  }
}

/** A text node of a block with its place in the block's words. */
export interface Piece {
  readonly node: TextNode;
  readonly from: number;
  readonly to: number;
}

/** The text nodes of a block in order; with the words that they give together. */
export function $piecesOf(block: BlockNode): { readonly pieces: Piece[]; readonly text: string } {
  const pieces: Piece[] = [];
  let text = '';
  const walk = (parent: Parameters<typeof $isElementNode>[0]): void => {
    if (!$isElementNode(parent)) return;
    for (let child = parent.getFirstChild(); child !== null; child = child.getNextSibling()) {
      if ($isTextNode(child)) {
        const from = text.length;
        text += child.getTextContent();
        pieces.push({ node: child, from, to: text.length });
      } else if ($isLineBreakNode(child)) text += '\n';
      else if ($isElementNode(child)) walk(child);
      else text += IMAGE_PLACE;
    }
  };
  walk(block);
  return { pieces, text };
}
