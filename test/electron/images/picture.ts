import { crc32, deflateSync } from 'node:zlib';

/** A PNG of one grey level; only its size is told where that is all a test needs. */
export function png(widthPx: number, heightPx: number, level = 0x80): Uint8Array<ArrayBuffer> {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(widthPx, 0);
  header.writeUInt32BE(heightPx, 4);
  header.set([8, 0, 0, 0, 0], 8);
  const row = Buffer.alloc(widthPx + 1, level);
  row[0] = 0;
  const isSmall = widthPx * heightPx < 1_000_000;
  const rows = isSmall ? Buffer.concat(Array.from({ length: heightPx }, () => row)) : row;
  return pngOf(['IHDR', header], ['IDAT', deflateSync(rows)]);
}

/** A part of a PNG: its type, and what it holds. */
export type Chunk = readonly [type: string, data: Buffer];

/** A PNG of these parts, whatever they say. */
export function pngOf(...chunks: readonly Chunk[]): Uint8Array<ArrayBuffer> {
  const signature = Buffer.from('\x89PNG\r\n\x1a\n', 'latin1');
  const parts = [...chunks, ['IEND', Buffer.alloc(0)] as const];
  return new Uint8Array(
    Buffer.concat([signature, ...parts.map(([type, data]) => chunk(type, data))]),
  );
}

function chunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const length = Buffer.alloc(4);
  length.writeUInt32BE(data.length);
  const sum = Buffer.alloc(4);
  sum.writeUInt32BE(crc32(body));
  return Buffer.concat([length, body, sum]);
}
