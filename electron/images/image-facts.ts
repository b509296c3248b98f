/** An image type that is stored and shown. SVG is none: it can carry script. */
export type ImageType = 'png' | 'jpeg' | 'gif' | 'webp' | 'avif' | 'bmp';

/** What an image's own bytes say. */
export interface ImageFacts {
  readonly type: ImageType;
  readonly widthPx: number;
  readonly heightPx: number;
}

/** How each type is named as a file and served. */
export const IMAGE_TYPES: Readonly<
  Record<ImageType, { readonly extension: string; readonly contentType: string }>
> = {
  png: { extension: 'png', contentType: 'image/png' },
  jpeg: { extension: 'jpg', contentType: 'image/jpeg' },
  gif: { extension: 'gif', contentType: 'image/gif' },
  webp: { extension: 'webp', contentType: 'image/webp' },
  avif: { extension: 'avif', contentType: 'image/avif' },
  bmp: { extension: 'bmp', contentType: 'image/bmp' },
};

type Size = Pick<ImageFacts, 'widthPx' | 'heightPx'>;
type ReadSize = (view: DataView) => Size | null;

/**
 * Reads type and size from an image's header, or null where it is none of ours.
 *
 * The bytes decide, never a name or a claimed type. Only the header is read; a picture that is
 * damaged further on is stored as it came.
 */
export function readImageFacts(bytes: Uint8Array): ImageFacts | null {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  for (const { type, matches, size } of FORMATS) {
    if (!matches(view)) continue;
    const found = readSafely(view, size);
    return found === null || found.widthPx < 1 || found.heightPx < 1 ? null : { type, ...found };
  }
  return null;
}

const FORMATS: readonly {
  readonly type: ImageType;
  readonly matches: (view: DataView) => boolean;
  readonly size: ReadSize;
}[] = [
  { type: 'png', matches: (view) => has(view, 0, '\x89PNG\r\n\x1a\n'), size: sizeOfPng },
  { type: 'jpeg', matches: (view) => has(view, 0, '\xff\xd8\xff'), size: sizeOfJpeg },
  {
    type: 'gif',
    matches: (view) => has(view, 0, 'GIF87a') || has(view, 0, 'GIF89a'),
    size: sizeOfGif,
  },
  {
    type: 'webp',
    matches: (view) => has(view, 0, 'RIFF') && has(view, 8, 'WEBP'),
    size: sizeOfWebp,
  },
  { type: 'avif', matches: isAvif, size: sizeOfAvif },
  {
    type: 'bmp',
    matches: (view) => has(view, 0, 'BM') && has(view, 6, '\0\0\0\0'),
    size: sizeOfBmp,
  },
];

/** A header that ends early makes a DataView throw; to the caller that is no image. */
function readSafely(view: DataView, size: ReadSize): Size | null {
  try {
    return size(view);
  } catch (thrown) {
    if (thrown instanceof RangeError) return null;
    throw thrown;
  }
}

function has(view: DataView, offset: number, text: string): boolean {
  if (view.byteLength < offset + text.length) return false;
  for (let index = 0; index < text.length; index++) {
    if (view.getUint8(offset + index) !== text.charCodeAt(index)) return false;
  }
  return true;
}

function sizeOfPng(view: DataView): Size | null {
  if (!has(view, 12, 'IHDR')) return null;
  return { widthPx: view.getUint32(16), heightPx: view.getUint32(20) };
}

function sizeOfGif(view: DataView): Size {
  return { widthPx: view.getUint16(6, true), heightPx: view.getUint16(8, true) };
}

/** The old core header has 16-bit sizes; a negative height means rows from the top. */
function sizeOfBmp(view: DataView): Size {
  if (view.getUint32(14, true) === 12) {
    return { widthPx: view.getUint16(18, true), heightPx: view.getUint16(20, true) };
  }
  return { widthPx: view.getInt32(18, true), heightPx: Math.abs(view.getInt32(22, true)) };
}

/** Walks the segments to the start of frame (SOF0 to SOF15 without DHT, JPG and DAC). */
function sizeOfJpeg(view: DataView): Size | null {
  let offset = 2;
  while (offset < view.byteLength) {
    if (view.getUint8(offset) !== 0xff) return null;
    const marker = view.getUint8(offset + 1);
    if (marker === 0xff) {
      // Fill bytes may stand before a marker.
      offset += 1;
    } else if (marker === 0x01 || (marker >= 0xd0 && marker <= 0xd8)) {
      offset += 2;
    } else if (isStartOfFrame(marker)) {
      return { widthPx: view.getUint16(offset + 7), heightPx: view.getUint16(offset + 5) };
    } else if (marker === 0xd9 || marker === 0xda) {
      return null;
    } else {
      offset += 2 + Math.max(2, view.getUint16(offset + 2));
    }
  }
  return null;
}

function isStartOfFrame(marker: number): boolean {
  return marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker);
}

/** The three kinds of first chunk: lossy, lossless, extended. */
function sizeOfWebp(view: DataView): Size | null {
  if (has(view, 12, 'VP8 ')) {
    const widthPx = view.getUint16(26, true) & 0x3fff;
    return { widthPx, heightPx: view.getUint16(28, true) & 0x3fff };
  }
  if (has(view, 12, 'VP8L')) {
    const bits = view.getUint32(21, true);
    return { widthPx: (bits & 0x3fff) + 1, heightPx: ((bits >>> 14) & 0x3fff) + 1 };
  }
  if (!has(view, 12, 'VP8X')) return null;
  return { widthPx: uint24(view, 24) + 1, heightPx: uint24(view, 27) + 1 };
}

function uint24(view: DataView, offset: number): number {
  return view.getUint16(offset, true) | (view.getUint8(offset + 2) << 16);
}

/** `ftyp` with one of the AVIF brands, major or compatible. */
function isAvif(view: DataView): boolean {
  if (!has(view, 4, 'ftyp')) return false;
  const end = Math.min(view.getUint32(0), view.byteLength, 256);
  for (let offset = 8; offset + 4 <= end; offset += 4) {
    if (has(view, offset, 'avif') || has(view, offset, 'avis')) return true;
  }
  return false;
}

/** How far into an AVIF file its properties may begin; they stand in the `meta` box near the start. */
const AVIF_PROBE_BYTES = 64 * 1024;

/**
 * The largest `ispe` property: the picture itself, where tiles and thumbnails have smaller ones.
 *
 * Found by its name and fixed length rather than by walking the boxes: size 20, version 0.
 */
function sizeOfAvif(view: DataView): Size | null {
  const end = Math.min(view.byteLength, AVIF_PROBE_BYTES) - 20;
  let largest: Size | null = null;
  for (let offset = 0; offset <= end; offset++) {
    if (view.getUint8(offset + 4) !== 0x69 || !has(view, offset, '\0\0\0\x14ispe')) continue;
    const size = { widthPx: view.getUint32(offset + 12), heightPx: view.getUint32(offset + 16) };
    if (largest === null || pixels(size) > pixels(largest)) largest = size;
  }
  return largest;
}

function pixels({ widthPx, heightPx }: Size): number {
  return widthPx * heightPx;
}
