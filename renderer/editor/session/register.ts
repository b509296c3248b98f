import { createEmptyHistoryState, registerHistory } from '@lexical/history';
import { registerRichText } from '@lexical/rich-text';
import {
  $hasUpdateTag,
  HISTORIC_TAG,
  type LexicalEditor,
  mergeRegister,
  RootNode,
  TextNode,
} from 'lexical';
import type { CommandId } from '../../../shared/commands.ts';
import { registerEdgeKeys } from '../commands/edges.ts';
import { type ImageHost, insertImages } from '../commands/images.ts';
import { $applyShortcut } from '../commands/shortcuts.ts';
import { registerTyping } from '../commands/typing.ts';
import type { Composition } from '../composition.ts';
import { registerGutter } from '../drag/gutter.ts';
import { $keepOneBlock } from '../fill.ts';
import type { OutlineView } from '../hiding/view.ts';
import { registerRelease } from '../images/release.ts';
import { $showRequest, type ImageRequest } from '../images/requests.ts';
import { registerImages } from '../images/select.ts';
import { registerSmallPictures } from '../images/small/register.ts';
import { followPaste } from '../images/waiting.ts';
import { registerInsertText } from '../insert-text.ts';
import { FILL_TAG } from '../lazy-sections.ts';
import { BlockNode } from '../nodes/block-node.ts';
import { $fitEntities, StampNode, UrlNode } from '../nodes/entity-node.ts';
import { $splitLongSection, SectionNode } from '../nodes/section-node.ts';
import { $keepHeadingOnOneLine, $repairBlock } from '../outline.ts';
import { registerPointer } from '../pointer.ts';
import { type NoteNames, registerRelink } from '../relink.ts';
import { registerRichBlocks } from '../rich-blocks.ts';
import { registerSharing } from '../share-nodes.ts';
import { registerStampHints } from '../stamp-hints.ts';
import { registerTripleClick } from '../triple-click.ts';
import { changedKeys, type Writer } from '../writer.ts';
import { followHands } from './hands-time.ts';
import type { SessionHost } from './host.ts';
import type { NoteTalks } from './talks.ts';

/** Steps that undo can take back; more would only hold memory (DESIGN 4.2). */
const UNDO_DEPTH = 500;
/** Typing within this time is one step of undo. */
const UNDO_GROUP_MS = 300;

/** The parts of a session that its keys, mouse and transforms work on. */
export interface SessionParts {
  readonly editor: LexicalEditor;
  readonly element: HTMLElement;
  readonly host: SessionHost;
  readonly view: OutlineView;
  readonly writer: Writer;
  readonly composition: Pick<Composition, 'active'>;
  readonly talks: () => NoteTalks;
  readonly images: () => ImageHost;
  /** The names of the note and its images, and those they had since it was opened here. */
  readonly names: () => NoteNames;
  readonly run: (id: CommandId) => boolean;
  readonly askImage: (request: ImageRequest | null) => boolean;
  /** The caret may have moved. */
  readonly followCaret: () => void;
  /** A state that undo brings back is about to be drawn. */
  readonly $beforeUndo: () => void;
}

/** Registers what keys, mouse and typed text do to a note; returns the cleanup. */
export function registerSession(parts: SessionParts): () => void {
  const { editor } = parts;
  const hands = followHands(parts.element);
  return mergeRegister(
    hands.stop,
    registerRichText(editor),
    registerHistory(
      editor,
      createEmptyHistoryState(),
      UNDO_GROUP_MS,
      hands.now,
      undefined,
      UNDO_DEPTH,
    ),
    registerSharing(editor),
    registerKeys(parts),
    registerMouse(parts),
    registerTransforms(parts),
    editor.registerUpdateListener(({ dirtyElements, editorState, prevEditorState, tags }) => {
      if (tags.has(FILL_TAG)) return;
      if (tags.has(HISTORIC_TAG)) parts.writer.changed(changedKeys(prevEditorState, editorState));
      else if (dirtyElements.size > 0) parts.writer.changed(dirtyElements.keys());
      parts.followCaret();
    }),
  );
}

function registerKeys({ editor, host, view, talks, names, run }: SessionParts): () => void {
  return mergeRegister(
    registerTyping(editor, {
      autoStamp: () => (host.autoStamp() ? host.stamp() : null),
      $isEventTitle: (block) => block.getKey() === talks().titleKey,
      $foldedEnd: view.$foldedEnd,
      $zoomRoot: view.$zoomRoot,
      run,
    }),
    registerEdgeKeys(editor, view.$edgeShown),
    registerInsertText(editor),
    registerRichBlocks(editor, { words: host.words, run }),
    registerRelink(editor, names),
  );
}

function registerMouse(parts: SessionParts): () => void {
  const { editor, element, host, view, composition, talks, images, askImage } = parts;
  return mergeRegister(
    registerGutter(element, editor, {
      view,
      isComposing: () => composition.active,
      titleKey: () => talks().titleKey,
      words: {
        drag: () => host.words().text('editor.drag'),
        fold: () => host.words().withKeys('editor.fold', 'outline.fold'),
      },
    }),
    registerStampHints(element, editor, {
      startAt: (key) => talks().at(key)?.startMinute ?? null,
      words: host.sinceStart,
    }),
    registerImages(editor, {
      $show: (image) => askImage($showRequest(editor, image, talks().level)),
    }),
    registerTripleClick(editor),
    registerRelease(editor, () => composition.active),
    registerSmallPictures(editor, () => composition.active),
    registerPointer(element, editor, {
      openLink: (url) => void host.api.openLink({ url }),
      onFiles: (files, block) => followPaste(insertImages(images(), files, block)),
    }),
  );
}

function registerTransforms({ editor, $beforeUndo }: SessionParts): () => void {
  const unlessComposing =
    <Node>(transform: (node: Node) => void) =>
    (node: Node): void => {
      if (!editor.isComposing()) transform(node);
    };
  return mergeRegister(
    editor.registerNodeTransform(RootNode, () => {
      if ($hasUpdateTag(HISTORIC_TAG)) $beforeUndo();
    }),
    editor.registerNodeTransform(RootNode, $keepOneBlock),
    editor.registerNodeTransform(SectionNode, $splitLongSection),
    editor.registerNodeTransform(BlockNode, $repairBlock),
    editor.registerNodeTransform(BlockNode, unlessComposing($keepHeadingOnOneLine)),
    editor.registerNodeTransform(TextNode, unlessComposing($applyShortcut)),
    editor.registerNodeTransform(TextNode, unlessComposing($fitEntities)),
    editor.registerNodeTransform(StampNode, unlessComposing($fitEntities)),
    editor.registerNodeTransform(UrlNode, unlessComposing($fitEntities)),
  );
}
