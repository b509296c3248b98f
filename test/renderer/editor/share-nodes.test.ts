import { $createParagraphNode, $createTextNode, $getRoot, createEditor } from 'lexical';
import { expect, it } from 'vitest';
import { shareNodes } from '../../../renderer/editor/share-nodes.ts';

it('states of a short note share their nodes: an update copies what it changed, not all of them', () => {
  const editor = createEditor({
    onError: (error) => {
      throw error;
    },
  });
  shareNodes(editor);
  const write = (words: string) =>
    editor.update(
      () => {
        $getRoot().append($createParagraphNode().append($createTextNode(words)));
      },
      { discrete: true },
    );
  write('one');
  const before = editor.getEditorState();
  write('two');
  const after = editor.getEditorState();
  // Lexical's own map of that kind, whatever its name is by now; a plain one would be copied.
  expect(after._nodeMap).not.toBeInstanceOf(Map);
  expect(after._nodeMap.constructor).toBe(editor._keyToDOMMap.constructor);
  expect([before, after].map((state) => state.read(() => $getRoot().getTextContent()))).toEqual([
    'one',
    'one\n\ntwo',
  ]);
});
