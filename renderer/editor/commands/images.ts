import {
  $getNodeByKey,
  $getRoot,
  $getSelection,
  $isRangeSelection,
  HISTORY_PUSH_TAG,
  type LexicalEditor,
  type NodeKey,
} from 'lexical';
import type { BackrowApi, CallError, StoredImage } from '../../../shared/ipc/contract.ts';
import { $createBlockNode, $isBlockNode, type BlockNode, openedItem } from '../nodes/block-node.ts';
import { $createImageNode } from '../nodes/image-node.ts';
import { $blockAfter } from '../nodes/section-node.ts';
import { $blockOf, headingLevel, itemShape, levelOf } from '../outline.ts';

export interface ImageHost {
  readonly editor: LexicalEditor;
  readonly note: string;
  readonly api: Pick<BackrowApi, 'addImage'>;
  /** The title of the talk that a block belongs to; empty before the first talk. */
  readonly talkAt: (block: NodeKey) => string;
  /** Resolves when no IME is composing: an image never arrives in the middle of a word (law 5). */
  readonly afterComposition: () => Promise<void>;
  readonly onRefused: (error: CallError) => void;
}

const IMAGE_TYPE = /^image\//;

/** The image files of a paste or a drop, in order. */
export function imageFiles(data: DataTransfer | null): readonly File[] {
  return data === null ? [] : [...data.files].filter((file) => IMAGE_TYPE.test(file.type));
}

/**
 * Stores images and puts them below a block, one under the other: the one they were dropped on, or
 * that of the caret, or the last one of a note that has no caret yet.
 *
 * The file is durable before the link is written, so a link never points at nothing. The caret
 * stays with the words: the next key goes on where the eyes left off.
 */
export async function insertImages(
  host: ImageHost,
  files: readonly File[],
  below: NodeKey | null = null,
): Promise<void> {
  let place = below ?? host.editor.read(() => $placeForImages());
  for (const file of files) {
    if (place === null) return;
    const stored = await store(host, file, place);
    if (stored === null) continue;
    await host.afterComposition();
    place = insertBelow(host.editor, place, stored);
  }
}

function $placeForImages(): NodeKey | null {
  const selection = $getSelection();
  const block = $isRangeSelection(selection) ? $blockOf(selection.focus.getNode()) : null;
  return (block ?? $lastBlock())?.getKey() ?? null;
}

function $lastBlock(): BlockNode | null {
  const last = $getRoot().getLastDescendant();
  return $isBlockNode(last) ? last : $blockOf(last);
}

async function store(host: ImageHost, file: File, place: NodeKey): Promise<StoredImage | null> {
  const now = new Date();
  const answer = await host.api.addImage({
    note: host.note,
    bytes: new Uint8Array(await file.arrayBuffer()),
    talk: host.talkAt(place).slice(0, 500),
    minuteOfDay: now.getHours() * 60 + now.getMinutes(),
  });
  if (answer.ok) return answer.value;
  host.onRefused(answer.error);
  return null;
}

function insertBelow(editor: LexicalEditor, place: NodeKey, image: StoredImage): NodeKey | null {
  let key: NodeKey | null = null;
  editor.update(
    () => {
      const node = $getNodeByKey(place);
      const block = $isBlockNode(node) ? node : null;
      if (block === null) return;
      key = $insertImage(block, image).getKey();
    },
    { discrete: true, tag: HISTORY_PUSH_TAG },
  );
  return key;
}

function $insertImage(block: BlockNode, image: StoredImage): BlockNode {
  const picture = $createImageNode({ alt: '', url: image.url, title: null });
  if (block.isEmpty() && block.getShape().leaf.kind === 'text') {
    block.append(picture);
    const next = $createBlockNode($shapeBelow(block));
    block.insertAfter(next);
    next.selectStart();
    return block;
  }
  const holder = $createBlockNode($shapeBelow(block));
  holder.append(picture);
  block.insertAfter(holder);
  return holder;
}

/** An image below an item is an item: the first child where there are children, else a sibling. */
function $shapeBelow(block: BlockNode) {
  const shape = block.getShape();
  const item = openedItem(shape);
  if (item === null) {
    const opened = shape.opens.map(({ kind }) => kind);
    return headingLevel(block) === null
      ? { inside: [...shape.inside, ...opened], opens: [], leaf: { kind: 'text' } as const }
      : itemShape(shape.inside, null);
  }
  const child = $blockAfter(block);
  const like =
    child !== null && levelOf(child) > levelOf(block) ? openedItem(child.getShape()) : null;
  const outer = [...shape.inside, ...shape.opens.slice(0, -1).map(({ kind }) => kind)];
  const plain = { ...(like ?? item), task: null };
  return itemShape(like === null ? outer : [...outer, 'item'], plain);
}
