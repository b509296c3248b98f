import {
  $isElementNode,
  $isTextNode,
  type LexicalEditor,
  type NodeKey,
  SKIP_SCROLL_INTO_VIEW_TAG,
} from 'lexical';
import { type ImageHost, storeImage } from '../commands/images.ts';
import type { Composition } from '../composition.ts';
import { $piecesOf } from '../find/block-text.ts';
import type { NoteTarget } from '../find/note-target.ts';
import type { KeptBothMarks } from '../kept-both.ts';
import type { MirroredNote } from '../mirrored-note.ts';
import { $blockByKey } from '../nodes/section-node.ts';
import type { SourceModeHost } from '../source/source-mode.ts';
import { scrollerOf, showBlock } from '../view.ts';
import type { Writer } from '../writer.ts';
import type { SessionHost } from './host.ts';
import type { OtherText } from './other-text.ts';

/** What showing the source needs of the session around it. */
export interface SourceParts {
  readonly editor: LexicalEditor;
  readonly outline: HTMLElement;
  readonly host: SessionHost;
  readonly name: () => string;
  readonly writer: Writer;
  readonly composition: Pick<Composition, 'active'>;
  readonly other: OtherText;
  readonly find: NoteTarget;
  readonly kept: KeptBothMarks;
  readonly images: () => ImageHost;
  readonly onMove: () => void;
  /** The note as it was last read. */
  readonly shown: () => MirroredNote;
}

/** The outline as its source sees it: what it is asked for when one takes the other's place. */
export function sourceHost(parts: SourceParts): SourceModeHost {
  const { editor, host, writer, composition, other, find, kept, images, shown } = parts;
  let scrollTop = 0;
  return {
    api: host.api,
    name: parts.name,
    label: host.sourceLabel,
    stamp: host.stamp,
    isReadOnly: !editor.isEditable(),
    outline: parts.outline,
    settleOutline: async () => {
      await writer.flush();
      scrollTop = scrollerOf(editor)?.scrollTop ?? scrollTop;
      return writer.isSettled && !composition.active;
    },
    held: () => writer.acknowledged,
    caret: () => find.caret(),
    takeOver: (version, text) => other.replace(version, text),
    placeCaret: ({ index, offset }) => {
      const key = shown().keys[index];
      if (key === undefined) return;
      editor.update(() => $putCaret(key, offset), {
        discrete: true,
        tag: SKIP_SCROLL_INTO_VIEW_TAG,
      });
      // Where the caret has not gone far, the view is what it was.
      const scroller = scrollerOf(editor);
      if (scroller !== null) scroller.scrollTop = scrollTop;
      showBlock(editor, key);
    },
    store: async (file) => {
      const stored = await storeImage(images(), file, null);
      if (stored === null) images().onNotImages([file.name]);
      return stored === null || stored === 'failed' ? null : stored.url;
    },
    onPending: host.onPending,
    onKept: (places) => void kept.add(places),
    onNotice: host.onNotice,
    onError: host.onError,
    onMove: parts.onMove,
    onSwitch: host.onSwitch,
  };
}

/** Puts the caret at an offset in a block's words. */
function $putCaret(key: NodeKey, offset: number): void {
  const block = $blockByKey(key);
  if (block === null) return;
  const piece = $piecesOf(block).pieces.find(({ to }) => offset <= to);
  if (piece !== undefined && $isTextNode(piece.node)) {
    const at = Math.max(0, offset - piece.from);
    piece.node.select(at, at);
  } else if ($isElementNode(block)) block.selectEnd();
}
