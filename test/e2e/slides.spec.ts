import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { deflateSync } from 'node:zlib';
import { copyImage, copyText } from './clipboard.ts';
import { expect } from './expect.ts';
import { test } from './fixtures.ts';
import { NotePage } from './note-page.ts';
import { makeNotebook } from './notebook.ts';

const NOTE = `Night of Tools
=====

# Ownership for the rest of us (40min) - Speaker Name

- borrow checker
    - three rules
- end
`;

test('a pasted screenshot lands below the current item, its file beside the note, and typing goes on', async ({
  openNote,
}) => {
  const { notebook, app, note } = await openNote({ name: 'night.md', text: NOTE });
  await note.caretAtEnd('three rules');
  await copyImage(app, 64, 48);
  await note.press('Control+v');
  const image = note.note.locator('.image img');
  await expect(image).toBeVisible();
  await expect
    .poll(() => image.evaluate((element: HTMLImageElement) => element.naturalWidth))
    .toBe(64);
  await note.type(', said twice');
  await note.onDisk();
  const [file = ''] = readdirSync(join(notebook.folder, 'night.assets'));
  expect(file).toMatch(/^\d{4}-ownership-for-the-rest-of-us-1\.png$/);
  expect(
    readFileSync(join(notebook.folder, 'night.assets', file))
      .subarray(1, 4)
      .toString(),
  ).toBe('PNG');
  await expect
    .poll(() => notebook.read())
    .toBe(
      NOTE.replace(
        '    - three rules\n',
        `    - three rules, said twice\n    - ![](night.assets/${file})\n`,
      ),
    );
  await note.press('Control+z', 'Control+z', 'Control+z');
  await expect.poll(() => notebook.read()).toBe(NOTE);
});

test('slides stand in the order in which they were pasted, and the next line below them', async ({
  openNote,
}) => {
  const { notebook, app, note } = await openNote({ name: 'night.md', text: NOTE });
  const images = note.note.locator('.image img');
  await note.caretAtEnd('three rules');
  for (const [index, width] of [40, 50, 60].entries()) {
    await copyImage(app, width, 30);
    await note.press('Control+v');
    await expect(images).toHaveCount(index + 1);
    await note.type(` ${index}`);
  }
  await note.press('Enter');
  await note.type('next');
  await expect
    .poll(() => notebook.read().replaceAll(/\d{4}-ownership\S+-(\d)\.png/g, '$1'))
    .toBe(
      NOTE.replace(
        '    - three rules\n',
        [
          '    - three rules 0 1 2\n',
          ...[1, 2, 3].map((n) => `    - ![](night.assets/${n})\n`),
          '    - next\n',
        ].join(''),
      ),
    );
  // A line between words and slides is made where nothing was pasted last.
  await note.caretAtEnd('borrow checker');
  await note.press('Enter');
  await note.type('first');
  await expect.poll(() => notebook.read()).toContain('- borrow checker\n    - first\n    - three');
});

test('pasting without an image or text changes nothing and says nothing', async ({ openNote }) => {
  const { notebook, page, app, note } = await openNote({ name: 'night.md', text: NOTE });
  await note.caretAtEnd('end');
  await copyText(app, '');
  await note.press('Control+v');
  await note.type('!');
  await expect.poll(() => notebook.read()).toBe(NOTE.replace('- end', '- end!'));
  await expect(page.getByRole('dialog')).toHaveCount(0);
});

test('pasting several lines keeps their outline', async ({ openNote }) => {
  const { notebook, app, note } = await openNote({ name: 'night.md', text: NOTE });
  await note.caretAtEnd('end');
  await copyText(app, 'alpha\n\tbeta\ngamma\n');
  await note.press('Control+v');
  await expect
    .poll(() => notebook.read())
    .toBe(NOTE.replace('- end\n', '- end\n- alpha\n    - beta\n- gamma\n'));
});

test('an image of 60 megapixels is kept as it is, with a word about it, and shown on a click', async ({
  launchApp,
}) => {
  const notebook = makeNotebook({ name: 'night.md', text: NOTE });
  const { page } = await launchApp({ notebook: notebook.file, expectedErrors: /404/ });
  const note = new NotePage(page);
  await note.ready();
  await note.caretAtEnd('end');
  const bytes = blackPng(10_000, 6_000);
  await page.evaluate(
    ({ selector, data }) => {
      const transfer = new DataTransfer();
      transfer.items.add(new File([new Uint8Array(data)], 'wall.png', { type: 'image/png' }));
      const event = new ClipboardEvent('paste', { clipboardData: transfer, bubbles: true });
      document.querySelector(selector)?.dispatchEvent(event);
    },
    { selector: '.note', data: [...bytes] },
  );
  await expect(page.getByText(/very large image/i)).toBeVisible();
  await expect.poll(() => notebook.read()).toMatch(/- end\n- !\[\]\(night\.assets\/.*-1\.png\)\n$/);
  const [file = ''] = readdirSync(join(notebook.folder, 'night.assets'));
  expect(readFileSync(join(notebook.folder, 'night.assets', file)).equals(bytes)).toBe(true);
  await note.note.locator('.image-placeholder').click();
  const image = note.note.locator('.image img');
  await expect
    .poll(() => image.evaluate((shown: HTMLImageElement) => shown.naturalWidth))
    .toBe(10_000);
});

/** A PNG of one bit a pixel, all black: large to show, small to store. */
function blackPng(width: number, height: number): Buffer {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header[8] = 1;
  const pixels = deflateSync(Buffer.alloc((Math.ceil(width / 8) + 1) * height));
  const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
  return Buffer.concat([
    signature,
    pngChunk('IHDR', header),
    pngChunk('IDAT', pixels),
    pngChunk('IEND', Buffer.alloc(0)),
  ]);
}

function pngChunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const length = Buffer.alloc(4);
  length.writeUInt32BE(data.length);
  const check = Buffer.alloc(4);
  check.writeUInt32BE(crc32(body));
  return Buffer.concat([length, body, check]);
}

/** The check sum of PNG (annex D of its specification); Node 20.19 has none of its own. */
function crc32(bytes: Buffer): number {
  let crc = 0xffffffff;
  for (const byte of bytes) {
    crc ^= byte;
    for (let bit = 0; bit < 8; bit++) crc = (crc >>> 1) ^ (crc & 1 ? 0xedb88320 : 0);
  }
  return (crc ^ 0xffffffff) >>> 0;
}
