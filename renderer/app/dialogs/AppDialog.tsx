import { Dialog } from '@base-ui/react/dialog';
import CloseIcon from 'lucide-react/icons/x';
import { Fragment, type ReactNode } from 'react';
import { useApp, useWords } from '../app-context.ts';
import { IconButton } from '../frame/IconButton.tsx';
import styles from './AppDialog.module.css';
import { leaveDialog } from './leave-dialog.ts';
import { TakeKeyboard } from './TakeKeyboard.tsx';
import { useTurn } from './use-turn.ts';

export interface AppDialogProps {
  readonly isOpen: boolean;
  readonly title: string;
  /** Wide for lists, narrow for forms. */
  readonly width?: 'narrow' | 'wide';
  readonly children: ReactNode;
}

/** A dialog of the app: a title, a way out, and what it is about. */
export function AppDialog({ isOpen, title, width = 'narrow', children }: AppDialogProps) {
  const { actions } = useApp();
  const { text } = useWords();
  const turn = useTurn(isOpen);
  const close = () => leaveDialog(actions);
  return (
    <Dialog.Root open={isOpen} onOpenChange={(open) => !open && close()}>
      <Dialog.Portal>
        <Dialog.Backdrop className={styles.backdrop} />
        <Dialog.Viewport className={styles.viewport}>
          <Dialog.Popup className={styles.popup} data-width={width} finalFocus={actions.focusBack}>
            <Dialog.Title className={styles.title}>{title}</Dialog.Title>
            {/* Opened again while it still fades out, it must not hold what was typed before. */}
            <Fragment key={turn}>{children}</Fragment>
            {/* Last, so that a dialog opens with the keyboard in its first field. */}
            <div className={styles.close}>
              <IconButton icon={CloseIcon} name={text('action.close')} onClick={close} />
            </div>
            <TakeKeyboard key={`keyboard ${turn}`} isOpen={isOpen} />
          </Dialog.Popup>
        </Dialog.Viewport>
      </Dialog.Portal>
    </Dialog.Root>
  );
}
