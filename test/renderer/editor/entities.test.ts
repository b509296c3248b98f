import {
  $createRangeSelection,
  $createTextNode,
  $getSelection,
  $isRangeSelection,
  $isTextNode,
  $setSelection,
  type LexicalEditor,
  TextNode,
} from 'lexical';
import { describe, expect, it, vi } from 'vitest';
import {
  $fitEntities,
  entityParts,
  StampNode,
  UrlNode,
} from '../../../renderer/editor/nodes/entity-node.ts';
import { $blocks, filledEditor } from './filled-editor.ts';

function editorWithEntities(text: string): LexicalEditor {
  const { editor } = filledEditor(text);
  for (const kind of [TextNode, StampNode, UrlNode])
    editor.registerNodeTransform<TextNode>(kind, $fitEntities);
  return editor;
}

/** Appends words to the only block, as a paste does; gives the kinds and words of its nodes. */
function pasted(editor: LexicalEditor, words: string): readonly (readonly string[])[] {
  editor.update(() => $blocks()[0]?.append($createTextNode(words)), { discrete: true });
  return editor.read(() =>
    ($blocks()[0]?.getChildren() ?? []).map((node) => [node.getType(), node.getTextContent()]),
  );
}

/** How many neighbours are asked for while so many stamps are pasted. */
function neighboursAsked(stamps: number): number {
  const editor = editorWithEntities('- a\n');
  const asked = vi.spyOn(TextNode.prototype, 'getNextSibling');
  pasted(editor, '[10:02] '.repeat(stamps));
  const count = asked.mock.calls.length;
  asked.mockRestore();
  return count;
}

describe('stamps and addresses in a line', () => {
  it('are nodes of their own, and what a neighbour takes from them is none any more', () => {
    const editor = editorWithEntities('- a \n');
    expect(pasted(editor, ' [10:02][10:03] https://a.b')).toEqual([
      ['text', 'a '],
      ['stamp', '[10:02]'],
      ['stamp', '[10:03]'],
      ['text', ' '],
      ['url', 'https://a.b'],
    ]);
    editor.update(
      () => {
        const [, first, second] = $blocks()[0]?.getChildren() ?? [];
        if ($isTextNode(first)) first.setTextContent('[10:0');
        second?.insertBefore($createTextNode('2]'));
      },
      { discrete: true },
    );
    expect(pasted(editor, '/c')).toEqual([
      ['text', 'a '],
      ['stamp', '[10:02]'],
      ['stamp', '[10:03]'],
      ['text', ' '],
      ['url', 'https://a.b/c'],
    ]);
  });

  it.each([
    { place: 'text', offset: 12, expected: ['[10:03]', 1] },
    { place: 'element', offset: 2, expected: [5, 5] },
  ] as const)('leave the caret where it is in the $place', ({ place, offset, expected }) => {
    const editor = editorWithEntities('- **a**\n');
    let found: unknown = null;
    editor.update(
      () => {
        const [block] = $blocks();
        const node = $createTextNode(' [10:02]at [10:03]');
        block?.append(node);
        const selection = $createRangeSelection();
        const key = place === 'text' ? node.getKey() : (block?.getKey() ?? '');
        selection.anchor.set(key, offset, place);
        selection.focus.set(key, offset, place);
        $setSelection(selection);
      },
      { discrete: true },
    );
    editor.read(() => {
      const selection = $getSelection();
      if (!$isRangeSelection(selection)) return;
      const { anchor } = selection;
      found =
        anchor.type === 'text'
          ? [anchor.getNode().getTextContent(), anchor.offset]
          : [anchor.offset, $blocks()[0]?.getChildrenSize()];
    });
    expect(found).toEqual(expected);
  });

  it('cost what they are: with twice as many each is looked at as often', () => {
    expect(neighboursAsked(400) / neighboursAsked(200)).toBeLessThan(3);
  });

  it('are plain words where more than a thousand stand in one text', () => {
    const thousand = '[10:02]'.repeat(1000);
    expect(entityParts(thousand)).toHaveLength(1000);
    expect(entityParts(`${thousand}[10:02]`)).toEqual([{ text: `${thousand}[10:02]`, kind: null }]);
  });
});
