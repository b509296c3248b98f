import { describe, expect, it } from 'vitest';
import {
  isLosslessWebp,
  isThirdSmaller,
  reencodingOf,
} from '../../../electron/images/reencode/eligible.ts';
import { type Chunk, pngOf } from './picture.ts';

const header = (bits: number): Buffer => Buffer.from([0, 0, 1, 0, 0, 0, 1, 0, bits, 2, 0, 0, 0]);
const body: Chunk = ['IDAT', Buffer.alloc(5000, 7)];
const picture = (...chunks: Chunk[]): Uint8Array => pngOf(['IHDR', header(8)], ...chunks, body);
const some = Buffer.alloc(8, 1);

function jpeg({ profile = false, components = 3 } = {}): Uint8Array {
  const icc = Buffer.concat([Buffer.from([0xff, 0xe2, 0, 14]), Buffer.from('ICC_PROFILE\0')]);
  const frame = Buffer.from([0xff, 0xc0, 0, 17, 8, 1, 0, 1, 0, components, ...Buffer.alloc(9)]);
  const parts = [Buffer.from([0xff, 0xd8]), ...(profile ? [icc] : []), frame, Buffer.alloc(5000)];
  return new Uint8Array(Buffer.concat(parts));
}

describe('an image that may become smaller', () => {
  it('is a plain PNG, without loss or with it, as the settings say', () => {
    expect(reencodingOf(picture(), 'lossless')).toBe('lossless');
    expect(reencodingOf(picture(), 'lossy')).toBe('lossy');
    expect(reencodingOf(picture(), 'off')).toBe(null);
    expect(reencodingOf(picture(['sRGB', some], ['gAMA', some]), 'lossless')).toBe('lossless');
    expect(reencodingOf(picture(['tEXt', some], ['pHYs', some]), 'lossless')).toBe('lossless');
  });

  it.each(['acTL', 'iCCP', 'cICP', 'eXIf', 'gAMA', 'cHRM'])(
    'is no PNG with %s: it moves, or says how its colours or sides are meant',
    (type) => {
      expect(reencodingOf(picture([type, some]), 'lossless')).toBe(null);
      expect(reencodingOf(picture([type, some]), 'lossy')).toBe(null);
    },
  );

  it('is none of sixteen bits, none that fits a block of the disk, none that is damaged', () => {
    expect(reencodingOf(pngOf(['IHDR', header(16)], body), 'lossless')).toBe(null);
    expect(reencodingOf(pngOf(['IHDR', header(8)], ['IDAT', some]), 'lossless')).toBe(null);
    const cut = pngOf(['IHDR', header(8)], ['tEXt', Buffer.alloc(9000)]).subarray(0, 5000);
    expect(reencodingOf(cut, 'lossless')).toBe(null);
  });

  it('is a photograph only where loss is wanted, and none with a profile or for a press', () => {
    expect(reencodingOf(jpeg(), 'lossless')).toBe(null);
    expect(reencodingOf(jpeg(), 'lossy')).toBe('lossy');
    expect(reencodingOf(jpeg({ profile: true }), 'lossy')).toBe(null);
    expect(reencodingOf(jpeg({ components: 4 }), 'lossy')).toBe(null);
  });
});

describe('a smaller image', () => {
  it('is at least a third smaller', () => {
    expect([isThirdSmaller(3000, 2000), isThirdSmaller(3000, 2001)]).toEqual([true, false]);
  });

  it('is told from one with loss by what its picture is, behind a profile, too', () => {
    const webp = (...kinds: string[]) =>
      Buffer.from(`RIFF\0\0\0\0WEBP${kinds.map((kind) => `${kind}\x03\0\0\0abc\0`).join('')}`);
    const told = [
      webp('VP8L'),
      webp('VP8 '),
      webp('VP8X', 'ICCP', 'VP8L'),
      webp('VP8X', 'ICCP', 'VP8 '),
      webp('VP8X', 'ANIM', 'ANMF', 'VP8L'),
      webp(),
    ];
    expect(told.map(isLosslessWebp)).toEqual([true, false, true, false, false, false]);
  });
});
