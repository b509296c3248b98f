export type { Count } from './count/counter.ts';
export { createFinder, type Finder, type FindState } from './find/finder.ts';
export {
  imagesWait,
  storeWaitingImages,
  storeWhileDiskTakes,
  tellImagesWait,
} from './images/waiting.ts';
export { type KeptChoice, type KeptHere, NOTHING_KEPT } from './kept-both.ts';
export {
  type EditorHandle,
  NoteEditor,
  type PendingEdits,
  type ShownOutline,
} from './NoteEditor.tsx';
