import { $getRoot, type LexicalEditor } from 'lexical';
import { $fillEditor } from '../../../renderer/editor/fill.ts';
import { MirroredNote } from '../../../renderer/editor/mirrored-note.ts';
import { $isBlockNode, type BlockNode } from '../../../renderer/editor/nodes/block-node.ts';
import { $isSectionNode } from '../../../renderer/editor/nodes/section-node.ts';
import { createNoteEditor } from '../../../renderer/editor/session/create.ts';
import { parse } from '../../../shared/markdown/index.ts';

/** An editor without a window that holds a note, and what it holds. */
export function filledEditor(text: string): {
  readonly editor: LexicalEditor;
  readonly shown: MirroredNote;
} {
  const editor = createNoteEditor(true);
  const { blocks } = parse(text);
  let keys: readonly string[] = [];
  editor.update(
    () => {
      keys = $fillEditor(blocks, 0);
    },
    { discrete: true },
  );
  return { editor, shown: new MirroredNote([{ blocks, keys }]) };
}

/** All blocks of the note, in order. */
export function $blocks(): readonly BlockNode[] {
  const sections = $getRoot().getChildren().filter($isSectionNode);
  return sections.flatMap((section) => section.getChildren().filter($isBlockNode));
}
