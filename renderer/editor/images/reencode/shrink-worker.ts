/*
 * Pictures are written anew here, beside the window: a large one takes seconds.
 */

/** What the worker is asked. */
export interface ShrinkRequest {
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly how: 'lossless' | 'lossy';
}

/** Chromium writes WebP without loss at exactly this quality, and with loss below it. */
const LOSSLESS = 1;
/** What a reader of slides does not tell from the original. */
const LOSSY = 0.85;
const WEBP = 'image/webp';

addEventListener('message', ({ data }: MessageEvent<ShrinkRequest>) => {
  void shrink(data)
    // One that cannot be read, or is too large for the memory there is, stays as it is.
    .catch(() => null)
    // In a worker this takes no origin; the types here are those of a window.
    .then(postMessage as (message: unknown) => void);
});

/**
 * Writes a picture as WebP.
 *
 * Without loss means that every pixel was compared; a picture with transparent parts is left alone,
 * because a canvas keeps their colours only roughly.
 */
async function shrink({ bytes, how }: ShrinkRequest): Promise<Uint8Array | null> {
  const canvas = await draw(new Blob([bytes]));
  if (how === 'lossy') return bytesOf(await write(canvas, LOSSY));
  const pixels = pixelsOf(canvas);
  if (!isOpaque(pixels)) return null;
  const written = await write(canvas, LOSSLESS);
  return areEqual(pixels, pixelsOf(await draw(written))) ? bytesOf(written) : null;
}

async function draw(picture: Blob): Promise<OffscreenCanvas> {
  const bitmap = await createImageBitmap(picture, { colorSpaceConversion: 'none' });
  const canvas = new OffscreenCanvas(bitmap.width, bitmap.height);
  contextOf(canvas).drawImage(bitmap, 0, 0);
  bitmap.close();
  return canvas;
}

function contextOf(canvas: OffscreenCanvas): OffscreenCanvasRenderingContext2D {
  const context = canvas.getContext('2d', { willReadFrequently: true });
  if (context === null) throw new Error('no canvas');
  return context;
}

/** Red, green, blue and alpha of each pixel as one number. */
function pixelsOf(canvas: OffscreenCanvas): Uint32Array {
  const { data } = contextOf(canvas).getImageData(0, 0, canvas.width, canvas.height);
  return new Uint32Array(data.buffer);
}

function isOpaque(pixels: Uint32Array): boolean {
  return pixels.every((pixel) => pixel >>> 24 === 0xff);
}

function areEqual(one: Uint32Array, other: Uint32Array): boolean {
  return one.length === other.length && one.every((pixel, index) => pixel === other[index]);
}

async function write(canvas: OffscreenCanvas, quality: number): Promise<Blob> {
  return canvas.convertToBlob({ type: WEBP, quality });
}

async function bytesOf(blob: Blob): Promise<Uint8Array | null> {
  return blob.type === WEBP ? new Uint8Array(await blob.arrayBuffer()) : null;
}
