import {
  $createParagraphNode,
  $createTextNode,
  $getRoot,
  createEditor,
  type EditorState,
  type LexicalEditor,
} from 'lexical';
import { expect, it } from 'vitest';
import { registerSharing, shareNodes } from '../../../renderer/editor/share-nodes.ts';

function makeEditor(): LexicalEditor {
  const editor = createEditor({
    onError: (error) => {
      throw error;
    },
  });
  shareNodes(editor);
  return editor;
}

function write(editor: LexicalEditor, ...lines: readonly string[]): EditorState {
  editor.update(
    () => {
      for (const words of lines)
        $getRoot().append($createParagraphNode().append($createTextNode(words)));
    },
    { discrete: true },
  );
  return editor.getEditorState();
}

function textOf(state: EditorState): string {
  return state.read(() => $getRoot().getTextContent());
}

it('states of a short note share their nodes: an update copies what it changed, not all of them', () => {
  const editor = makeEditor();
  const before = write(editor, 'one');
  const after = write(editor, 'two');
  // Lexical's own map of that kind, whatever its name is by now; a plain one would be copied.
  expect(after._nodeMap).not.toBeInstanceOf(Map);
  expect(after._nodeMap.constructor).toBe(editor._keyToDOMMap.constructor);
  expect([before, after].map(textOf)).toEqual(['one', 'one\n\ntwo']);
});

it('what each state copies stays small while a note is filled by and by, and older states stay true', () => {
  const editor = makeEditor();
  registerSharing(editor);
  const copied: number[] = [];
  const states = Array.from({ length: 30 }, (_, part) => {
    const lines = Array.from({ length: 20 }, (_, line) => `${part}.${line}`);
    const state = write(editor, ...lines);
    copied.push(
      (state._nodeMap as unknown as { _nursery?: Map<string, unknown> })._nursery?.size ?? 0,
    );
    return state;
  });
  expect(states.at(-1)?._nodeMap.size).toBe(1 + 30 * 20 * 2);
  expect(Math.max(...copied)).toBeLessThan(50);
  const linesOf = (state: EditorState) => textOf(state).split('\n\n').length;
  expect(states.map(linesOf)).toEqual(states.map((_, part) => (part + 1) * 20));
});
