import {
  $getNodeByKey,
  HISTORY_MERGE_TAG,
  HISTORY_PUSH_TAG,
  type LexicalEditor,
  type NodeKey,
  SKIP_DOM_SELECTION_TAG,
} from 'lexical';
import { $isImageNode, type ImageLink } from '../nodes/image-node.ts';

/** What can be said about an image: `alt` for those who do not see it, the caption for everybody. */
export type ImageWords = Pick<ImageLink, 'alt' | 'title'>;

/**
 * Makes the function that writes an image's words while they are typed.
 *
 * All that one opening of the fields changes is one step of undo. The caret stays where it is: the
 * keyboard is in the fields.
 */
export function describeImage(editor: LexicalEditor, key: NodeKey): (words: ImageWords) => void {
  let isFirst = true;
  return (words) => {
    editor.update(
      () => {
        const node = $getNodeByKey(key);
        if (!$isImageNode(node)) return;
        const link = node.getLink();
        if (link.alt === words.alt && link.title === words.title) return;
        node.setLink({ ...link, ...words });
      },
      { tag: [isFirst ? HISTORY_PUSH_TAG : HISTORY_MERGE_TAG, SKIP_DOM_SELECTION_TAG] },
    );
    isFirst = false;
  };
}
