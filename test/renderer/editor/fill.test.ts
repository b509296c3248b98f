import { $createTextNode } from 'lexical';
import { expect, it } from 'vitest';
import { $replaceBlocks } from '../../../renderer/editor/fill.ts';
import { BlockNode } from '../../../renderer/editor/nodes/block-node.ts';
import { $blockOfNode } from '../../../renderer/editor/nodes/blocks.ts';
import { $keepHeadingOnOneLine } from '../../../renderer/editor/outline.ts';
import { openText, parse, updateText } from '../../../shared/markdown/index.ts';
import type { Block } from '../../../shared/markdown/model.ts';
import { insertItemAfter } from '../../../shared/outline/index.ts';
import { $blocks, filledEditor } from './filled-editor.ts';

/*
 * Found by random editing with seed 1: another program took away the item above the last one, a new
 * item came below that, and undo and redo put a blank line between them that nobody had made. The
 * node had stayed, and knew that an item of its list stood above it.
 */
it('a node that stays while another program changes the note knows what meets above it now', () => {
  const { editor, shown } = filledEditor('# Talk\n\n- gone\n\n- last\n');
  const theirs = parse('# Talk\n\n- last\n');
  editor.update(
    () => {
      $replaceBlocks(shown, theirs.blocks);
    },
    { discrete: true },
  );
  const read = editor.read(() => $blocks().map($blockOfNode));
  expect(read.map(({ source }) => source)).toEqual(theirs.blocks.map(({ source }) => source));
  expect(new Set(read.map(({ source }) => source?.reading)).size).toBe(1);
  const typedBelow = (blocks: readonly Block[]) => {
    const more = insertItemAfter(blocks, 1, [{ type: 'text', text: 'new', marks: [] }]);
    return updateText(openText(theirs), more).text.toString();
  };
  expect(typedBelow(read)).toBe(typedBelow(theirs.blocks));
  expect(typedBelow(read)).toBe('# Talk\n\n- last\n- new\n');
});

/*
 * Found by random editing with seed 1: another program made a paragraph of two lines and a rule one
 * underlined heading. The window joined its lines, and the next redo wrote them joined.
 */
it('a heading over two lines that comes from another program stays as it is until it is edited', () => {
  const { editor, shown } = filledEditor('one\\\ntwo\n\n---\n');
  editor.registerNodeTransform(BlockNode, $keepHeadingOnOneLine);
  const theirs = parse('one\\\ntwo\n---\n');
  editor.update(
    () => {
      $replaceBlocks(shown, theirs.blocks);
    },
    { discrete: true },
  );
  const words = () => editor.read(() => $blocks().map((block) => block.getTextContent()));
  expect(words()).toEqual(['one\ntwo']);
  editor.update(() => void $blocks()[0]?.append($createTextNode('!')), { discrete: true });
  expect(words()).toEqual(['one two!']);
});
