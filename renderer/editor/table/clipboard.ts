import {
  $getSelection,
  $isRangeSelection,
  COMMAND_PRIORITY_CRITICAL,
  COPY_COMMAND,
  HISTORY_PUSH_TAG,
  type LexicalEditor,
  mergeRegister,
  PASTE_COMMAND,
} from 'lexical';
import type { Inline } from '../../../shared/markdown/model.ts';
import type { BlockNode } from '../nodes/block-node.ts';
import { $contentNodes } from '../nodes/content.ts';
import { $addRow } from './edit.ts';
import { $caretCell, $cellAt, $cellPlace, $rowsOf, type CellPlace } from './place.ts';

/**
 * Copy and paste of cells, as spreadsheets do it: lines of cells with tabs between them.
 *
 * What lies in one cell, and what holds whole tables among other blocks, is the note's clipboard.
 */
export function registerTableClipboard(editor: LexicalEditor): () => void {
  return mergeRegister(
    editor.registerCommand(COPY_COMMAND, $copyCells, COMMAND_PRIORITY_CRITICAL),
    editor.registerCommand(
      PASTE_COMMAND,
      (event) => {
        if (!(event instanceof ClipboardEvent) || $caretCell() === null) return false;
        const text = (event.clipboardData?.getData('text/plain') ?? '').replace(/\r\n?/g, '\n');
        if (text === '') return false;
        event.preventDefault();
        editor.update(() => $pasteIntoCell(text), { tag: HISTORY_PUSH_TAG });
        return true;
      },
      COMMAND_PRIORITY_CRITICAL,
    ),
  );
}

function $copyCells(event: ClipboardEvent | KeyboardEvent | null): boolean {
  const selection = $getSelection();
  if (!(event instanceof ClipboardEvent) || event.clipboardData === null) return false;
  if (!$isRangeSelection(selection)) return false;
  const [one, other] = [selection.anchor, selection.focus].map((end) => $cellPlace(end.getNode()));
  if (one == null || other == null || !one.block.is(other.block) || one.cell.is(other.cell))
    return false;
  const lines = $cellWords(one, other);
  event.preventDefault();
  event.clipboardData.setData('text/plain', lines.map((cells) => cells.join('\t')).join('\n'));
  event.clipboardData.setData('text/html', htmlTable(lines));
  return true;
}

/** The words of the cells between two of one row, or of all rows that the selection touches. */
function $cellWords(one: CellPlace, other: CellPlace): string[][] {
  const rows = $rowsOf(one.block);
  const [top, bottom] = ends(one.row.getIndexWithinParent(), other.row.getIndexWithinParent());
  const [left, right] = top === bottom ? ends(one.column, other.column) : [0, Infinity];
  return rows.slice(top, bottom + 1).map((row) =>
    row
      .getCells()
      .slice(left, right + 1)
      .map((cell) => cell.getTextContent().replace(/\s+/g, ' ')),
  );
}

function ends(one: number, other: number): readonly [number, number] {
  return [Math.min(one, other), Math.max(one, other)];
}

function htmlTable(lines: readonly (readonly string[])[]): string {
  const row = (cells: readonly string[]): string =>
    `<tr>${cells.map((cell) => `<td>${escaped(cell)}</td>`).join('')}</tr>`;
  return `<table>${lines.map(row).join('')}</table>`;
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}

/** Lines of cells fill the table from the caret's cell on; other text goes into the cell. */
function $pasteIntoCell(text: string): void {
  const selection = $getSelection();
  const place = $caretCell();
  if (place === null || !$isRangeSelection(selection)) return;
  const lines = text.replace(/\n+$/, '').split('\n');
  if (!text.includes('\t')) {
    selection.insertText(lines.map((line) => line.trim()).join(' '));
    return;
  }
  $fillCells(
    place,
    lines.map((line) => line.split('\t')),
  );
}

function $fillCells(place: CellPlace, lines: readonly (readonly string[])[]): void {
  const from = place.row.getIndexWithinParent();
  $growTo(place.block, place, from + lines.length);
  const rows = $rowsOf(place.block);
  for (const [index, words] of lines.entries())
    for (const [offset, text] of words.entries()) {
      const row = rows[from + index];
      const cell = row === undefined ? null : $cellAt(row, place.column + offset);
      if (cell === null) continue;
      cell.clear().append(...$contentNodes(wordsOf(text.trim())));
      cell.selectEnd();
    }
}

/** Plain words as the content of a cell. */
export function wordsOf(text: string): readonly Inline[] {
  return text === '' ? [] : [{ type: 'text', text, marks: [] }];
}

function $growTo(block: BlockNode, place: CellPlace, count: number): void {
  for (let rows = $rowsOf(block); rows.length < count; rows = $rowsOf(block)) {
    const last = rows.at(-1);
    if (last === undefined) return;
    $addRow({ ...place, row: last }, 'below');
  }
}
