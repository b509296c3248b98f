import { $getRoot, type NodeKey } from 'lexical';
import { expect, it } from 'vitest';
import { $fillEditor } from '../../../renderer/editor/fill.ts';
import { FILL_TAG } from '../../../renderer/editor/lazy-sections.ts';
import { Mirror } from '../../../renderer/editor/mirror.ts';
import {
  $blockByKey,
  $fillSection,
  $isSectionNode,
} from '../../../renderer/editor/nodes/section-node.ts';
import { createNoteEditor } from '../../../renderer/editor/session/create.ts';
import { changedKeys } from '../../../renderer/editor/writer.ts';
import { parse } from '../../../shared/markdown/index.ts';

/** So many that only the first sections are filled. */
const NOTE = Array.from({ length: 2000 }, (_, item) => `- point ${item}\n`).join('');

it('an undo to where a section waited is read, though that was filled before the reading', () => {
  const editor = createNoteEditor(true);
  const mirror = new Mirror();
  // As a session does: sections that are filled say nothing new.
  editor.registerUpdateListener(({ dirtyElements, tags }) => {
    if (!tags.has(FILL_TAG)) mirror.touch(dirtyElements.keys());
  });
  const { blocks } = parse(NOTE);
  let keys: readonly NodeKey[] = [];
  const update = (change: () => void) => editor.update(change, { discrete: true });
  const lastBlock = () => {
    const { sections } = mirror.read(editor, editor.getEditorState(), mirror.takeDirty());
    return sections.at(-1)?.blocks.at(-1);
  };
  update(() => {
    keys = $fillEditor(blocks, 0);
  });
  mirror.adopt(keys, blocks);
  expect(lastBlock()).toBe(blocks.at(-1));

  const before = editor.getEditorState();
  update(() => void $blockByKey(keys.at(-1) ?? '')?.clear());
  expect(lastBlock()).not.toEqual(blocks.at(-1));

  const after = editor.getEditorState();
  editor.setEditorState(before);
  mirror.touch(changedKeys(after, before));
  const fill = () => $getRoot().getChildren().filter($isSectionNode).forEach($fillSection);
  editor.update(fill, { discrete: true, tag: FILL_TAG });
  expect(lastBlock()).toEqual(blocks.at(-1));
});
