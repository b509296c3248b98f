import type { LexicalEditor, NodeKey } from 'lexical';
import type { SectionNode, Waiting } from './nodes/section-node.ts';

/** So many stay filled wherever they are; those beyond cost each key more than coming back does. */
const MOST_FILLED = 8;
/** How many are emptied at once, so that a key that comes meanwhile does not wait for it. */
const AT_ONCE = 3;
/** In heights of the view. What is nearer would be filled again by the next turn of the wheel. */
const FAR = 4;

/**
 * The sections that were filled because they came near the view, with what they waited with.
 *
 * As long as no edit touches one it says the same as then, so it can wait again: a note that was scrolled
 * through from end to end had all of its sections laid out, watched and asked what lies below the
 * mouse with every key, which cost a third more.
 */
export class FilledSections {
  readonly #held = new Map<NodeKey, Waiting>();

  /** Call before it is filled. */
  add(section: SectionNode): void {
    const waiting = section.getWaiting();
    if (waiting !== null) this.#held.set(section.getKey(), waiting);
  }

  /** An edit touched these nodes; null where undo may have touched any. Those sections stay filled. */
  edited(keys: Iterable<NodeKey> | null): void {
    if (this.#held.size === 0) return;
    if (keys === null) this.#held.clear();
    else for (const key of keys) this.#held.delete(key);
  }

  get areMany(): boolean {
    return this.#held.size > MOST_FILLED;
  }

  /**
   * Takes out the next ones to be emptied, the farthest from the view first.
   *
   * Their guessed height becomes the one that they have, so that nothing moves. Those of `selected`
   * stay; so do those that are folded away or outside of a zoom, which have no height now, and those
   * with pictures, whose heights would have to be learned again when they come back.
   */
  takeFar(
    editor: LexicalEditor,
    scroller: HTMLElement,
    selected: readonly NodeKey[],
  ): ReadonlyMap<NodeKey, Waiting> {
    const view = scroller.getBoundingClientRect();
    const em = Number.parseFloat(getComputedStyle(editor.getRootElement() ?? scroller).fontSize);
    const far = [...this.#held.keys()]
      .flatMap((key) => {
        const element = editor.getElementByKey(key);
        if (element === null || selected.includes(key) || !mayEmpty(element)) return [];
        const { top, bottom, height } = element.getBoundingClientRect();
        const distance = Math.max(view.top - bottom, top - view.bottom);
        return distance > FAR * view.height ? [{ key, element, height, distance }] : [];
      })
      .toSorted((one, other) => other.distance - one.distance)
      .slice(0, Math.min(AT_ONCE, this.#held.size - MOST_FILLED));
    const taken = new Map<NodeKey, Waiting>();
    for (const { key, element, height } of far) {
      const waiting = this.#held.get(key);
      if (waiting === undefined) continue;
      element.style.setProperty('--guess', `${height / em}em`);
      taken.set(key, waiting);
      this.#held.delete(key);
    }
    return taken;
  }
}

function mayEmpty(section: HTMLElement): boolean {
  const { hidden, partial } = section.dataset;
  if (hidden !== undefined || partial !== undefined) return false;
  return section.querySelector('.image-frame') === null;
}
