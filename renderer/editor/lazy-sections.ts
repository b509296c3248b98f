import {
  $getNodeByKey,
  $getRoot,
  $getSelection,
  $isRangeSelection,
  COMPOSITION_END_TAG,
  type EditorUpdateOptions,
  HISTORIC_TAG,
  HISTORY_MERGE_TAG,
  type LexicalEditor,
  type LexicalNode,
  mergeRegister,
  type NodeKey,
  SKIP_DOM_SELECTION_TAG,
  SKIP_SCROLL_INTO_VIEW_TAG,
} from 'lexical';
import { FilledSections } from './filled-sections.ts';
import { keepView } from './keep-view.ts';
import { $emptySection, $isSectionNode } from './nodes/section-node.ts';
import { scrollerOf } from './view.ts';
import { gatherRuns, waitingPlaces } from './waiting-runs.ts';

/** The tag of an update that gives sections their nodes and changes nothing of the note. */
export const FILL_TAG = 'fill-sections';

/** Sections come to be this many heights of the view before they are seen. */
const AHEAD = 1;

/** So long after the last section was filled those far away are emptied, a few at a time. */
const EMPTY_AFTER_MS = 2000;
const EMPTY_NEXT_MS = 100;

/** What is drawn is not edited: nothing to repair, to undo or to send, and the caret stays. */
const FILLING: EditorUpdateOptions = {
  discrete: true,
  skipTransforms: true,
  tag: [FILL_TAG, HISTORY_MERGE_TAG, SKIP_DOM_SELECTION_TAG, SKIP_SCROLL_INTO_VIEW_TAG],
};

/** Fills what comes into view, and what a selection or a key reaches, in a note that is not filled whole. */
export interface LazySections {
  /** Fills what is in view now; call when the note is on screen and scrolled. */
  readonly show: () => void;
  /** Empties in a state that undo brings back what waits in the page; call before it is drawn. */
  readonly $emptyAsDrawn: () => void;
  readonly dispose: () => void;
}

/**
 * Watches which sections of a long note are needed (ARCHITECTURE.md, "Long notes").
 *
 * In a note that was filled at once there is nothing to watch, and no key pays for it.
 */
export function registerLazySections(
  editor: LexicalEditor,
  isComposing: () => boolean,
): LazySections {
  let waiting = waitingSections(editor);
  let watched: HTMLElement | null = null;
  let frame: number | null = null;
  /** The sections that stand for others, and how many sections there were then. */
  let gathered: { readonly firsts: readonly Element[]; readonly sections: number } = {
    firsts: [],
    sections: 0,
  };
  /** What the last look found: how far the next section is that waits, in px, and where that was. */
  let looked = { far: 0, top: 0, height: 0 };
  const sizes = new ResizeObserver(() => lookAtSize());
  const filled = new FilledSections();
  let emptying: ReturnType<typeof setTimeout> | undefined;

  function fill(keys: Iterable<NodeKey>): void {
    const wanted = [...keys].filter((key) => waiting.has(key));
    if (wanted.length === 0) return;
    if (isComposing()) {
      lookAgain();
      return;
    }
    for (const key of wanted) waiting.delete(key);
    // An edit that is not drawn yet goes first: the tags below would speak for it too.
    editor.read(() => {});
    editor.update(() => filled.$fill(wanted), FILLING);
    gather();
    emptyLater(EMPTY_AFTER_MS);
  }

  function emptyLater(ms: number): void {
    clearTimeout(emptying);
    if (filled.areMany) emptying = setTimeout(emptyFar, ms);
  }

  /** What was scrolled through waits again: whatever is filled costs every key. */
  function emptyFar(): void {
    const scroller = scrollerOf(editor);
    if (scroller === null) return;
    if (isComposing()) {
      emptyLater(EMPTY_AFTER_MS);
      return;
    }
    editor.read(() => {});
    const far = editor.read(() => filled.$takeFar(editor, scroller, $selectedSections()));
    if (far.size === 0) return;
    keepView(scroller, () => {
      editor.update(() => {
        for (const [key, waits] of far) {
          const section = $getNodeByKey(key);
          if ($isSectionNode(section)) $emptySection(section, waits);
        }
      }, FILLING);
      for (const key of far.keys()) waiting.add(key);
      gather();
    });
    lookAgain();
    emptyLater(EMPTY_NEXT_MS);
  }

  function gather(): void {
    const note = editor.getRootElement();
    if (note === null) return;
    gathered = { firsts: gatherRuns(note), sections: note.childElementCount };
  }

  /** A key stepped into a section that waited, or sections came and went. */
  function gatherAfter(dirty: ReadonlyMap<NodeKey, boolean>): void {
    const sections = editor.getRootElement()?.childElementCount;
    let isChanged =
      sections !== gathered.sections || gathered.firsts.some(({ isConnected }) => !isConnected);
    for (const key of dirty.keys()) {
      if (!waiting.has(key) || editor.getElementByKey(key)?.dataset.waiting !== undefined) continue;
      waiting.delete(key);
      isChanged = true;
    }
    if (isChanged) gather();
  }

  function show(): void {
    const scroller = scrollerOf(editor);
    if (waiting.size === 0 || scroller === null) return;
    watch(scroller);
    gather();
    const seen = nearView(scroller);
    if (seen.length > 0) keepView(scroller, () => fill(seen));
  }

  function nearView(scroller: HTMLElement): readonly NodeKey[] {
    const view = scroller.getBoundingClientRect();
    const room = AHEAD * view.height;
    let far = Number.POSITIVE_INFINITY;
    const note = editor.getRootElement();
    const places = note === null ? null : waitingPlaces(note);
    const near = [...waiting].filter((key) => {
      const element = editor.getElementByKey(key);
      const place = element === null ? undefined : places?.get(element);
      if (place === undefined) return false;
      // What is folded away or outside of the zoom has no place, and may get one anywhere.
      if (place.width === 0) {
        far = 0;
        return false;
      }
      const distance = Math.max(view.top - place.bottom, place.top - view.bottom) - room;
      if (distance >= 0) far = Math.min(far, distance);
      return distance < 0;
    });
    looked = { far, top: scroller.scrollTop, height: scroller.scrollHeight };
    return near;
  }

  /** What is near could not be filled yet. */
  function lookAgain(): void {
    looked = { ...looked, far: 0 };
  }

  /** Whether so much scrolled or grew since the last look that a section may have come near. */
  function mayBeNear(scroller: HTMLElement): boolean {
    const moved =
      Math.abs(scroller.scrollTop - looked.top) + Math.abs(scroller.scrollHeight - looked.height);
    return waiting.size > 0 && moved >= looked.far;
  }

  /**
   * Whatever brings a section near the view scrolls, or changes the height of note or window.
   *
   * An observer of each section would be asked in every frame, and a hundred of them are half a
   * millisecond of every key.
   */
  function watch(scroller: HTMLElement): void {
    if (watched !== null) return;
    watched = scroller;
    scroller.addEventListener('scroll', look, { passive: true });
    const note = editor.getRootElement();
    for (const element of [scroller, note]) if (element !== null) sizes.observe(element);
  }

  function look(): void {
    if (watched === null || frame !== null || !mayBeNear(watched)) return;
    frame = requestAnimationFrame(() => {
      frame = null;
      show();
    });
  }

  /** Nothing may change its size here; and most keys that make a line bring nothing into view. */
  function lookAtSize(): void {
    const scroller = scrollerOf(editor);
    if (scroller === null || !mayBeNear(scroller) || nearView(scroller).length === 0) return;
    lookAgain();
    look();
  }

  function stopWatching(): void {
    watched?.removeEventListener('scroll', look);
    sizes.disconnect();
    if (frame !== null) cancelAnimationFrame(frame);
    clearTimeout(emptying);
  }

  /** A selection that reaches over sections is read and changed as a whole. */
  function fillSelected(): void {
    const keys = editor.read($sectionsOfSelection);
    if (keys.length > 2) fill(keys);
  }

  return {
    show,
    $emptyAsDrawn: () => filled.$emptyAsDrawn(editor.getEditorState(), $selectedSections()),
    dispose: mergeRegister(
      editor.registerUpdateListener(({ tags, dirtyElements }) => {
        if (tags.has(FILL_TAG)) return;
        if (waiting.size > 0 && !isComposing()) gatherAfter(dirtyElements);
        // Undo may bring back a state in which a section still waited.
        if (tags.has(HISTORIC_TAG)) {
          waiting = waitingSections(editor);
          show();
        }
        if (waiting.size > 0) fillSelected();
        // What came into view while an IME composed had to wait.
        if (tags.has(COMPOSITION_END_TAG)) look();
      }),
      stopWatching,
    ),
  };
}

function waitingSections(editor: LexicalEditor): Set<NodeKey> {
  return editor.read(() => {
    const keys = new Set<NodeKey>();
    for (const section of $getRoot().getChildren())
      if ($isSectionNode(section) && section.getWaiting() !== null) keys.add(section.getKey());
    return keys;
  });
}

/** The sections in which the caret, a selection or a selected picture is. */
function $selectedSections(): readonly NodeKey[] {
  const ofRange = $sectionsOfSelection();
  const nodes = ofRange.length > 0 ? [] : ($getSelection()?.getNodes() ?? []);
  return [...ofRange, ...nodes.flatMap((node) => node.getTopLevelElement()?.getKey() ?? [])];
}

/** The sections from one end of a selection to the other, where they are not the same. */
function $sectionsOfSelection(): readonly NodeKey[] {
  const selection = $getSelection();
  if (!$isRangeSelection(selection) || selection.isCollapsed()) return [];
  const ends = [selection.anchor, selection.focus].map(({ key }) =>
    $getNodeByKey(key)?.getTopLevelElement(),
  );
  const [one, other] = ends;
  if (one == null || other == null || one.is(other)) return [];
  const [from, to] = one.isBefore(other) ? [one, other] : [other, one];
  const keys: NodeKey[] = [];
  for (let node: LexicalNode | null = from; node !== null; node = node.getNextSibling()) {
    keys.push(node.getKey());
    if (node.is(to)) break;
  }
  return keys;
}
