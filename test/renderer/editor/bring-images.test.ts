import { expect, it } from 'vitest';
import { bringImages } from '../../../renderer/editor/clipboard/bring-images.ts';
import { imageUrls, withImages } from '../../../shared/clipboard/images.ts';
import { type ReadText, readText } from '../../../shared/clipboard/outline-text.ts';
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

// The page was cut short, by a program that copied it or by a limit of the clipboard: the paste failed.
it.each(['AAECA', 'AAEC=', 'AAECA===', 'AAEC\n A'])(
  'an image in a page that is cut short as %j takes none of its words along',
  async (data) => {
    const read = readText('- a\n- ![](1.png)\n', false);
    const embedded = withImages(blocksOf(read), () => `data:image/png;base64,${data}`);
    const stored: number[] = [];
    const host = {
      note: 'night.md',
      notebook: 'n',
      api: { copyImages: () => Promise.resolve(ok({ urls: [] })) },
      store: async (file: File) => {
        stored.push(...new Uint8Array(await file.arrayBuffer()));
        return null;
      },
    };
    const brought = await bringImages({ kind: 'blocks', blocks: embedded }, null, host);
    expect([stored, blocksOf(brought).length]).toEqual([[0, 1, 2], 2]);
  },
);

function blocksOf(read: ReadText) {
  return read.kind === 'blocks' ? read.blocks : [];
}
