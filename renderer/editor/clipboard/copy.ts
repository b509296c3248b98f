import {
  $addUpdateTag,
  $getSelection,
  $isNodeSelection,
  $isRangeSelection,
  HISTORY_PUSH_TAG,
} from 'lexical';
import { CARRIED_TYPE, writeCarried } from '../../../shared/clipboard/carried.ts';
import { htmlOf, htmlOfContent } from '../../../shared/clipboard/html-of.ts';
import { bareLetters, markdownOf, markdownOfContent } from '../../../shared/clipboard/text-of.ts';
import type { Inline } from '../../../shared/markdown/model.ts';
import type { BlockNode } from '../nodes/block-node.ts';
import { $blockOfNode } from '../nodes/blocks.ts';
import { $isImageNode } from '../nodes/image-node.ts';
import { $blockAfter, $blockBefore } from '../nodes/section-node.ts';
import { $blockOf, $runOf } from '../outline.ts';
import { $readSelected, type Selected } from './selected.ts';

/** Where a copy is made: its links are relative to the note. */
export interface CopyPlace {
  readonly note: string;
  readonly notebook: string;
}

/** The forms of a copy, by clipboard type. */
export type CopiedForms = ReadonlyMap<string, string>;

/**
 * What is selected, in all its forms: Markdown, HTML with real lists, and our own.
 *
 * With only a caret that is the item with all that belongs to it, as an outliner moves it.
 */
export function $copiedForms(place: CopyPlace): CopiedForms | null {
  const selected = $selected();
  return selected === null ? null : formsOf(selected, place);
}

/** The Markdown alone, so that programs which prefer HTML get the source, too. */
export function $copiedMarkdown(): CopiedForms | null {
  const selected = $selected();
  return selected === null ? null : new Map([['text/plain', markdownIn(selected)]]);
}

function $selected(): Selected | null {
  const selection = $getSelection();
  if ($isNodeSelection(selection)) {
    const images = selection.getNodes().filter($isImageNode);
    const content = images.map(
      (image): Inline => ({ type: 'image', ...image.getLink(), marks: [] }),
    );
    return content.length === 0 ? null : { kind: 'words', content };
  }
  if (!$isRangeSelection(selection)) return null;
  if (!selection.isCollapsed()) return $readSelected(selection);
  const block = $blockOf(selection.anchor.getNode());
  if (block === null || block.isEmpty()) return null;
  return { kind: 'blocks', blocks: $runOf(block).map($blockOfNode) };
}

function formsOf(selected: Selected, { note, notebook }: CopyPlace): CopiedForms {
  const markdown = markdownIn(selected);
  const forms = new Map([['text/plain', markdown]]);
  if (selected.kind === 'letters') return forms;
  const isWords = selected.kind === 'words';
  forms.set('text/html', isWords ? htmlOfContent(selected.content) : htmlOf(selected.blocks));
  const letters = isWords ? bareLetters(selected.content) : null;
  const carried =
    letters !== null
      ? ({ kind: 'letters', text: letters } as const)
      : isWords
        ? ({ kind: 'words', text: markdownOfContent(selected.content) } as const)
        : ({ kind: 'blocks', text: markdown } as const);
  forms.set(CARRIED_TYPE, writeCarried({ note, notebook, ...carried }));
  return forms;
}

function markdownIn(selected: Selected): string {
  switch (selected.kind) {
    case 'words':
      return (
        bareLetters(selected.content) ?? markdownOfContent(selected.content).replace(EDGES, blanks)
      );
    case 'letters':
      return selected.text;
    case 'blocks':
      return markdownOf(selected.blocks);
  }
}

/** Takes away what a copy was made of. One step of undo. */
export function $removeCopied(): void {
  const selection = $getSelection();
  $addUpdateTag(HISTORY_PUSH_TAG);
  if ($isNodeSelection(selection)) {
    for (const image of selection.getNodes().filter($isImageNode)) image.selectNext(0, 0);
    for (const image of selection.getNodes().filter($isImageNode)) image.remove();
    return;
  }
  if (!$isRangeSelection(selection)) return;
  if (!selection.isCollapsed()) {
    selection.removeText();
    return;
  }
  const block = $blockOf(selection.anchor.getNode());
  if (block !== null) $removeRun(block);
}

/** Removes a block with all that belongs to it; the caret goes to what takes its place. */
function $removeRun(block: BlockNode): void {
  const run = $runOf(block);
  const next = $blockAfter(run.at(-1) ?? block);
  const before = $blockBefore(block);
  if (next !== null) next.selectStart();
  else before?.selectEnd();
  for (const node of run) node.remove();
}

/** References to blanks at the ends of words, which a reader of the source need not see. */
const EDGES = /^(?:&#32;)+|(?:&#32;)+$/g;

function blanks(references: string): string {
  return ' '.repeat(references.length / '&#32;'.length);
}
