import { writeSync } from 'node:fs';
import { storeImage } from '../../../electron/images/store.ts';
import { openUnwritten } from '../../../electron/images/unwritten.ts';
import { refuseImages, slideOf, takeImages } from './notebook.ts';

/*
 * The process that is killed: pastes images into a notebook that refuses most of them, and takes them
 * now and then. `node entry.mjs NOTEBOOK DATA FIRST` begins with the slide FIRST, and tells each one
 * that it promised: its number and its link.
 */

const [folder = '', dataFolder = '', first = '0'] = process.argv.slice(2);
const nothing = (): void => undefined;
const told = { onWaits: nothing, onWritten: nothing, onOver: nothing };
const images = openUnwritten({ folder, dataFolder, ...told });

writeSync(1, 'ready\n');
for (let number = Number(first); ; number++) {
  refuseImages(folder);
  const stored = await storeImage(folder, slideOf(number), { keep: images.keep });
  if (!stored.ok) throw new Error(stored.error.detail);
  // Written at once: a line in a buffer dies with the process.
  writeSync(1, `${number} ${stored.value.url}\n`);
  takeImages(folder);
  if (number % 3 === 0) await images.write();
}
