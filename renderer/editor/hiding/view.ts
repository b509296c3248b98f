import {
  $getNearestNodeFromDOMNode,
  $getNodeByKey,
  $getSelection,
  $isRangeSelection,
  HISTORY_MERGE_TAG,
  HISTORY_PUSH_TAG,
  type LexicalEditor,
  mergeRegister,
  type NodeKey,
  SKIP_SCROLL_INTO_VIEW_TAG,
} from 'lexical';
import type { CommandId } from '../../../shared/commands.ts';
import type { FoldMark } from '../../../shared/ipc/contract.ts';
import type { Block } from '../../../shared/markdown/model.ts';
import { plainText } from '../../../shared/note/plain-text.ts';
import type { Edge } from '../commands/edges.ts';
import { $selectedBlocks } from '../commands/run.ts';
import { $selectWider, type WiderHost } from '../commands/select-wider.ts';
import { $deleteRuns } from '../commands/whole-items.ts';
import type { Dragged } from '../drag/drop-place.ts';
import { $leaveImage } from '../images/select.ts';
import { FILL_TAG } from '../lazy-sections.ts';
import type { MirroredNote } from '../mirrored-note.ts';
import type { BlockNode } from '../nodes/block-node.ts';
import { $blockAfter, $blockByKey } from '../nodes/section-node.ts';
import { $blockOf, $focusNode, $runOf, isPart, standingOf } from '../outline.ts';
import { scrollerOf, showBlock } from '../view.ts';
import { registerArrows } from './arrows.ts';
import { $changeFolds, $foldAll, type FoldChange, type MayFold } from './folds.ts';
import { Hidden } from './hidden.ts';
import { $linesOf, $sections, $wordsOf } from './lines.ts';
import { registerHidden } from './register.ts';
import { $leavesZoom, $zoomPath, $zoomTarget } from './zoom.ts';

export interface OutlineViewHost {
  readonly unfoldLabel: () => string;
  readonly isEventTitle: (key: NodeKey) => boolean;
  readonly isTalk: (key: NodeKey) => boolean;
  /** Something was folded or unfolded by a command. */
  readonly onFolds: () => void;
  /** The words of what holds the block zoomed into, outermost first; null for the whole note. */
  readonly onZoom: (path: readonly string[] | null) => void;
}

const FOLDS: Partial<Record<CommandId, FoldChange>> = {
  'outline.fold': 'toggle',
  'outline.collapse': 'fold',
  'outline.expand': 'unfold',
};

/** More folds than these are not kept for the next start. */
const MOST_FOLDS = 5000;
const FIRST_WORDS = 40;

function firstWords(block: Block | undefined): string {
  const body = block?.body;
  const isText = body?.kind === 'paragraph' || body?.kind === 'heading';
  return isText ? plainText(body.content).slice(0, FIRST_WORDS) : '';
}

/** How the outline of a note is looked at: its folds and its zoom, with their commands. */
export class OutlineView {
  readonly #editor: LexicalEditor;
  readonly #host: OutlineViewHost;
  readonly #mayFold: MayFold;
  readonly #cleanup: () => void;
  readonly hidden: Hidden;
  #path: readonly NodeKey[] = [];

  constructor(editor: LexicalEditor, host: OutlineViewHost) {
    this.#editor = editor;
    this.#host = host;
    this.#mayFold = (key) => !host.isEventTitle(key);
    this.hidden = new Hidden(editor, {
      unfoldLabel: host.unfoldLabel,
      onZoom: () => this.tellPath(),
    });
    this.#cleanup = mergeRegister(
      registerHidden(editor, this.hidden),
      registerArrows(editor, this.hidden),
      editor.registerRootListener((root, before) => {
        before?.removeEventListener('mousedown', this.#onMouseDown);
        root?.addEventListener('mousedown', this.#onMouseDown);
      }),
    );
  }

  /** Runs a command on folds or zoom; true as well for one that would leave the zoom. */
  run(id: CommandId): boolean {
    const change = FOLDS[id];
    if (change !== undefined)
      this.#fold(() => $selectedBlocks().map((block) => block.getKey()), change);
    else if (id === 'outline.foldAll') this.#foldAll();
    else if (id === 'outline.zoomIn') this.#zoomIn();
    else if (id === 'outline.zoomOut') this.zoomTo(this.#path.length - 2);
    else if (id === 'outline.select') this.#selectWider();
    else if (id === 'outline.delete') this.#delete();
    else
      return this.#editor.read(() =>
        $leavesZoom(this.$zoomRoot(), id, $selectedBlocks()[0] ?? null),
      );
    return true;
  }

  readonly #wider: WiderHost = {
    $isTalk: (block) =>
      this.#host.isTalk(block.getKey()) && this.hidden.$coverOf(block) === undefined,
    $all: () => {
      const root = this.$zoomRoot();
      if (root !== null) return [root, $runOf(root).at(-1) ?? root];
      const sections = $sections();
      const ends = [sections[0], sections.at(-1)].map((section) =>
        section === undefined ? [] : $linesOf(section),
      );
      const first = $blockByKey(ends[0]?.[0]?.key ?? '');
      const last = $blockByKey(ends[1]?.at(-1)?.key ?? '');
      return first === null || last === null ? null : [first, last];
    },
  };

  #selectWider(): void {
    this.#look(() => {
      $leaveImage();
      $selectWider(this.#wider);
    });
  }

  #delete(): void {
    const $isShown = (block: BlockNode) => this.hidden.$coverOf(block) === undefined;
    this.#editor.update(() => $deleteRuns($selectedBlocks(), $isShown), { tag: HISTORY_PUSH_TAG });
  }

  /** Moves the selection, and nothing else; what it reaches is filled. */
  #look($move: () => unknown): void {
    this.#editor.read(() => {});
    this.#editor.update(() => void $move(), {
      discrete: true,
      skipTransforms: true,
      tag: [FILL_TAG, HISTORY_MERGE_TAG, SKIP_SCROLL_INTO_VIEW_TAG],
    });
  }

  /** Folds a block that is shown whole, and shows what a folded one hides. */
  toggle(key: NodeKey): void {
    this.#fold(() => [key], 'toggle');
  }

  /** Whether a block has anything to fold. */
  canFold(key: NodeKey): boolean {
    return this.#editor.read(() => {
      const block = $blockOf($getNodeByKey(key));
      const next = block === null ? null : $blockAfter(block);
      if (block === null || next === null || !this.#mayFold(key)) return false;
      return key !== this.hidden.root && isPart(standingOf(next), standingOf(block));
    });
  }

  /** The note as a drag of one of its blocks sees it. */
  rowsFor(key: NodeKey, title: NodeKey | null): Dragged {
    const rows = this.#editor.read(() => this.hidden.$rows());
    const indexOf = (wanted: NodeKey | null) => rows.findIndex((row) => row.key === wanted);
    return { rows, from: indexOf(key), title: indexOf(title), root: indexOf(this.hidden.root) };
  }

  /** The folds as they are kept for the next start; the file does not know of them. */
  foldMarks(note: MirroredNote): readonly FoldMark[] {
    const { folded } = this.hidden;
    // Before the note's keys are asked for: somebody who types asks here twice a second.
    if (folded.size === 0) return [];
    const { blocks, keys } = note;
    return keys
      .flatMap((key, block) =>
        folded.has(key) ? [{ block, words: firstWords(blocks[block]) }] : [],
      )
      .slice(0, MOST_FOLDS);
  }

  /** Folds again what was folded, as far as the note still says the same there. */
  restoreFolds(marks: readonly FoldMark[], { blocks, keys }: MirroredNote): void {
    for (const { block, words } of marks) {
      const key = keys[block];
      if (key !== undefined && firstWords(blocks[block]) === words) this.hidden.folded.add(key);
    }
    if (this.hidden.folded.size > 0) this.hidden.refreshAll();
  }

  /** The button of a folded block, pressed by a mouse or by assistive technology. */
  readonly #onMouseDown = (event: MouseEvent): void => {
    const { target } = event;
    if (!(target instanceof Element) || !target.matches('.fold-mark')) return;
    // The caret stays where it is.
    event.preventDefault();
    const block = this.#editor.read(() => $blockOf($getNearestNodeFromDOMNode(target)));
    if (block !== null && !this.#editor.isComposing()) this.toggle(block.getKey());
  };

  /** The last block that a folded item hides; null where it hides none. */
  readonly $foldedEnd = (block: BlockNode): BlockNode | null => {
    if (!this.hidden.isFolded(block.getKey())) return null;
    const run = $runOf(block);
    return run.length === 1 ? null : (run.at(-1) ?? null);
  };

  /** The first or the last block to go to; null where nothing is hidden. */
  readonly $edgeShown = (edge: Edge): BlockNode | null => {
    const key = this.hidden.isAny ? this.hidden.$edgeShown(edge) : null;
    return key === null ? null : $blockByKey(key);
  };

  readonly $zoomRoot = (): BlockNode | null =>
    this.hidden.root === null ? null : $blockOf($getNodeByKey(this.hidden.root));

  #fold($keys: () => readonly NodeKey[], change: FoldChange): void {
    const sections = this.#editor.read(() =>
      $changeFolds(this.hidden, $keys(), change, this.#mayFold),
    );
    this.hidden.refresh(sections);
    this.#leaveHidden();
    this.#host.onFolds();
  }

  #foldAll(): void {
    this.#editor.read(() => $foldAll(this.hidden, this.#mayFold));
    this.hidden.refreshAll();
    this.#leaveHidden();
    this.#showCaret();
    this.#host.onFolds();
  }

  /** So much comes or goes above the caret that the view would end up anywhere. */
  #showCaret(): void {
    const key = this.#editor.read(() => $blockOf($focusNode())?.getKey());
    if (key !== undefined) showBlock(this.#editor, key);
  }

  #zoomIn(): void {
    const target = this.#editor.read(() => {
      const block = $blockOf($focusNode());
      return block === null ? null : $zoomTarget(block.getKey(), this.#mayFold);
    });
    if (target !== null) this.zoom(target);
  }

  /** Shows only a block with its parts; null shows the whole note. */
  zoom(key: NodeKey | null): void {
    const before = this.hidden.root;
    this.#path = this.#editor.read(() => (key === null ? [] : $zoomPath(key, this.#mayFold)));
    this.hidden.zoom(key);
    this.#leaveHidden();
    const scroller = scrollerOf(this.#editor);
    if (key !== null && scroller !== null) scroller.scrollTop = 0;
    else this.#editor.getElementByKey(before ?? '')?.scrollIntoView({ block: 'nearest' });
  }

  /** Zooms to a place of the path; before its beginning is the whole note. */
  zoomTo(index: number): void {
    if (this.hidden.root !== null) this.zoom(this.#path[index] ?? null);
  }

  /** Tells the words of the path; call when they may have changed. */
  tellPath(): void {
    if (this.hidden.root === null) this.#path = [];
    const words = this.#editor.read(() => this.#path.map($wordsOf));
    this.#host.onZoom(words.length === 0 ? null : words);
  }

  /** The caret never stays in words that are not shown: it goes to the line that hides them. */
  #leaveHidden(): void {
    const to = this.#editor.read(() => {
      const selection = $getSelection();
      if (!$isRangeSelection(selection)) return null;
      const covers = [selection.focus, selection.anchor].map((point) => {
        const block = $blockOf(point.getNode());
        return block === null ? undefined : this.hidden.$coverOf(block);
      });
      const cover = covers.find((each) => each !== undefined);
      return cover === undefined ? null : (cover ?? this.hidden.root);
    });
    if (to !== null) this.#look(() => $blockByKey(to)?.selectEnd());
  }

  dispose(): void {
    this.#cleanup();
  }
}
