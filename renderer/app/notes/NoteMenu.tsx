import { Menu } from '@base-ui/react/menu';
import { type RefObject, useRef } from 'react';
import { useApp, useWords } from '../app-context.ts';
import { focusAfter, leaveMenu } from '../frame/focus-after.ts';
import styles from '../frame/NotebookMenu.module.css';
import { NOTE_COMMAND_IDS, NOTE_COMMANDS } from './note-commands.ts';

/** Where a menu hangs: at the pointer, or at the row that the keyboard is on. */
export interface MenuAnchor {
  readonly note: string;
  readonly row: HTMLElement;
  /** Page coordinates of the pointer; null for the keyboard. */
  readonly at: { readonly x: number; readonly y: number } | null;
}

export interface NoteMenuProps {
  readonly anchor: MenuAnchor | null;
  readonly onClose: () => void;
  /** Where the menu is put: inside a landmark, so that assistive technology finds it. */
  readonly container: RefObject<HTMLElement | null>;
}

/** What can be done to one note of the list. */
export function NoteMenu({ anchor, onClose, container }: NoteMenuProps) {
  const { actions } = useApp();
  const { text, keys } = useWords();
  const popup = useRef<HTMLDivElement>(null);
  // Without motion the menu asks for it when its anchor is gone already.
  const row = useRef<HTMLElement | null>(null);
  if (anchor !== null) row.current = anchor.row;
  const point = anchor?.at ?? null;
  const place =
    point === null
      ? (anchor?.row ?? null)
      : { getBoundingClientRect: () => new DOMRect(point.x, point.y, 0, 0) };

  function run(id: keyof typeof NOTE_COMMANDS): void {
    if (anchor !== null) NOTE_COMMANDS[id](actions, anchor.note);
  }

  return (
    <Menu.Root
      open={anchor !== null}
      onOpenChange={(open, { reason }) => {
        if (reason === 'escape-key') leaveMenu(onClose, row);
        else if (!open) onClose();
      }}
      modal={false}
    >
      <Menu.Portal container={container}>
        <Menu.Positioner
          className={styles.positioner}
          anchor={place}
          side="bottom"
          align="start"
          sideOffset={2}
        >
          {/* Who chose to rename is in the field by now, and must not be called back to the row. */}
          <Menu.Popup className={styles.popup} finalFocus={focusAfter(popup, row)} ref={popup}>
            {NOTE_COMMAND_IDS.map((id) => (
              <Menu.Item key={id} className={styles.item} onClick={() => run(id)}>
                <span className={styles.words}>{text(`command.${id}`)}</span>
                {keys(id) !== '' && <kbd className={styles.keys}>{keys(id)}</kbd>}
              </Menu.Item>
            ))}
          </Menu.Popup>
        </Menu.Positioner>
      </Menu.Portal>
    </Menu.Root>
  );
}
