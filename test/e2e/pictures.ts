import { deflateSync } from 'node:zlib';
import { pngOf } from '../electron/images/picture.ts';

/** A picture as a PNG that is compressed badly, with the pixels it shows. */
export interface Picture {
  readonly png: Uint8Array;
  readonly rgba: Uint8Array;
}

/** Draws bands and steps of many colours, like a slide; `animated` has the chunk of pictures that move. */
export function picture(
  widthPx: number,
  heightPx: number,
  { animated = false, transparent = false } = {},
): Picture {
  const rgba = new Uint8Array(widthPx * heightPx * 4);
  const rows: Buffer[] = [];
  for (let y = 0; y < heightPx; y++) {
    for (let x = 0; x < widthPx; x++) {
      const at = (y * widthPx + x) * 4;
      const band = Math.floor(y / 12) * 37 + Math.floor(x / 20) * 91;
      rgba.set([band % 256, (band * 7) % 256, (x + widthPx) % 256, 255], at);
      if (transparent && x === y) rgba[at + 3] = 100;
    }
    rows.push(Buffer.from([0]), Buffer.from(rgba.subarray(y * widthPx * 4, (y + 1) * widthPx * 4)));
  }
  const header = Buffer.alloc(13);
  header.writeUInt32BE(widthPx, 0);
  header.writeUInt32BE(heightPx, 4);
  header.set([8, 6, 0, 0, 0], 8);
  const moves = Buffer.alloc(8);
  moves.writeUInt32BE(1, 0);
  const png = pngOf(['IHDR', header], ...(animated ? [['acTL', moves] as const] : []), [
    'IDAT',
    deflateSync(Buffer.concat(rows), { level: 0 }),
  ]);
  return { png, rgba };
}
