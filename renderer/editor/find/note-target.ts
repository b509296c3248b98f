import {
  $getPreviousSelection,
  $getSelection,
  $isRangeSelection,
  $isTextNode,
  HISTORY_PUSH_TAG,
  type LexicalEditor,
  SKIP_DOM_SELECTION_TAG,
  SKIP_SCROLL_INTO_VIEW_TAG,
} from 'lexical';
import type { MirroredNote, MirroredSection } from '../mirrored-note.ts';
import { $blockByKey } from '../nodes/section-node.ts';
import { $blockOf } from '../outline.ts';
import { showBlock } from '../view.ts';
import { $piecesOf, textOfBlock } from './block-text.ts';
import { Listeners } from './listeners.ts';
import { MatchPaint } from './paint.ts';
import { $replaceInBlock } from './replace.ts';
import type { Match } from './search.ts';
import type { FindTarget } from './target.ts';

/** What finding needs of a note's session. */
export interface NoteFindHost {
  readonly editor: LexicalEditor;
  readonly shown: () => MirroredNote;
  readonly settle: () => Promise<void>;
  readonly isComposing: () => boolean;
  readonly focus: () => void;
}

/** Words a person selected to look for them; more is a passage. */
const MOST_SELECTED = 200;

/** A note's outline as something to find in. `changed` is called after each reading of the note. */
export class NoteTarget implements FindTarget {
  readonly settle: () => Promise<void>;
  readonly focus: () => void;
  readonly isComposing: () => boolean;
  readonly #host: NoteFindHost;
  readonly #paint: MatchPaint;
  readonly #listeners = new Listeners();
  #read: { readonly note: MirroredNote; readonly texts: readonly string[] } | null = null;
  readonly #runs = new WeakMap<MirroredSection, readonly string[]>();

  constructor(host: NoteFindHost) {
    this.#host = host;
    this.settle = host.settle;
    this.focus = host.focus;
    this.isComposing = host.isComposing;
    this.#paint = new MatchPaint(host.editor, host.shown);
  }

  get isReadOnly(): boolean {
    return !this.#host.editor.isEditable();
  }

  changed(): void {
    this.#listeners.tell();
  }

  onChange(listener: () => void): () => void {
    return this.#listeners.add(listener);
  }

  texts(): readonly string[] {
    const note = this.#host.shown();
    if (this.#read?.note !== note) this.#read = { note, texts: this.runs().flat() };
    return this.#read.texts;
  }

  runs(): readonly (readonly string[])[] {
    return this.#host.shown().sections.map((section) => {
      const run = this.#runs.get(section) ?? section.blocks.map(textOfBlock);
      this.#runs.set(section, run);
      return run;
    });
  }

  caret(): { index: number; offset: number } | null {
    return this.#host.editor.read(() => {
      const selection = $getSelection() ?? $getPreviousSelection();
      const isRange = $isRangeSelection(selection);
      const start = isRange ? (selection.isBackward() ? selection.focus : selection.anchor) : null;
      const block = $blockOf(start?.getNode() ?? selection?.getNodes()[0] ?? null);
      const index = block === null ? -1 : this.#host.shown().keys.indexOf(block.getKey());
      if (block === null || index < 0) return null;
      if (start === null) return { index, offset: 0 };
      const piece = $piecesOf(block).pieces.find(({ node }) => node.getKey() === start.key);
      return { index, offset: piece === undefined ? 0 : piece.from + start.offset };
    });
  }

  selectedWords(): string {
    return this.#host.editor.read(() => {
      const selection = $getSelection();
      if (!$isRangeSelection(selection) || selection.isCollapsed()) return '';
      const words = selection.getTextContent();
      return words.includes('\n') || words.length > MOST_SELECTED ? '' : words;
    });
  }

  selectedText(): string {
    return this.#host.editor.read(() => {
      const selection = $getSelection();
      return $isRangeSelection(selection) ? selection.getTextContent() : '';
    });
  }

  paint(matches: readonly Match[], current: number): void {
    this.#paint.paint(matches, current);
  }

  visit(match: Match): void {
    const { editor } = this.#host;
    const key = this.#host.shown().keys[match.index];
    if (key === undefined) return;
    const hasKeyboard = document.activeElement === editor.getRootElement();
    editor.update(() => $selectMatch(key, match), {
      discrete: true,
      // Without the keyboard the note must not take it: the find bar has it.
      tag: hasKeyboard
        ? [SKIP_SCROLL_INTO_VIEW_TAG]
        : [SKIP_SCROLL_INTO_VIEW_TAG, SKIP_DOM_SELECTION_TAG],
    });
    showBlock(editor, key);
  }

  replace(matches: readonly Match[]): void {
    const { keys } = this.#host.shown();
    const texts = this.texts();
    const byBlock = new Map<number, Match[]>();
    for (const match of matches) {
      const known = byBlock.get(match.index);
      if (known === undefined) byBlock.set(match.index, [match]);
      else known.push(match);
    }
    this.#host.editor.update(
      () => {
        for (const [index, ofBlock] of byBlock) {
          const block = $blockByKey(keys[index] ?? '');
          if (block !== null) $replaceInBlock(block, texts[index] ?? '', ofBlock);
        }
      },
      {
        discrete: true,
        tag: [HISTORY_PUSH_TAG, SKIP_SCROLL_INTO_VIEW_TAG, SKIP_DOM_SELECTION_TAG],
      },
    );
  }
}

function $selectMatch(key: string, { from, to }: Match): void {
  const block = $blockByKey(key);
  if (block === null) return;
  const { pieces } = $piecesOf(block);
  const first = pieces.find((piece) => from < piece.to);
  const last = pieces.find((piece) => to <= piece.to);
  if (first === undefined || last === undefined) return;
  const selection = block.selectStart();
  if (!$isTextNode(first.node)) return;
  selection.anchor.set(first.node.getKey(), from - first.from, 'text');
  selection.focus.set(last.node.getKey(), to - last.from, 'text');
}
