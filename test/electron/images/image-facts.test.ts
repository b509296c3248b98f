import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readImageFacts } from '../../../electron/images/image-facts.ts';
import { png } from './picture.ts';

function latin(text: string): number[] {
  return [...Buffer.from(text, 'latin1')];
}

function bytes(...parts: readonly (string | readonly number[])[]): Uint8Array {
  return Uint8Array.from(
    parts.flatMap((part) => (typeof part === 'string' ? latin(part) : [...part])),
  );
}

const JPEG = bytes(
  [0xff, 0xd8, 0xff, 0xe0, 0x00, 0x10],
  'JFIF\0',
  [1, 1, 0, 0, 1, 0, 1, 0, 0],
  // A table that must be skipped, then fill bytes, then the frame: 0x0438 rows of 0x0780.
  [0xff, 0xdb, 0x00, 0x04, 0xff, 0xc0],
  [0xff, 0xff, 0xc2, 0x00, 0x11, 0x08, 0x04, 0x38, 0x07, 0x80, 0x03],
);

const LE_640_480 = [0x80, 0x02, 0xe0, 0x01];

const PICTURES: readonly (readonly [what: string, bytes: Uint8Array, facts: object])[] = [
  ['PNG', png(1920, 1080), { type: 'png', widthPx: 1920, heightPx: 1080 }],
  ['JPEG', JPEG, { type: 'jpeg', widthPx: 1920, heightPx: 1080 }],
  ['GIF', bytes('GIF89a', LE_640_480, [0, 0, 0]), { type: 'gif', widthPx: 640, heightPx: 480 }],
  [
    'lossy WebP',
    bytes('RIFF', [0, 0, 0, 0], 'WEBPVP8 ', [0, 0, 0, 0, 0, 0, 0, 0x9d, 0x01, 0x2a], LE_640_480),
    { type: 'webp', widthPx: 640, heightPx: 480 },
  ],
  [
    'lossless WebP',
    // 14 bits of width - 1, 14 bits of height - 1: 639 | 479 << 14.
    bytes('RIFF', [0, 0, 0, 0], 'WEBPVP8L', [0, 0, 0, 0, 0x2f, 0x7f, 0xc2, 0x77, 0x00]),
    { type: 'webp', widthPx: 640, heightPx: 480 },
  ],
  [
    'extended WebP',
    bytes('RIFF', [0, 0, 0, 0], 'WEBPVP8X', [10, 0, 0, 0, 0, 0, 0, 0], [0x7f, 2, 0, 0xdf, 1, 0]),
    { type: 'webp', widthPx: 640, heightPx: 480 },
  ],
  [
    'AVIF, of which a thumbnail is smaller',
    bytes(
      [0, 0, 0, 0x18],
      'ftypmif1\0\0\0\0avifmiaf',
      [0, 0, 0, 0x14],
      'ispe\0\0\0\0',
      [0, 0, 0, 160, 0, 0, 0, 120, 0, 0, 0, 0x14],
      'ispe\0\0\0\0',
      [0, 0, 2, 0x80, 0, 0, 1, 0xe0],
    ),
    { type: 'avif', widthPx: 640, heightPx: 480 },
  ],
  [
    'BMP with rows from the top',
    bytes(
      'BM',
      [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 40, 0, 0, 0],
      [0x80, 2, 0, 0, 0x20, 0xfe, 0xff, 0xff],
    ),
    { type: 'bmp', widthPx: 640, heightPx: 480 },
  ],
];

describe('readImageFacts', () => {
  it.each(PICTURES)('reads the size of a %s', (_what, picture, facts) => {
    expect(readImageFacts(picture)).toEqual(facts);
  });

  it.each(PICTURES)('takes no %s whose header is cut off', (_what, picture) => {
    for (const length of [0, 1, 4, 9]) {
      expect(readImageFacts(picture.subarray(0, length))).toBeNull();
    }
  });

  it.each([
    ['SVG', bytes('<svg xmlns="http://www.w3.org/2000/svg"/>')],
    ['HTML', bytes('<!doctype html><script>alert(1)</script>')],
    ['Markdown', bytes('# BM')],
    ['a text that begins like a bitmap', bytes('BM is short for benchmark, and here is more text')],
    ['an image without a pixel', png(0, 10)],
    ['nothing', bytes()],
  ])('takes no %s', (_what, picture) => {
    expect(readImageFacts(picture)).toBeNull();
  });

  it('answers any bytes at all, also behind a true signature', () => {
    const starts = PICTURES.map(([, picture]) => [...picture.subarray(0, 16)]);
    fc.assert(
      fc.property(
        fc.constantFrom([], ...starts),
        fc.uint8Array({ maxLength: 64 }),
        (start, rest) => {
          const facts = readImageFacts(Uint8Array.from([...start, ...rest]));
          expect(facts === null || (facts.widthPx > 0 && facts.heightPx > 0)).toBe(true);
        },
      ),
    );
  });
});
