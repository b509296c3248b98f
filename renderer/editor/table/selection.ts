import {
  $getSelection,
  $isRangeSelection,
  COMMAND_PRIORITY_CRITICAL,
  CONTROLLED_TEXT_INSERTION_COMMAND,
  COPY_COMMAND,
  CUT_COMMAND,
  DELETE_CHARACTER_COMMAND,
  DELETE_LINE_COMMAND,
  DELETE_WORD_COMMAND,
  INSERT_LINE_BREAK_COMMAND,
  INSERT_PARAGRAPH_COMMAND,
  type LexicalEditor,
  mergeRegister,
  PASTE_COMMAND,
  type PointType,
  type RangeSelection,
  REMOVE_TEXT_COMMAND,
} from 'lexical';
import type { BlockNode } from '../nodes/block-node.ts';
import { $blockAfter, $blockBefore } from '../nodes/section-node.ts';
import type { CellNode } from '../nodes/table-node.ts';
import { $dissolve, $removeTable } from './edit.ts';
import { $cellPlace, $cellsOf, $pointIsAtEnd, $pointIsAtStart } from './place.ts';
import { $enterCells } from './points.ts';

/**
 * What happens to a selection that reaches over the borders of cells.
 *
 * Deleting it, or typing over it, empties the cells that it touches and keeps the grid; only a
 * table that lies in it as a whole goes away. Registered above everything that changes text.
 */
export function registerTableSelection(editor: LexicalEditor): () => void {
  const deletes = () => {
    $enterCells();
    return $settle() === 'done';
  };
  const writes = () => {
    $enterCells();
    $settle();
    return false;
  };
  return mergeRegister(
    ...[DELETE_CHARACTER_COMMAND, DELETE_WORD_COMMAND, DELETE_LINE_COMMAND].map((command) =>
      editor.registerCommand(command, deletes, COMMAND_PRIORITY_CRITICAL),
    ),
    editor.registerCommand(REMOVE_TEXT_COMMAND, deletes, COMMAND_PRIORITY_CRITICAL),
    editor.registerCommand(
      CUT_COMMAND,
      (event) => {
        if (!$reachesOverCells()) return false;
        editor.dispatchCommand(COPY_COMMAND, event);
        if ($settle() === 'done') return true;
        const selection = $getSelection();
        if ($isRangeSelection(selection)) selection.removeText();
        return true;
      },
      COMMAND_PRIORITY_CRITICAL,
    ),
    editor.registerCommand(CONTROLLED_TEXT_INSERTION_COMMAND, writes, COMMAND_PRIORITY_CRITICAL),
    editor.registerCommand(INSERT_PARAGRAPH_COMMAND, writes, COMMAND_PRIORITY_CRITICAL),
    editor.registerCommand(INSERT_LINE_BREAK_COMMAND, writes, COMMAND_PRIORITY_CRITICAL),
    editor.registerCommand(PASTE_COMMAND, writes, COMMAND_PRIORITY_CRITICAL),
  );
}

type Place = Pick<PointType, 'key' | 'offset' | 'type'>;

/** An end of the selection, and the table it lies in. */
interface End {
  readonly point: PointType;
  /** Where that is now; the point itself moves while the tables change. */
  readonly place: Place;
  readonly table: BlockNode | null;
  readonly cell: CellNode | null;
}

function $ends(selection: RangeSelection): readonly [End, End] {
  const end = (point: PointType): End => {
    const place = $cellPlace(point.getNode());
    return { point, place: pointOf(point), table: place?.block ?? null, cell: place?.cell ?? null };
  };
  const [anchor, focus] = [end(selection.anchor), end(selection.focus)];
  return selection.isBackward() ? [focus, anchor] : [anchor, focus];
}

function $reachesOverCells(): boolean {
  const selection = $getSelection();
  if (!$isRangeSelection(selection) || selection.isCollapsed()) return false;
  const [start, end] = $ends(selection);
  if (start.cell === null && end.cell === null) return false;
  return start.cell === null || end.cell === null || !start.cell.is(end.cell);
}

/**
 * Takes the tables' part out of a selection that reaches over cells, and deletes that.
 *
 * `done` where nothing is left to delete: the selection is a caret now.
 */
function $settle(): 'done' | 'left' {
  const selection = $getSelection();
  if (!$isRangeSelection(selection) || !$reachesOverCells()) return 'left';
  const [start, end] = $ends(selection);
  if (start.table !== null && end.table?.is(start.table)) {
    $emptyCells(start.table, start.cell, end.cell);
    return $caretAt(start);
  }
  // Before anything moves, what lies behind the table that the selection begins in.
  const after = start.table === null ? null : $blockAfter(start.table);
  const before = end.table === null ? null : $blockBefore(end.table);
  if (start.table !== null) $takeEnd(start, 'start');
  if (end.table !== null) $takeEnd(end, 'end');
  return $narrow(selection, { start, end, after, before });
}

/** Empties the cells on the selection's side; a table that lies in it whole is no table any more. */
function $takeEnd({ table, cell, point }: End, side: 'start' | 'end'): void {
  if (table === null || cell === null) return;
  const cells = $cellsOf(table);
  const border = side === 'start' ? cells[0] : cells.at(-1);
  const isWhole =
    border?.is(cell) === true &&
    (side === 'start' ? $pointIsAtStart(point, cell) : $pointIsAtEnd(point, cell));
  if (isWhole) $dissolve(table);
  else if (side === 'start') $emptyCells(table, cell, null);
  else $emptyCells(table, null, cell);
}

function $narrow(
  selection: RangeSelection,
  at: {
    readonly start: End;
    readonly end: End;
    readonly after: BlockNode | null;
    readonly before: BlockNode | null;
  },
): 'done' | 'left' {
  const { start, end, after, before } = at;
  const first = start.table === null ? null : isTable(start.table) ? after : start.table;
  const last = end.table === null ? null : isTable(end.table) ? before : end.table;
  if (start.table && last?.is(start.table)) return $caretAt(start);
  if (end.table && first?.is(end.table)) return $caretAt(start);
  const from = first === null ? start.place : pointOf(first.selectStart().anchor);
  const to = last === null ? end.place : pointOf(last.selectEnd().anchor);
  selection.anchor.set(from.key, from.offset, from.type);
  selection.focus.set(to.key, to.offset, to.type);
  selection.dirty = true;
  return selection.isCollapsed() ? 'done' : 'left';
}

function $caretAt({ table, cell }: End): 'done' {
  if (cell?.isAttached()) cell.selectStart();
  else if (table?.isEmpty()) table.selectStart();
  return 'done';
}

function pointOf({ key, offset, type }: PointType): Place {
  return { key, offset, type };
}

function isTable(block: BlockNode): boolean {
  return block.getShape().leaf.kind === 'table';
}

/**
 * Empties cells from one to another; where all of them were empty already and they are the whole
 * table, the table goes.
 */
function $emptyCells(table: BlockNode, from: CellNode | null, to: CellNode | null): void {
  const cells = $cellsOf(table);
  const first = from === null ? 0 : cells.findIndex((cell) => cell.is(from));
  const last = to === null ? cells.length - 1 : cells.findIndex((cell) => cell.is(to));
  const touched = cells.slice(first, last + 1);
  if (touched.length === cells.length && touched.every((cell) => cell.isEmpty())) {
    $removeTable(table);
    return;
  }
  for (const cell of touched) cell.clear();
}
