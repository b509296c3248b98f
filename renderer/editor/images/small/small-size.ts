import { hasFewPixels } from '../../../../shared/ipc/small-picture.ts';

export interface Size {
  readonly widthPx: number;
  readonly heightPx: number;
}

/** A smaller picture is made where it saves a third of the pixels. */
const GAIN = 1.5;

/**
 * The size in which a picture is made anew for the note, or null where the file itself is shown.
 *
 * `shown` is in pixels of the screen, so that the smaller one is as sharp as the screen can show it.
 */
export function smallSize(picture: Size, shown: Size): Size | null {
  const pixels = picture.widthPx * picture.heightPx;
  const isWorth = pixels >= shown.widthPx * shown.heightPx * GAIN;
  return isWorth && !hasFewPixels(picture) ? shown : null;
}
