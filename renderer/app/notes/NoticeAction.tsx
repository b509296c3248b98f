import type { Notice } from '../../../shared/ipc/contract.ts';
import { useApp, useWords } from '../app-context.ts';
import buttons from '../dialogs/Buttons.module.css';

export interface NoticeActionProps {
  /** The message that shows the notice. */
  readonly id: number;
  readonly notice: Notice;
}

/** The one thing that can be done about what a notice tells; nothing for most. */
export function NoticeAction({ id, notice }: NoticeActionProps) {
  const { actions } = useApp();
  const { text } = useWords();
  const { name } = notice.values;
  if (notice.id === 'sync-nowhere')
    return (
      <button
        type="button"
        className={buttons.button}
        onClick={() => {
          actions.dismiss(id);
          actions.openAddRemote();
        }}
      >
        {text('addRemote.open')}
      </button>
    );
  if (name === undefined) return null;
  switch (notice.id) {
    case 'note-deleted-outside':
      return (
        <button
          type="button"
          className={buttons.button}
          onClick={() => void actions.notes.putBack(name, id)}
        >
          {text('action.putBack')}
        </button>
      );
    case 'note-shrunk-outside':
      return (
        <button
          type="button"
          className={buttons.button}
          onClick={() => void actions.notes.restoreEarlier(name, id)}
        >
          {text('action.restoreEarlier')}
        </button>
      );
    default:
      return null;
  }
}
