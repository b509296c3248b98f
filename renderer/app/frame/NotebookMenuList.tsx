import { Menu } from '@base-ui/react/menu';
import CheckIcon from 'lucide-react/icons/check';
import { type RefObject, useRef } from 'react';
import { useApp, useAppState, useWords } from '../app-context.ts';
import { focusAfter, leaveMenu } from './focus-after.ts';
import styles from './NotebookMenu.module.css';

export interface NotebookMenuListProps {
  readonly isOpen: boolean;
  readonly onOpenChange: (open: boolean) => void;
  readonly opener: RefObject<HTMLButtonElement | null>;
  /** Where the menu is put: inside a landmark, so that assistive technology finds it. */
  readonly container: RefObject<HTMLElement | null>;
}

/** The recent notebooks, and the way to any folder. */
export function NotebookMenuList(props: NotebookMenuListProps) {
  const { isOpen, onOpenChange, opener, container } = props;
  const { actions } = useApp();
  const popup = useRef<HTMLDivElement>(null);
  const { text } = useWords();
  const recent = useAppState((state) => state.recentNotebooks);
  const current = useAppState((state) => state.notebook.id);
  return (
    <Menu.Root
      open={isOpen}
      onOpenChange={(open, { event, reason }) => {
        const onOpener = event.target instanceof Node && opener.current?.contains(event.target);
        if (reason === 'escape-key') leaveMenu(() => onOpenChange(false), opener);
        else if (!(reason === 'outside-press' && onOpener)) onOpenChange(open);
      }}
    >
      <Menu.Portal container={container}>
        <Menu.Positioner
          className={styles.positioner}
          anchor={opener}
          side="bottom"
          align="start"
          sideOffset={4}
        >
          <Menu.Popup className={styles.popup} finalFocus={focusAfter(popup, opener)} ref={popup}>
            {recent.map(({ id, title }) => (
              <Menu.Item
                key={id}
                className={styles.item}
                onClick={() => {
                  if (id !== current) void actions.openRecentNotebook(id);
                }}
              >
                <span className={styles.mark}>
                  {id === current && <CheckIcon size={14} aria-hidden="true" />}
                </span>
                {title}
              </Menu.Item>
            ))}
            {recent.length > 0 && <Menu.Separator className={styles.separator} />}
            <Menu.Item className={styles.item} onClick={() => void actions.chooseNotebook()}>
              <span className={styles.mark} />
              {text('command.notebook.open')}
            </Menu.Item>
            <Menu.Item className={styles.item} onClick={() => actions.showDialog('clone')}>
              <span className={styles.mark} />
              {text('command.notebook.clone')}
            </Menu.Item>
          </Menu.Popup>
        </Menu.Positioner>
      </Menu.Portal>
    </Menu.Root>
  );
}
