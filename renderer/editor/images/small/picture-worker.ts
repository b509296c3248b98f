import { isPlainPicture } from '../../../../shared/ipc/small-picture.ts';

/*
 * Small pictures are made here, beside the window: to decode a slide takes tens of milliseconds.
 */

/** What the worker is asked: a picture of the notebook in another size. */
export interface PictureRequest {
  /** Where the app serves it. */
  readonly address: string;
  readonly widthPx: number;
  readonly heightPx: number;
}

addEventListener('message', ({ data }: MessageEvent<PictureRequest>) => {
  void make(data)
    // One that is gone, or cannot be read, is shown as it is.
    .catch(() => null)
    // In a worker this takes no origin; the types here are those of a window.
    .then(postMessage as (message: unknown) => void);
});

async function make({ address, widthPx, heightPx }: PictureRequest): Promise<Blob | null> {
  const answer = await fetch(address);
  const bytes = new Uint8Array(await answer.arrayBuffer());
  if (!answer.ok || !isPlainPicture(bytes)) return null;
  const bitmap = await createImageBitmap(new Blob([bytes]), {
    resizeWidth: widthPx,
    resizeHeight: heightPx,
    resizeQuality: 'high',
  });
  const canvas = new OffscreenCanvas(widthPx, heightPx);
  canvas.getContext('2d')?.drawImage(bitmap, 0, 0);
  bitmap.close();
  // Without loss: slides are small text.
  return canvas.convertToBlob({ type: 'image/png' });
}
