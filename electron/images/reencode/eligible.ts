import type { Settings } from '../../../shared/settings.ts';
import { readImageFacts } from '../image-facts.ts';

/** How an image is written anew: pixel by pixel the same, or nearly so. */
export type Reencoding = 'lossless' | 'lossy';

/** What fits one block of a disk takes no less when it is smaller. */
const MIN_BYTES = 4096;
/** Twice this much memory is needed for each pixel four times over. */
const MOST_PIXELS = 40_000_000;
/** The largest side that WebP has. */
const MAX_SIDE_PX = 16_383;

/**
 * How an image may become smaller, or null where it stays as it was given.
 *
 * WebP holds eight bits of sRGB. So what moves, has more bits, a colour profile, or is turned by a
 * note in its header, stays; so does what is compressed well already. A photograph (JPEG) gets
 * smaller only with loss.
 */
export function reencodingOf(
  bytes: Uint8Array,
  wanted: Settings['smallerImages'],
): Reencoding | null {
  const facts = readImageFacts(bytes);
  if (wanted === 'off' || facts === null || bytes.length < MIN_BYTES) return null;
  const { type, widthPx, heightPx } = facts;
  if (widthPx * heightPx > MOST_PIXELS || Math.max(widthPx, heightPx) > MAX_SIDE_PX) return null;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (type === 'png') return isPlainPng(view) ? wanted : null;
  if (type === 'bmp') return isPlainBmp(view) ? wanted : null;
  return type === 'jpeg' && wanted === 'lossy' && isPlainJpeg(view) ? 'lossy' : null;
}

/** Only a picture that is a third smaller is worth another file. */
export function isThirdSmaller(original: number, smaller: number): boolean {
  return smaller * 3 <= original * 2;
}

/** Whether a WebP was written without loss: its only picture is one of the lossless kind. */
export function isLosslessWebp(bytes: Uint8Array): boolean {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  // Chromium puts a colour profile before the picture; chunks are padded to an even length.
  for (let at = 12; at + 8 <= view.byteLength; ) {
    const type = text(view, at, 4);
    if (type === 'VP8L') return true;
    if (type === 'VP8 ' || type === 'ANMF') return false;
    const length = view.getUint32(at + 4, true);
    at += 8 + length + (length % 2);
  }
  return false;
}

/** Chunks that say something about colours, movement or orientation (PNG, section 11). */
const TELLING_CHUNKS = new Set(['acTL', 'iCCP', 'cICP', 'mDCV', 'cLLI', 'eXIf', 'gAMA', 'cHRM']);
/** What a chunk of `sRGB` makes void. */
const VOID_BESIDE_SRGB = new Set(['gAMA', 'cHRM']);
const FIRST_CHUNK = 8;

function isPlainPng(view: DataView): boolean {
  const bitDepth = view.getUint8(24);
  if (bitDepth > 8) return false;
  const telling: string[] = [];
  let isSrgb = false;
  let type = '';
  for (let at = FIRST_CHUNK; at + 8 <= view.byteLength; at += 12 + view.getUint32(at)) {
    type = text(view, at + 4, 4);
    if (type === 'IDAT') break;
    if (type === 'sRGB') isSrgb = true;
    else if (TELLING_CHUNKS.has(type)) telling.push(type);
  }
  if (type !== 'IDAT') return false;
  return telling.every((chunk) => isSrgb && VOID_BESIDE_SRGB.has(chunk));
}

/** The plain header, 24 bits a pixel: no alpha, no profile. */
function isPlainBmp(view: DataView): boolean {
  return view.getUint32(14, true) === 40 && view.getUint16(28, true) === 24;
}

/** No profile, and the colours of a screen, not those of a press. */
function isPlainJpeg(view: DataView): boolean {
  let offset = 2;
  while (offset + 10 < view.byteLength) {
    const marker = view.getUint8(offset + 1);
    if (view.getUint8(offset) !== 0xff || marker === 0xda || marker === 0xd9) return false;
    if (marker === 0xe2) return false;
    const isFrame = marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker);
    if (isFrame) return view.getUint8(offset + 9) <= 3;
    offset += marker === 0xff ? 1 : 2 + Math.max(2, view.getUint16(offset + 2));
  }
  return false;
}

function text(view: DataView, offset: number, length: number): string {
  let letters = '';
  for (let at = offset; at < offset + length; at++)
    letters += String.fromCharCode(view.getUint8(at));
  return letters;
}
