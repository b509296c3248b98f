import { crc32, deflateSync } from 'node:zlib';
import type { ImageFacts } from './image-facts.ts';

type Size = Pick<ImageFacts, 'widthPx' | 'heightPx'>;

/** A day of slides has one size. */
let last: { readonly size: Size; readonly bytes: Uint8Array<ArrayBuffer> } | null = null;

/** A PNG of one colour: some hundred bytes that say how large a picture is. */
export function blankPicture(size: Size): Uint8Array<ArrayBuffer> {
  const { widthPx, heightPx } = size;
  if (last?.size.widthPx === widthPx && last.size.heightPx === heightPx) return last.bytes;
  const header = Buffer.alloc(13);
  header.writeUInt32BE(widthPx, 0);
  header.writeUInt32BE(heightPx, 4);
  // One bit for each pixel, of grey.
  header.set([1, 0, 0, 0, 0], 8);
  const pixels = Buffer.alloc((1 + Math.ceil(widthPx / 8)) * heightPx);
  const bytes = new Uint8Array(
    Buffer.concat([
      Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'),
      chunk('IHDR', header),
      chunk('IDAT', deflateSync(pixels, { level: 1 })),
      chunk('IEND', Buffer.alloc(0)),
    ]),
  );
  last = { size, bytes };
  return bytes;
}

function chunk(name: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(name, 'latin1'), data]);
  const frame = Buffer.alloc(8);
  frame.writeUInt32BE(data.length, 0);
  frame.writeUInt32BE(crc32(body), 4);
  return Buffer.concat([frame.subarray(0, 4), body, frame.subarray(4)]);
}
