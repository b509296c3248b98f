import {
  $getSelection,
  $isRangeSelection,
  COMMAND_PRIORITY_HIGH,
  COPY_COMMAND,
  CUT_COMMAND,
  HISTORY_PUSH_TAG,
  type LexicalEditor,
  mergeRegister,
  PASTE_COMMAND,
  type RangeSelection,
} from 'lexical';
import { parse, print } from '../../shared/markdown/index.ts';
import type { Block, Note } from '../../shared/markdown/model.ts';
import { imageFiles } from './commands/images.ts';
import type { BlockNode } from './nodes/block-node.ts';
import { openedItem } from './nodes/block-node.ts';
import { $blockOfNode, $nodeOfBlock } from './nodes/blocks.ts';
import { $blockAfter } from './nodes/section-node.ts';
import { $blockOf, itemShape } from './outline.ts';

/** Copy, cut and paste as Markdown text; images go to `onImages`. */
export function registerClipboard(
  editor: LexicalEditor,
  onImages: (files: readonly File[]) => void,
): () => void {
  return mergeRegister(
    editor.registerCommand(COPY_COMMAND, $copy, COMMAND_PRIORITY_HIGH),
    editor.registerCommand(
      CUT_COMMAND,
      (event) => {
        if (!$copy(event)) return false;
        const selection = $getSelection();
        if ($isRangeSelection(selection)) selection.removeText();
        return true;
      },
      COMMAND_PRIORITY_HIGH,
    ),
    editor.registerCommand(
      PASTE_COMMAND,
      (event) => {
        if (!(event instanceof ClipboardEvent)) return false;
        const files = imageFiles(event.clipboardData);
        const text = event.clipboardData?.getData('text/plain') ?? '';
        if (files.length > 0 && text === '') {
          event.preventDefault();
          onImages(files);
          return true;
        }
        event.preventDefault();
        if (text !== '') editor.update(() => $pasteText(text), { tag: HISTORY_PUSH_TAG });
        return true;
      },
      COMMAND_PRIORITY_HIGH,
    ),
  );
}

function $copy(event: ClipboardEvent | KeyboardEvent | null): boolean {
  const selection = $getSelection();
  if (!(event instanceof ClipboardEvent) || event.clipboardData === null) return false;
  if (!$isRangeSelection(selection) || selection.isCollapsed()) return false;
  event.preventDefault();
  event.clipboardData.setData('text/plain', $selectedText(selection));
  return true;
}

/** Part of one block is its words; several blocks are Markdown, whole lines. */
function $selectedText(selection: RangeSelection): string {
  const [first, last] = $selectedEnds(selection);
  if (first === null || last === null || first.is(last)) return selection.getTextContent();
  const blocks: Block[] = [];
  for (let block: BlockNode | null = first; block !== null; block = $blockAfter(block)) {
    blocks.push({ ...$blockOfNode(block), source: null });
    if (block.is(last)) break;
  }
  return print({ ...parse(''), blocks: shallow(blocks) } satisfies Note);
}

/** The first and the last block of a selection, in the order of the note. */
export function $selectedEnds(selection: RangeSelection): [BlockNode | null, BlockNode | null] {
  const [start, end] = selection.isBackward()
    ? [selection.focus, selection.anchor]
    : [selection.anchor, selection.focus];
  return [$blockOf(start.getNode()), $blockOf(end.getNode())];
}

/** Takes away the containers that all of the blocks share: a copied branch stands on its own. */
function shallow(blocks: readonly Block[]): Block[] {
  const shared = Math.min(...blocks.map((block) => block.inside.length));
  return blocks.map((block) => ({ ...block, inside: block.inside.slice(shared) }));
}

/** One line goes into the words; several lines are an outline and keep it. */
function $pasteText(text: string): void {
  const selection = $getSelection();
  if (!$isRangeSelection(selection)) return;
  const clean = text.replace(/\r\n?/g, '\n').replace(/\n+$/, '');
  const block = $blockOf(selection.anchor.getNode());
  const leaf = block?.getShape().leaf.kind;
  if (block === null || !clean.includes('\n') || leaf === 'code' || leaf === 'opaque') {
    selection.insertRawText(clean);
    return;
  }
  selection.removeText();
  const target = $blockOf(selection.anchor.getNode());
  if (target !== null) $insertBlocks(target, outlineOf(clean, target));
}

/**
 * Reads pasted lines: Markdown as it is; plain lines become items, deeper by their indentation.
 */
function outlineOf(text: string, target: BlockNode): readonly Block[] {
  const { blocks } = parse(text);
  const structured = blocks.some(
    ({ opens, body }) => opens.length > 0 || body.kind !== 'paragraph',
  );
  if (structured || openedItem(target.getShape()) === null) return blocks;
  return text
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line) => plainItem(line));
}

function plainItem(line: string): Block {
  const words = line.trimStart();
  const depth = Math.floor(
    line.slice(0, line.length - words.length).replaceAll('\t', '    ').length / 4,
  );
  const { inside, opens } = itemShape(Array<'item'>(depth).fill('item'), null);
  const content = [{ type: 'text', text: words, marks: [] }] as const;
  return { inside, opens, body: { kind: 'paragraph', content }, source: null };
}

/** Puts blocks below one, at its level; an empty one gives its place to the first. */
function $insertBlocks(target: BlockNode, blocks: readonly Block[]): void {
  const { inside } = target.getShape();
  let place = target;
  for (const block of blocks) {
    const node = $nodeOfBlock({ ...block, inside: [...inside, ...block.inside], source: null });
    place.insertAfter(node);
    place = node;
  }
  place.selectEnd();
  if (target.isEmpty()) target.remove();
}
