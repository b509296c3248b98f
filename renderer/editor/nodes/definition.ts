import { $isLinkNode, LinkNode } from '@lexical/link';
import { $create, $createTextNode, type LexicalEditor, type LexicalNode } from 'lexical';
import { definitionWith, definitionWords } from '../../../shared/markdown/index.ts';
import type { BlockBody } from '../../../shared/markdown/model.ts';
import { BlockNode } from './block-node.ts';
import { $readContent, $readPlain } from './content.ts';

/*
 * A link definition, `[label]: address "title"`, is shown as its label, which is a link to the
 * address: words are changed as words, the address in the form of every link.
 */

/** The link of a definition. What is typed at its edges is a part of it: the label is all there is. */
export class LabelNode extends LinkNode {
  override $config() {
    return this.config('label', { extends: LinkNode });
  }

  override canInsertTextBefore(): false {
    return YES;
  }

  override canInsertTextAfter(): false {
    return YES;
  }
}

/** Lexical types what all other links answer: where words at their edges go, it only asks. */
const YES = true as unknown as false;

/** What is shown of a definition as words; null for everything else. */
export function definitionLabel(body: BlockBody): string | null {
  return body.kind === 'definition' ? (definitionWords(body.text)?.label ?? null) : null;
}

/** Makes the nodes for a definition: its label, as a link. */
export function $definitionNodes(body: BlockBody): LexicalNode[] | null {
  const words = body.kind === 'definition' ? definitionWords(body.text) : null;
  return words === null ? null : [$linkWith(words.url, [$createTextNode(words.label)])];
}

/** Reads a definition back; words that can be no label are a paragraph with a link. */
export function $definitionBody(node: BlockNode, body: BlockBody): BlockBody {
  const words = body.kind === 'definition' ? definitionWords(body.text) : null;
  if (body.kind !== 'definition' || words === null) return body;
  const label = $readPlain(node);
  const url = $linkIn(node)?.getURL() ?? words.url;
  if (label === words.label && url === words.url) return body;
  const text = definitionWith(body.text, { label, url });
  return text === null
    ? { kind: 'paragraph', content: $readContent(node) }
    : { kind: 'definition', text };
}

/** True for a block that is a link definition. */
export function $isDefinition(block: BlockNode | null): boolean {
  const leaf = block?.getShape().leaf;
  return leaf?.kind === 'opaque' && definitionLabel(leaf.body) !== null;
}

/** Keeps all words of a definition in its link: those typed where none were, and what is pasted. */
export function registerDefinitions(editor: LexicalEditor): () => void {
  return editor.registerNodeTransform(BlockNode, (block) => {
    if (editor.isComposing() || !$isDefinition(block)) return;
    const children = block.getChildren();
    if (children.length === 0 || (children.length === 1 && $isLinkNode(children[0]))) return;
    const { leaf } = block.getShape();
    const known = leaf.kind === 'opaque' && 'text' in leaf.body ? leaf.body.text : '';
    const link = $linkIn(block);
    if (link === null) {
      block.append($linkWith(definitionWords(known)?.url ?? '', children));
      return;
    }
    const at = children.findIndex((child) => child.is(link));
    const before = children.slice(0, at);
    link.splice(0, 0, before);
    link.append(
      ...children
        .slice(at + 1)
        .flatMap((child) => ($isLinkNode(child) ? child.getChildren() : [child])),
    );
    for (const child of children.slice(at + 1)) if ($isLinkNode(child)) child.remove();
  });
}

function $linkIn(block: BlockNode): LinkNode | null {
  return block.getChildren().find($isLinkNode) ?? null;
}

function $linkWith(url: string, words: readonly LexicalNode[]): LabelNode {
  return $create(LabelNode)
    .setURL(url)
    .append(...words);
}
