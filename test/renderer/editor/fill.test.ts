import { $getRoot } from 'lexical';
import { expect, it } from 'vitest';
import { $fillEditor, $replaceBlocks } from '../../../renderer/editor/fill.ts';
import { MirroredNote } from '../../../renderer/editor/mirrored-note.ts';
import { $isBlockNode } from '../../../renderer/editor/nodes/block-node.ts';
import { $blockOfNode } from '../../../renderer/editor/nodes/blocks.ts';
import { $isSectionNode } from '../../../renderer/editor/nodes/section-node.ts';
import { createNoteEditor } from '../../../renderer/editor/session/create.ts';
import { openText, parse, updateText } from '../../../shared/markdown/index.ts';
import { insertItemAfter } from '../../../shared/outline/index.ts';

/*
 * Found by random editing with seed 1: another program took away the item above the last one, a new
 * item came below that, and undo and redo put a blank line between them that nobody had made. The
 * node had stayed, and knew that an item of its list stood above it.
 */
it('a node that stays while another program changes the note knows what meets above it now', () => {
  const before = '# Talk\n\n- gone\n\n- last\n';
  const after = '# Talk\n\n- last\n';
  const editor = createNoteEditor(true);
  const { blocks } = parse(before);
  let keys: readonly string[] = [];
  editor.update(
    () => {
      keys = $fillEditor(blocks, 0);
    },
    { discrete: true },
  );
  const theirs = parse(after);
  const shown = new MirroredNote([{ blocks, keys }]);
  editor.update(() => void $replaceBlocks(shown, theirs.blocks), { discrete: true });
  const read = editor.read(() =>
    $getRoot()
      .getChildren()
      .filter($isSectionNode)
      .flatMap((section) => section.getChildren().filter($isBlockNode).map($blockOfNode)),
  );
  const typed = (from: typeof read) =>
    updateText(
      openText(theirs),
      insertItemAfter(from, 1, [{ type: 'text', text: 'new', marks: [] }]),
    ).text.toString();
  expect(typed(read)).toBe(typed(theirs.blocks));
  expect(typed(read)).toBe('# Talk\n\n- last\n- new\n');
});
