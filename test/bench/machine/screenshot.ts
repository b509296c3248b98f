import { crc32, deflateSync } from 'node:zlib';

/**
 * A PNG of a slide as a screenshot has it: flat colours, and a part that does not compress.
 *
 * `seed` makes each one different, so that none is stored twice under one name.
 */
export function screenshot(width: number, height: number, seed: number): Uint8Array {
  const row = 1 + width * 3;
  const pixels = Buffer.alloc(row * height, 0xf4);
  let state = seed + 1;
  for (let y = 0; y < height; y++) {
    pixels[y * row] = 0;
    // A fifth of the height is like a photograph.
    if (y % 5 !== 0) continue;
    for (let x = 1; x < row; x++) {
      state = (state * 48_271) % 2_147_483_647;
      pixels[y * row + x] = 0x80 + (state % 0x40);
    }
  }
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([8, 2, 0, 0, 0], 8);
  return Buffer.concat([
    Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
    chunk('IHDR', header),
    chunk('IDAT', deflateSync(pixels, { level: 1 })),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

function chunk(name: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(name, 'latin1'), data]);
  const frame = Buffer.alloc(8);
  frame.writeUInt32BE(data.length, 0);
  frame.writeUInt32BE(crc32(body), 4);
  return Buffer.concat([frame.subarray(0, 4), body, frame.subarray(4)]);
}
