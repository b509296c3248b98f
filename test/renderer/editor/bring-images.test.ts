import { expect, it } from 'vitest';
import { bringImages } from '../../../renderer/editor/clipboard/bring-images.ts';
import { imageUrls } from '../../../shared/clipboard/images.ts';
import { readText } from '../../../shared/clipboard/outline-text.ts';
import { ok } from '../../../shared/result.ts';

const CASES = [
  { note: 'night.md', shows: '2018/talk%20one.assets/1.png' },
  { note: 'talks/night.md', shows: '../2018/talk%20one.assets/1.png' },
  { note: '2018/night.md', shows: 'talk%20one.assets/1.png' },
];

// The disk is full, or the other note's image is not there yet: the link led nowhere from another folder.
it.each(CASES)(
  'an image that could not be copied is shown from its own note in $note',
  async (at) => {
    const { note, shows } = at;
    const from = { note: '2018/talk one.md', notebook: 'n' };
    const read = readText('- a\n- ![](talk%20one.assets/1.png)\n', false);
    const copyImages = () => Promise.resolve(ok({ urls: [null] }));
    const host = { note, notebook: 'n', api: { copyImages }, store: () => Promise.resolve(null) };
    const brought = await bringImages(read, from, host);
    expect(brought.kind === 'blocks' && imageUrls(brought.blocks)).toEqual([shows]);
  },
);
