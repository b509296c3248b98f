import { $getSelection, $isRangeSelection } from 'lexical';
import type { CommandId } from '../../../shared/commands.ts';
import { $blockOf } from '../outline.ts';
import {
  $addColumn,
  $addRow,
  $alignColumn,
  $insertTable,
  $removeColumn,
  $removeRow,
  $removeTable,
} from './edit.ts';
import { $caretCell, $cellPlace, type CellPlace } from './place.ts';

/** A new table is as small as one that makes sense. */
const NEW_TABLE = { columns: 2, rows: 2 };

/** The commands of the registry that change tables; each takes the caret's cell. */
export const TABLE_COMMANDS: Partial<Record<CommandId, () => void>> = {
  'insert.table': $insertHere,
  'table.rowAbove': $atCaret((place) => $addRow(place, 'above')),
  'table.rowBelow': $atCaret((place) => $addRow(place, 'below')),
  'table.columnBefore': $atCaret((place) => $addColumn(place, 'before')),
  'table.columnAfter': $atCaret((place) => $addColumn(place, 'after')),
  'table.alignLeft': $atCaret((place) => $alignColumn(place, 'left')),
  'table.alignCenter': $atCaret((place) => $alignColumn(place, 'center')),
  'table.alignRight': $atCaret((place) => $alignColumn(place, 'right')),
  'table.removeRow': $atCaret($removeRow),
  'table.removeColumn': $atCaret($removeColumn),
  'table.remove': $atCaret(({ block }) => $removeTable(block)),
};

function $atCaret(change: (place: CellPlace) => void): () => void {
  return () => {
    const place = $caretCell();
    if (place !== null) change(place);
  };
}

function $insertHere(): void {
  const selection = $getSelection();
  if (!$isRangeSelection(selection) || $cellPlace(selection.focus.getNode()) !== null) return;
  const block = $blockOf(selection.focus.getNode());
  if (block !== null) $insertTable(block, NEW_TABLE.columns, NEW_TABLE.rows);
}
