export { type Kind, setKind, toggleTask } from './kinds.ts';
export { indent, outdent } from './levels.ts';
export { type Item, itemAfter, itemOf, nextMarker } from './markers.ts';
export { duplicate, moveDown, moveTo, moveUp, remove } from './moves.ts';
export {
  isItem,
  normalise,
  pathOf,
  repaired,
  runEnd,
  sectionLevel,
  siblingBefore,
  splice,
  subtreeEnd,
} from './structure.ts';
export { hasWords, insertItemAfter, join, split } from './words.ts';
