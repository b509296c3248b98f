import {
  HISTORY_PUSH_TAG,
  type LexicalEditor,
  type NodeKey,
  SKIP_DOM_SELECTION_TAG,
  SKIP_SCROLL_INTO_VIEW_TAG,
} from 'lexical';
import type { CommandId } from '../../../shared/commands.ts';
import type { Talk } from '../../../shared/note/event.ts';
import type { TalkHeading } from '../../../shared/note/talk.ts';
import { moveDown, moveUp } from '../../../shared/outline/index.ts';
import { $editTalk } from '../commands/edit-talk.ts';
import { $selectedBlocks } from '../commands/run.ts';
import type { OutlineView } from '../hiding/view.ts';
import type { MirroredNote } from '../mirrored-note.ts';
import type { BlockNode, HeadingLevel } from '../nodes/block-node.ts';
import { $blockByKey } from '../nodes/section-node.ts';
import { $changeOrder } from '../outline-edit.ts';
import { readTalkList, type TalkList, talkAt, talkOfCaret, touchesTalks } from '../talk-list.ts';
import { goToBlock } from '../view.ts';

/** What the talks need of the session around them. */
export interface NoteTalksHost {
  readonly editor: LexicalEditor;
  readonly view: Pick<OutlineView, 'hidden' | 'zoom'>;
  /** The note as it was last read. */
  readonly shown: () => MirroredNote;
  readonly isComposing: () => boolean;
  readonly flush: () => Promise<void>;
  readonly onTalks: (talks: TalkList, current: number) => void;
}

/** The talks of an open note: which there are, which one holds the caret, and what changes them. */
export class NoteTalks {
  readonly #host: NoteTalksHost;
  #list: TalkList;
  #current = -1;

  constructor(host: NoteTalksHost) {
    this.#host = host;
    this.#list = readTalkList(host.shown());
  }

  /** The heading that is the event's title and no talk; null where there is none. */
  get titleKey(): NodeKey | null {
    return this.#list.titleKey;
  }

  get level(): HeadingLevel {
    return (this.#list.event.talkLevel ?? 1) as HeadingLevel;
  }

  /** The event's date as `YYYY-MM-DD`. */
  get date(): string | null {
    return this.#list.event.date;
  }

  has(key: NodeKey): boolean {
    return this.#list.keys.includes(key);
  }

  /** The talk that holds a block; undefined before the first one. */
  at(key: NodeKey): Talk | undefined {
    return talkAt(this.#host.editor, this.#host.shown(), this.#list, key);
  }

  /** The first line of a talk's heading as it was read from the note; null for a new one. */
  sourceOf(index: number): string | null {
    const talk = this.#list.event.talks[index];
    const source = talk === undefined ? null : this.#host.shown().blocks[talk.blockIndex]?.source;
    return source?.text.split(/[\r\n]/)[0] ?? null;
  }

  tell(): void {
    this.#host.onTalks(this.#list, this.#current);
  }

  /** The note was read again. */
  read(before: MirroredNote): void {
    const shown = this.#host.shown();
    if (!touchesTalks(before, shown, this.#list)) return;
    this.#list = readTalkList(shown);
    this.#current = this.#ofCaret();
    this.tell();
  }

  /** The caret came to rest somewhere. */
  followCaret(): void {
    const current = this.#ofCaret();
    if (current === this.#current) return;
    this.#current = current;
    this.tell();
  }

  /** Goes to the talk so many behind the caret's, where there is one. */
  goBy(step: -1 | 1): void {
    this.goTo(this.#ofCaret() + step);
  }

  /** Shows a talk and puts the caret at the end of its title. */
  goTo(index: number): void {
    const key = this.#list.keys[index];
    if (key === undefined) return;
    const { editor, view } = this.#host;
    // Who looks at one talk only, looks at the next one in the same way.
    if (this.has(view.hidden.root ?? '')) view.zoom(key);
    goToBlock(editor, key);
  }

  /** Hides everything but a talk. */
  showOnly(index: number): void {
    const key = this.#list.keys[index];
    if (key !== undefined && !this.#host.isComposing()) this.#host.view.zoom(key);
  }

  /** Moves a talk by so many places, up where they are negative; false where it cannot. */
  move(index: number, places: number): boolean {
    if (index + places < 0 || index + places >= this.#list.keys.length) return false;
    return this.#change(index, (heading) => {
      let isMoved = false;
      for (let step = 0; step < Math.abs(places); step++)
        isMoved =
          (places < 0
            ? $changeOrder(heading, heading, moveUp, 'up')
            : $changeOrder(heading, heading, moveDown, 'down')) || isMoved;
      return isMoved;
    });
  }

  /** Makes a talk's heading say something else. */
  edit(index: number, wanted: TalkHeading): void {
    const shown = this.#list.event.talks[index];
    if (shown === undefined) return;
    this.#change(index, (heading) => {
      $editTalk(heading, shown, wanted);
      return true;
    });
  }

  /** The event's title may look like a talk to the outline: it stays in front of them all. */
  movesTitle(id: CommandId): boolean {
    if (id !== 'outline.moveUp' && id !== 'outline.moveDown') return false;
    const { titleKey, keys } = this.#list;
    const first = this.#host.editor.read(() => $selectedBlocks()[0]?.getKey());
    if (titleKey === null || first === undefined) return false;
    return first === titleKey || (id === 'outline.moveUp' && first === keys[0]);
  }

  #ofCaret(): number {
    return talkOfCaret(this.#host.editor, this.#host.shown(), this.#list);
  }

  /** Changes a talk from outside of the note, where the caret is not; the list follows at once. */
  #change(index: number, $change: (heading: BlockNode) => boolean): boolean {
    const { editor, isComposing, flush } = this.#host;
    const key = this.#list.keys[index];
    if (key === undefined || isComposing() || !editor.isEditable()) return false;
    let isChanged = false;
    editor.update(
      () => {
        const heading = $blockByKey(key);
        isChanged = heading !== null && $change(heading);
      },
      {
        discrete: true,
        tag: [HISTORY_PUSH_TAG, SKIP_DOM_SELECTION_TAG, SKIP_SCROLL_INTO_VIEW_TAG],
      },
    );
    if (isChanged) void flush();
    return isChanged;
  }
}
