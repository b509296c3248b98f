import type { NodeKey } from 'lexical';
import type { Block, BlockBody } from '../../../shared/markdown/model.ts';
import { $createBlockNode, type BlockNode, type Leaf } from './block-node.ts';
import { $contentNodes, $plainNodes, $readContent, $readPlain } from './content.ts';

/**
 * Makes the node for a block, with its words. `sourceText` gives a block's own lines for display;
 * `key` is the node's, where one was reserved for it.
 */
export function $nodeOfBlock(
  block: Block,
  sourceText: (block: Block) => string,
  key: NodeKey | null = null,
): BlockNode {
  const { inside, opens, body, source } = block;
  const leaf = leafOf(block, sourceText);
  const node = $createBlockNode({ inside, opens, leaf }, source, key);
  return node.append(...$childrenOf(body, leaf));
}

function leafOf(block: Block, sourceText: (block: Block) => string): Leaf {
  const { body } = block;
  switch (body.kind) {
    case 'paragraph':
      return { kind: 'text' };
    case 'heading':
      return { kind: 'heading', level: body.level };
    case 'code':
      return { kind: 'code', info: body.info };
    case 'rule':
      return { kind: 'rule' };
    case 'table':
      return { kind: 'opaque', body, text: sourceText(block) };
    case 'html':
    case 'definition':
    case 'frontMatter':
    case 'source':
      return { kind: 'opaque', body, text: body.text };
  }
}

function $childrenOf(body: BlockBody, leaf: Leaf) {
  if (leaf.kind === 'opaque') return $plainNodes(leaf.text);
  if (body.kind === 'code') return $plainNodes(body.text);
  return body.kind === 'paragraph' || body.kind === 'heading' ? $contentNodes(body.content) : [];
}

/** Reads a node back as the block it is now. Equal to the block it was made from until it is edited. */
export function $blockOfNode(node: BlockNode): Block {
  const { inside, opens, leaf } = node.getShape();
  return { inside, opens, body: $bodyOf(node, leaf), source: node.getSource() };
}

function $bodyOf(node: BlockNode, leaf: Leaf): BlockBody {
  switch (leaf.kind) {
    case 'text':
      return { kind: 'paragraph', content: $readContent(node) };
    case 'heading':
      return { kind: 'heading', level: leaf.level, content: $readContent(node) };
    case 'code':
      return { kind: 'code', info: leaf.info, text: $readPlain(node) };
    case 'rule':
      return node.isEmpty() ? { kind: 'rule' } : { kind: 'paragraph', content: $readContent(node) };
    case 'opaque': {
      const text = $readPlain(node);
      return text === leaf.text ? leaf.body : { kind: 'source', text };
    }
  }
}
