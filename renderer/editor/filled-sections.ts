import {
  $getNodeByKey,
  $getRoot,
  $isElementNode,
  type EditorState,
  type ElementNode,
  type LexicalEditor,
  type LexicalNode,
  type NodeKey,
} from 'lexical';
import {
  $emptySection,
  $fillSection,
  $isSectionNode,
  type SectionNode,
  type Waiting,
} from './nodes/section-node.ts';

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
  /** An edit never changes a node that is drawn, it puts another one in its place. */
  readonly #madeFrom = new WeakMap<LexicalNode, Waiting>();

  /** Fills sections, in an update that does nothing else. */
  $fill(keys: readonly NodeKey[]): void {
    for (const key of keys) {
      const section = $getNodeByKey(key);
      if (!$isSectionNode(section)) continue;
      const waiting = section.getWaiting();
      $fillSection(section);
      if (waiting === null) continue;
      this.#held.set(key, waiting);
      for (const node of $nodesIn(section)) this.#madeFrom.set(node, waiting);
    }
  }

  /** Whether no edit touched a section since it was filled. */
  #$isAsFilled(section: SectionNode, waiting: Waiting): boolean {
    if (section.getChildrenSize() !== waiting.keys.length) return false;
    for (const node of $nodesIn(section)) if (this.#madeFrom.get(node) !== waiting) return false;
    return true;
  }

  get areMany(): boolean {
    return this.#held.size > MOST_FILLED;
  }

  /**
   * Takes out the next ones to be emptied, the farthest from the view first.
   *
   * Their guessed height becomes the one that they have, so that nothing moves. Those of `selected`
   * stay; so do those that an edit touched, those that are folded away or outside of a zoom, which
   * have no height now, and those with pictures, whose heights would have to be learned again when
   * they come back.
   */
  $takeFar(
    editor: LexicalEditor,
    scroller: HTMLElement,
    selected: readonly NodeKey[],
  ): ReadonlyMap<NodeKey, Waiting> {
    const view = scroller.getBoundingClientRect();
    const em = Number.parseFloat(getComputedStyle(editor.getRootElement() ?? scroller).fontSize);
    const far = [...this.#held]
      .flatMap(([key, waiting]) => {
        const element = editor.getElementByKey(key);
        if (element === null || selected.includes(key) || !mayEmpty(element)) return [];
        const { top, bottom, height } = element.getBoundingClientRect();
        const distance = Math.max(view.top - bottom, top - view.bottom);
        return distance > FAR * view.height ? [{ key, waiting, element, height, distance }] : [];
      })
      .toSorted((one, other) => other.distance - one.distance);
    const taken = new Map<NodeKey, Waiting>();
    for (const { key, waiting, element, height } of far) {
      if (taken.size === AT_ONCE || !this.areMany) break;
      this.#held.delete(key);
      const section = $getNodeByKey(key);
      if (!$isSectionNode(section) || !this.#$isAsFilled(section, waiting)) continue;
      element.style.setProperty('--guess', `${height / em}em`);
      taken.set(key, waiting);
    }
    return taken;
  }

  /**
   * Empties in a state that undo brings back what waits in the page now and says the same there.
   *
   * A step that was typed right after the note was scrolled through has all of it filled, and drawing that at
   * once took a second.
   */
  $emptyAsDrawn(drawn: EditorState, selected: readonly NodeKey[]): void {
    const waits = drawn.read(() => {
      const sections = $getRoot().getChildren().filter($isSectionNode);
      return new Map(sections.map((section) => [section.getKey(), section.getWaiting()]));
    });
    for (const section of $getRoot().getChildren()) {
      const waiting = waits.get(section.getKey()) ?? null;
      if (!$isSectionNode(section) || waiting === null || section.getWaiting() !== null) continue;
      if (selected.includes(section.getKey()) || !this.#$isAsFilled(section, waiting)) continue;
      $emptySection(section, waiting);
    }
  }
}

function mayEmpty(section: HTMLElement): boolean {
  const { hidden, partial } = section.dataset;
  if (hidden !== undefined || partial !== undefined) return false;
  return section.querySelector('.image-frame') === null;
}

function* $nodesIn(parent: ElementNode): Generator<LexicalNode> {
  for (const node of parent.getChildren()) {
    yield node;
    if ($isElementNode(node)) yield* $nodesIn(node);
  }
}
