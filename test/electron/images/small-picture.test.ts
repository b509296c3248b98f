import { describe, expect, it } from 'vitest';
import { blankPicture } from '../../../electron/images/blank-picture.ts';
import { readImageFacts } from '../../../electron/images/image-facts.ts';
import { isPlainPicture } from '../../../shared/ipc/small-picture.ts';
import { type Chunk, pngOf } from './picture.ts';

const header: Chunk = ['IHDR', Buffer.from([0, 0, 1, 0, 0, 0, 1, 0, 8, 2, 0, 0, 0])];
const body: Chunk = ['IDAT', Buffer.alloc(500, 7)];
const bytesOf = (text: string): Uint8Array => new Uint8Array(Buffer.from(text, 'latin1'));

describe('a smaller picture stands for', () => {
  it.each([
    ['a screenshot', pngOf(header, ['sRGB', Buffer.alloc(1)], body), true],
    ['a PNG that moves', pngOf(header, ['acTL', Buffer.alloc(8)], body), false],
    ['a PNG that is turned', pngOf(header, ['eXIf', Buffer.alloc(8)], body), false],
    ['a JPEG', bytesOf('\xff\xd8\xff\xe0\0\x10JFIF\0'), true],
    ['a JPEG of a camera', bytesOf('\xff\xd8\xff\xe1\0\x10Exif\0\0'), false],
    ['a WebP with loss', bytesOf('RIFF\0\0\0\0WEBPVP8 '), true],
    ['a WebP without loss', bytesOf('RIFF\0\0\0\0WEBPVP8L'), true],
    ['a WebP that may move', bytesOf('RIFF\0\0\0\0WEBPVP8X'), false],
    ['a GIF', bytesOf('GIF89a'), false],
    ['an AVIF', bytesOf('\0\0\0\x1cftypavif'), false],
    ['nothing', bytesOf(''), false],
  ])('%s: %#', (_name, bytes, stands) => {
    expect(isPlainPicture(bytes)).toBe(stands);
  });
});

it('a blank picture has the size it was asked for, and next to no bytes', () => {
  for (const size of [
    { widthPx: 1920, heightPx: 1080 },
    { widthPx: 7, heightPx: 3 },
  ]) {
    expect(readImageFacts(blankPicture(size))).toEqual({ type: 'png', ...size });
    expect(blankPicture(size).length).toBeLessThan(2000);
  }
});
