import { expect, it } from 'vitest';
import { addImage } from '../../../../renderer/editor/commands/images.ts';
import { ok } from '../../../../shared/result.ts';

it('an image whose note got another name while it was stored is stored and linked for that name', async () => {
  const asked: string[] = [];
  const host = {
    note: 'old.md',
    api: {
      addImage: async ({ note }: { readonly note: string }) => {
        asked.push(note);
        host.note = 'new.md';
        return ok({ url: note.replace('.md', '.assets/1.png'), widthPx: 1, heightPx: 1 });
      },
      addImageFiles: () => Promise.reject(new Error('not asked')),
    },
  };
  const image = { bytes: new Uint8Array(1), talk: '', minuteOfDay: 0 };
  expect(await addImage(host, image)).toMatchObject({ value: { url: 'new.assets/1.png' } });
  expect(asked).toEqual(['old.md', 'new.md']);
});
