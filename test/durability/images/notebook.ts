import { existsSync, lstatSync, renameSync, unlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { NewImage } from '../../../electron/images/store.ts';
import { png } from '../../electron/images/picture.ts';

/** The slide of a number; no two are alike. */
export function slideOf(number: number): NewImage {
  return { note: 'night.md', talk: '', minuteOfDay: 0, bytes: png(40 + number, 30) };
}

/** A file in the place of the folder of images refuses all of them, also to root. */
export function refuseImages(folder: string): void {
  const assets = join(folder, 'night.assets');
  if (existsSync(assets)) renameSync(assets, join(folder, 'away'));
  writeFileSync(assets, '');
}

/** The folder of images is back, with all it had; whatever state a death left. */
export function takeImages(folder: string): void {
  const assets = join(folder, 'night.assets');
  if (existsSync(assets) && lstatSync(assets).isFile()) unlinkSync(assets);
  if (existsSync(join(folder, 'away'))) renameSync(join(folder, 'away'), assets);
}
