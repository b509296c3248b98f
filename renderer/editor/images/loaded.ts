import { type LexicalEditor, mergeRegister } from 'lexical';
import { ImageNode } from '../nodes/image-node.ts';

/** Calls back for each picture of the note that has loaded, or was loaded before it came into the note. */
export function registerLoaded(
  editor: LexicalEditor,
  onLoaded: (image: HTMLImageElement) => void,
): () => void {
  // It does not bubble; on its way down it passes the note.
  const onLoad = ({ target }: Event): void => {
    if (target instanceof HTMLImageElement) onLoaded(target);
  };
  return mergeRegister(
    editor.registerRootListener((root, before) => {
      before?.removeEventListener('load', onLoad, { capture: true });
      root?.addEventListener('load', onLoad, { capture: true });
    }),
    // One that was pasted was loaded before it came into the note.
    editor.registerMutationListener(ImageNode, (changes) => {
      for (const [key, change] of changes) {
        const image = editor.getElementByKey(key)?.querySelector('img');
        if (change === 'created' && image?.complete === true && image.naturalWidth > 0)
          onLoaded(image);
      }
    }),
  );
}
