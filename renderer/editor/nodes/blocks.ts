import type { NodeKey } from 'lexical';
import type { Block, BlockBody } from '../../../shared/markdown/model.ts';
import { $createBlockNode, type BlockNode, type Leaf } from './block-node.ts';
import { $contentNodes, $plainNodes, $readContent, $readPlain } from './content.ts';
import { $definitionBody, $definitionNodes, definitionLabel } from './definition.ts';
import { $readRows, $rowNodes } from './table-node.ts';

/** Makes the node for a block, with its words; `key` is the node's, where one was reserved for it. */
export function $nodeOfBlock(block: Block, key: NodeKey | null = null): BlockNode {
  const { inside, opens, body, source } = block;
  const leaf = leafOf(body);
  const node = $createBlockNode({ inside, opens, leaf }, source, key);
  return node.append(...$childrenOf(body, leaf));
}

function leafOf(body: BlockBody): Leaf {
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
      return { kind: 'table', align: body.table.align };
    default:
      return { kind: 'opaque', body, text: definitionLabel(body) ?? body.text };
  }
}

function $childrenOf(body: BlockBody, leaf: Leaf) {
  if (leaf.kind === 'opaque') return $definitionNodes(leaf.body) ?? $plainNodes(leaf.text);
  if (body.kind === 'code') return $plainNodes(body.text);
  if (body.kind === 'table') return $rowNodes(body.table);
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
    case 'table':
      return { kind: 'table', table: { align: leaf.align, rows: $readRows(node) } };
    case 'opaque': {
      if (definitionLabel(leaf.body) !== null) return $definitionBody(node, leaf.body);
      const text = $readPlain(node);
      return text === leaf.text ? leaf.body : { kind: 'source', text };
    }
  }
}
