import { setDOMUnmanaged } from 'lexical';
import { leaveRun } from '../waiting-runs.ts';

/** How high a block is on average, in the note's text size (see section-node.ts). */
const BLOCK_GUESS_EM = 1.85;

/** Shows or hides a section, and says how high what is left of it may be. */
export function drawSection(element: HTMLElement | null, shown: number, all: number): void {
  if (element === null) return;
  if (shown < all) leaveRun(element);
  element.toggleAttribute('data-hidden', shown === 0);
  const isPartial = shown > 0 && shown < all;
  if (!isPartial && !element.hasAttribute('data-partial')) return;
  element.toggleAttribute('data-partial', isPartial);
  element.style.setProperty('--guess', `${shown * BLOCK_GUESS_EM}em`);
}

/** Shows or hides a block; `foldLabel` names the mark of a folded one, null for all others. */
export function drawBlock(
  element: HTMLElement,
  isHidden: boolean,
  foldLabel: (() => string) | null,
): void {
  if (element.hasAttribute('data-hidden') !== isHidden)
    element.toggleAttribute('data-hidden', isHidden);
  if (element.hasAttribute('data-folded') === (foldLabel !== null)) return;
  element.toggleAttribute('data-folded', foldLabel !== null);
  if (foldLabel !== null) element.append(foldMark(foldLabel()));
  else foldMarkIn(element)?.remove();
}

/**
 * The button that shows what a folded block hides.
 *
 * An element of its own in the block, so that assistive technology finds it there with its state.
 * It holds no text: a block's text is the note's. Lexical is told to leave it alone.
 */
function foldMark(label: string): HTMLElement {
  const mark = document.createElement('button');
  mark.type = 'button';
  mark.className = 'fold-mark';
  mark.tabIndex = -1;
  mark.contentEditable = 'false';
  mark.setAttribute('aria-expanded', 'false');
  mark.setAttribute('aria-label', label);
  setDOMUnmanaged(mark);
  return mark;
}

/** The mark of a folded block; null in all others. */
export function foldMarkIn(block: HTMLElement): HTMLElement | null {
  const last = block.lastElementChild;
  return last instanceof HTMLElement && last.className === 'fold-mark' ? last : null;
}
