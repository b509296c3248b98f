import { expect, it } from 'vitest';
import { $blockOfNode } from '../../../renderer/editor/nodes/blocks.ts';
import { $moveTo } from '../../../renderer/editor/outline-edit.ts';
import { openText, parse, updateText } from '../../../shared/markdown/index.ts';
import { $blocks, filledEditor } from './filled-editor.ts';

/*
 * Found by random editing with seed 137: a line that was dragged to the side in its own place went
 * into the quote above it, and the code that belonged to it stayed behind, in an item that was gone.
 */
it('a line that is dropped in its own place, at another level, takes along what belongs to it', () => {
  const text = '> quote\n\n- item\n\n  ```\n  code\n  ```\n- next\n';
  const { editor } = filledEditor(text);
  editor.update(
    () => {
      const item = $blocks()[1];
      if (item !== undefined) $moveTo(item, item, 1);
    },
    { discrete: true },
  );
  const blocks = editor.read(() => $blocks().map($blockOfNode));
  expect(updateText(openText(parse(text)), blocks).text.toString()).toBe(
    '> quote\n>\n> - item\n>\n>   ```\n>   code\n>   ```\n- next\n',
  );
});
