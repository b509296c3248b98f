import { $isLinkNode, LinkNode } from '@lexical/link';
import { $createTextNode, type LexicalEditor, mergeRegister } from 'lexical';
import { markdownOfContent } from '../../../shared/clipboard/text-of.ts';
import type { Inline } from '../../../shared/markdown/model.ts';
import { $readContent } from '../nodes/content.ts';
import { $isDefinition } from '../nodes/definition.ts';
import { $isImageNode, ImageNode } from '../nodes/image-node.ts';
import { $blockOf } from '../outline.ts';

/**
 * Code and source have letters only: an image or a link that comes into them becomes its Markdown.
 *
 * A line that is joined to code, or becomes code, would go on to look the same and lose both in the file.
 */
export function registerLettersOnly(editor: LexicalEditor): () => void {
  const onNode = (node: ImageNode | LinkNode): void => {
    if (!editor.isComposing()) $asLetters(node);
  };
  return mergeRegister(
    editor.registerNodeTransform(ImageNode, onNode),
    editor.registerNodeTransform(LinkNode, onNode),
  );
}

function $asLetters(node: ImageNode | LinkNode): void {
  const block = $blockOf(node);
  const kind = block?.getShape().leaf.kind;
  if ((kind !== 'code' && kind !== 'opaque') || $isDefinition(block)) return;
  const holder = node.getParent();
  const whole = $isLinkNode(holder) ? holder : node;
  whole.replace($createTextNode(markdownOfContent($contentOf(whole))));
}

function $contentOf(node: ImageNode | LinkNode): readonly Inline[] {
  if ($isImageNode(node)) return [{ type: 'image', ...node.getLink(), marks: [] }];
  const link = { type: 'link', url: node.getURL(), title: node.getTitle() ?? null } as const;
  return $readContent(node).map((inline) => ({ ...inline, marks: [link, ...inline.marks] }));
}
