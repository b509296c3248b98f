import {
  $getSelection,
  $isNodeSelection,
  $isRangeSelection,
  HISTORY_MERGE_TAG,
  HISTORY_PUSH_TAG,
  type LexicalEditor,
  type NodeKey,
} from 'lexical';
import type { BackrowApi, CallError, StoredImage } from '../../../shared/ipc/contract.ts';
import { err, type Result } from '../../../shared/result.ts';
import { $placeBelow, type FoldedEnd } from '../below.ts';
import { $lastPastedBelow, rememberPasted } from '../images/pasted.ts';
import { dropPreview, previewOf, previewReady, showPreview } from '../images/preview.ts';
import { countStoredImage, mayPass, type WaitingImage } from '../images/waiting.ts';
import { $lastBlock } from '../last-block.ts';
import { mistake } from '../mistake.ts';
import { $createBlockNode, type BlockNode, type BlockShape } from '../nodes/block-node.ts';
import { $createImageNode } from '../nodes/image-node.ts';
import { $blockByKey } from '../nodes/section-node.ts';
import { $blockOf, headingLevel, itemShape } from '../outline.ts';

export interface ImageHost {
  readonly editor: LexicalEditor;
  readonly note: string;
  readonly api: Pick<BackrowApi, 'addImage' | 'addImageFiles'>;
  /** The title of the talk that a block belongs to; empty before the first talk. */
  readonly talkAt: (block: NodeKey) => string;
  readonly $foldedEnd: FoldedEnd;
  /** Resolves when no IME is composing: an image never arrives in the middle of a word (law 5). */
  readonly afterComposition: () => Promise<void>;
  /** An image was stored: it may become smaller when nobody writes. */
  readonly onStored: (url: string) => void;
  /** No disk takes an image now: it is kept here, and put below its place later. */
  readonly onWaits: (image: WaitingImage) => void;
  /** An image cannot be kept: it is too large. */
  readonly onFailed: (error: CallError) => void;
  /** Files among them are no images that are kept; told once for all of them. */
  readonly onNotImages: (names: readonly string[]) => void;
  /** Files that were chosen stay where they are, and are not in the note. */
  readonly onNotAdded: (names: readonly string[]) => void;
}

/**
 * Stores images and puts them below a block, one under the other: the one they were dropped on, or
 * that of the caret, or the last one of a note that has no caret yet.
 *
 * The file is durable before the link is written, so a link never points at nothing. The caret
 * stays with the words: the next key goes on where the eyes left off. All of them are one step of
 * undo, which takes the links back and leaves the files, so that redo finds them.
 */
export async function insertImages(
  host: ImageHost,
  files: readonly File[],
  below: NodeKey | null = null,
): Promise<void> {
  const { editor } = host;
  const caret = below === null ? caretBlock(editor) : null;
  let place = below ?? caret;
  let tag = HISTORY_PUSH_TAG;
  const refused: string[] = [];
  for (const file of files) {
    const preview = previewOf(file);
    const stored = await storeImage(host, file, place);
    if (stored === null || stored === 'failed') {
      dropPreview(preview);
      if (stored === null) refused.push(file.name);
      continue;
    }
    await previewReady(preview);
    await host.afterComposition();
    showPreview(editor, stored, preview);
    place = insertBelow(host, place, stored, tag);
    if (caret !== null && place !== null) rememberPasted(editor, caret, place);
    tag = HISTORY_MERGE_TAG;
  }
  if (refused.length > 0) host.onNotImages(refused);
}

/** Asks for image files and puts them below the caret's block, as if they had been pasted there. */
export async function insertImageFiles(host: ImageHost): Promise<void> {
  const caret = caretBlock(host.editor);
  let place = caret;
  const answer = await host.api.addImageFiles({ note: host.note, ...fileFacts(host, place) });
  if (!answer.ok) return host.onFailed(answer.error);
  const { images, notImages, failed, notAdded } = answer.value;
  await host.afterComposition();
  for (const { url } of images) host.onStored(url);
  for (const [index, image] of images.entries())
    place = insertBelow(host, place, image, index === 0 ? HISTORY_PUSH_TAG : HISTORY_MERGE_TAG);
  if (caret !== null && place !== null) rememberPasted(host.editor, caret, place);
  if (notImages.length > 0) host.onNotImages(notImages);
  if (failed !== null) host.onFailed(failed);
  if (notAdded.length > 0) host.onNotAdded(notAdded);
}

/** The block that images go below by the caret. */
function caretBlock(editor: LexicalEditor): NodeKey | null {
  return editor.read(() => $placeForImages()?.getKey() ?? null);
}

/** What an image's file is named by. */
function fileFacts({ talkAt }: ImageHost, place: NodeKey | null) {
  const now = new Date();
  return {
    talk: place === null ? '' : talkAt(place).slice(0, 500),
    minuteOfDay: now.getHours() * 60 + now.getMinutes(),
  };
}

/** The caret's block, or the last one of a note that has no caret. */
function $placeForImages(): BlockNode | null {
  const selection = $getSelection();
  if ($isRangeSelection(selection)) return $blockOf(selection.focus.getNode());
  const [image] = $isNodeSelection(selection) ? selection.getNodes() : [];
  return $blockOf(image ?? null) ?? $lastBlock();
}

/**
 * Stores one file beside the note. Null for a file that is no image we keep, told by its bytes.
 *
 * What the disk refuses now waits with its place, undefined where a paste has none yet: the caller
 * has nothing to put in.
 */
export async function storeImage(
  host: ImageHost,
  file: File,
  place: NodeKey | null | undefined,
): Promise<StoredImage | 'failed' | null> {
  const facts = fileFacts(host, place ?? null);
  let bytes: Uint8Array<ArrayBuffer>;
  try {
    bytes = new Uint8Array(await file.arrayBuffer());
  } catch (thrown) {
    host.onFailed(mistake(thrown));
    return 'failed';
  }
  const answer = await addImage(host, { ...facts, bytes });
  if (answer.ok) {
    host.onStored(answer.value.url);
    return answer.value;
  }
  if (answer.error.kind === 'not-an-image') return null;
  if (mayPass(answer.error)) host.onWaits({ ...facts, bytes, place });
  else host.onFailed(answer.error);
  return 'failed';
}

/** Stores an image; once more where the note got another name meanwhile, for the link is to the former. */
export async function addImage(
  host: Pick<ImageHost, 'note' | 'api'>,
  image: Pick<WaitingImage, 'bytes' | 'talk' | 'minuteOfDay'>,
): Promise<Result<StoredImage, CallError>> {
  const { note } = host;
  const { bytes, talk, minuteOfDay } = image;
  const answer = await host.api
    .addImage({ note, bytes, talk, minuteOfDay })
    .catch((thrown: unknown) => err(mistake(thrown)));
  if (answer.ok) countStoredImage();
  return host.note === note ? answer : addImage(host, image);
}

/** Puts an image that had to wait where it was to go, as if it were pasted now. */
export async function putWaiting(
  host: ImageHost,
  stored: StoredImage,
  place: NodeKey | null,
  isFirst: boolean,
): Promise<NodeKey | null> {
  await host.afterComposition();
  host.onStored(stored.url);
  return insertBelow(host, place, stored, isFirst ? HISTORY_PUSH_TAG : HISTORY_MERGE_TAG);
}

/** The block may be gone by the time its image is stored; then the caret's takes it. */
function insertBelow(
  { editor, $foldedEnd }: ImageHost,
  place: NodeKey | null,
  image: StoredImage,
  tag: string,
): NodeKey | null {
  let key: NodeKey | null = null;
  editor.update(
    () => {
      const known = place === null ? null : $blockByKey(place);
      const block = known?.isAttached() === true ? known : $placeForImages();
      // What was pasted there while this one was stored came first.
      const last = block === null ? null : ($lastPastedBelow(block) ?? block);
      key = last === null ? null : $insertImage(last, image, $foldedEnd).getKey();
    },
    { discrete: true, tag },
  );
  return key;
}

function $insertImage(block: BlockNode, image: StoredImage, $foldedEnd: FoldedEnd): BlockNode {
  const picture = $createImageNode({ alt: '', url: image.url, title: null });
  const { after, shape } = $shapeBelow(block, $foldedEnd);
  if (block.isEmpty() && block.getShape().leaf.kind === 'text') {
    block.append(picture);
    const next = $createBlockNode(shape);
    // Who writes elsewhere by now stays there.
    const hasCaret = $placeForImages()?.is(block) === true;
    after.insertAfter(next);
    if (hasCaret) next.selectStart();
    return block;
  }
  const holder = $createBlockNode(shape);
  holder.append(picture);
  after.insertAfter(holder);
  return holder;
}

/** An image below an item is an item, and so is the first one below a talk's title. */
function $shapeBelow(
  block: BlockNode,
  $foldedEnd: FoldedEnd,
): { after: BlockNode; shape: BlockShape } {
  const { after, inside, like } = $placeBelow(block, $foldedEnd);
  if (like !== null) return { after, shape: itemShape(inside, { ...like, task: null }) };
  if (headingLevel(block) !== null)
    return { after, shape: itemShape(block.getShape().inside, null) };
  return { after, shape: { inside, opens: [], leaf: { kind: 'text' } } };
}
