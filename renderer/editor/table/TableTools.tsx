import RowBelowIcon from 'lucide-react/icons/between-horizontal-start';
import ColumnAfterIcon from 'lucide-react/icons/between-vertical-start';
import RemoveColumnIcon from 'lucide-react/icons/table-columns-split';
import RemoveRowIcon from 'lucide-react/icons/table-rows-split';
import AlignCenterIcon from 'lucide-react/icons/text-align-center';
import AlignRightIcon from 'lucide-react/icons/text-align-end';
import AlignLeftIcon from 'lucide-react/icons/text-align-start';
import RemoveIcon from 'lucide-react/icons/trash-2';
import type { ComponentType, SVGProps } from 'react';
import type { CommandId } from '../../../shared/commands.ts';
import type { Table } from '../../../shared/markdown/model.ts';
import type { Words } from '../../app/words.ts';
import styles from './TableTools.module.css';

/** The cell of the caret, as far as the tools look different for it. */
export interface ToolsPlace {
  readonly isHead: boolean;
  readonly alignment: Table['align'][number];
}

export interface TableToolsProps {
  readonly place: ToolsPlace;
  readonly words: Words;
  readonly run: (id: CommandId) => void;
}

type Tool = readonly [CommandId, ComponentType<SVGProps<SVGSVGElement> & { size?: number }>];

const ADD: readonly Tool[] = [
  ['table.rowBelow', RowBelowIcon],
  ['table.columnAfter', ColumnAfterIcon],
];
const ALIGN: readonly (readonly [...Tool, Table['align'][number]])[] = [
  ['table.alignLeft', AlignLeftIcon, 'left'],
  ['table.alignCenter', AlignCenterIcon, 'center'],
  ['table.alignRight', AlignRightIcon, 'right'],
];
const REMOVE: readonly Tool[] = [
  ['table.removeRow', RemoveRowIcon],
  ['table.removeColumn', RemoveColumnIcon],
  ['table.remove', RemoveIcon],
];

/** The tools of a table, at the foot of the note while the caret is in one. */
export function TableTools({ place, words, run }: TableToolsProps) {
  const button = ([id, Icon]: Tool, more: { pressed?: boolean; disabled?: boolean } = {}) => (
    <button
      key={id}
      type="button"
      className={styles.button}
      aria-label={words.text(`command.${id}`)}
      title={words.text(`command.${id}`)}
      aria-pressed={more.pressed}
      disabled={more.disabled}
      onClick={() => run(id)}
    >
      <Icon size={16} strokeWidth={1.75} aria-hidden="true" />
    </button>
  );
  return (
    <div
      className={styles.bar}
      role="toolbar"
      aria-label={words.text('editor.table')}
      // The caret stays where it is.
      onMouseDown={(event) => event.preventDefault()}
    >
      {ADD.map((tool) => button(tool))}
      <span className={styles.gap} />
      {ALIGN.map(([id, icon, alignment]) =>
        button([id, icon], { pressed: place.alignment === alignment }),
      )}
      <span className={styles.gap} />
      {REMOVE.map((tool) =>
        button(tool, { disabled: tool[0] === 'table.removeRow' && place.isHead }),
      )}
    </div>
  );
}
