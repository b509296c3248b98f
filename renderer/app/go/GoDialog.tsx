import { Autocomplete } from '@base-ui/react/autocomplete';
import { Dialog } from '@base-ui/react/dialog';
import SearchIcon from 'lucide-react/icons/search';
import { useMemo, useState } from 'react';
import type { CommandId } from '../../../shared/commands.ts';
import { useApp, useAppState, useWords } from '../app-context.ts';
import dialogStyles from '../dialogs/AppDialog.module.css';
import { leaveDialog } from '../dialogs/leave-dialog.ts';
import { TakeKeyboard } from '../dialogs/TakeKeyboard.tsx';
import { useTurn } from '../dialogs/use-turn.ts';
import { Keys } from '../keys/Keys.tsx';
import { isImeKey } from '../keys/match.ts';
import { type Candidate, candidatesFor, wantsCommands } from './candidates.ts';
import styles from './GoDialog.module.css';

export interface GoDialogProps {
  readonly run: (id: CommandId) => void;
}

/**
 * The quick switcher: goes to a note by a few letters, or, behind `>`, runs a command.
 *
 * Escape gives the keyboard back to the caret. What is composed searches for nothing before it is
 * committed, and the Enter that commits it chooses nothing (law 5).
 */
export function GoDialog({ run }: GoDialogProps) {
  const { actions } = useApp();
  const { text } = useWords();
  const dialog = useAppState((state) => state.dialog);
  const isOpen = dialog === 'go' || dialog === 'palette';
  const [start, setStart] = useState('');
  const turn = useTurn(isOpen);
  if (isOpen && start !== (dialog === 'palette' ? '>' : ''))
    setStart(dialog === 'palette' ? '>' : '');

  function choose(candidate: Candidate): void {
    actions.showDialog(null);
    if (candidate.kind === 'note') void actions.openNote(candidate.note.name);
    else run(candidate.id);
  }

  return (
    <Dialog.Root open={isOpen} onOpenChange={(open) => !open && leaveDialog(actions)}>
      <Dialog.Portal>
        <Dialog.Backdrop className={dialogStyles.backdrop} />
        <Dialog.Viewport className={dialogStyles.viewport}>
          <Dialog.Popup
            className={styles.popup}
            aria-label={text(start === '>' ? 'go.commands' : 'go.notes')}
            finalFocus={actions.focusBack}
          >
            {/* Opened again while it still fades out, it must not hold what was typed before. */}
            <GoList key={turn} start={start} onChoose={choose} />
            <TakeKeyboard key={`keyboard ${turn}`} isOpen={isOpen} />
          </Dialog.Popup>
        </Dialog.Viewport>
      </Dialog.Portal>
    </Dialog.Root>
  );
}

interface GoListProps {
  readonly start: string;
  readonly onChoose: (candidate: Candidate) => void;
}

function GoList({ start, onChoose }: GoListProps) {
  const words = useWords();
  const { text } = words;
  const [typed, setTyped] = useState(start);
  const notes = useAppState((state) => state.notes);
  const recent = useAppState((state) => state.recent);
  const note = useAppState((state) => state.note);
  const found = useMemo(
    () => candidatesFor(typed, { notes, recent, note }, words),
    [typed, notes, recent, note, words],
  );
  const commands = wantsCommands(typed);

  return (
    <Autocomplete.Root
      open
      inline
      items={found}
      filteredItems={found}
      itemToStringValue={labelOf}
      value={typed}
      onValueChange={(value, { reason }) => reason === 'input-change' && setTyped(value)}
      autoHighlight="always"
      keepHighlight
    >
      <div className={styles.field}>
        <SearchIcon size={16} aria-hidden="true" className={styles.icon} />
        <Autocomplete.Input
          className={styles.input}
          aria-label={text(commands ? 'go.commands' : 'go.notes')}
          placeholder={text('go.hint')}
          spellCheck={false}
          onKeyDown={(event) => {
            if (isImeKey(event.nativeEvent)) event.preventBaseUIHandler();
          }}
        />
      </div>
      <Autocomplete.Empty>
        <p className={styles.nothing}>{text(commands ? 'go.noCommand' : 'go.noNote')}</p>
      </Autocomplete.Empty>
      <Autocomplete.List className={styles.list}>
        {(candidate: Candidate) => (
          <Autocomplete.Item
            key={keyOf(candidate)}
            value={candidate}
            className={styles.item}
            onClick={() => onChoose(candidate)}
          >
            <CandidateRow candidate={candidate} />
          </Autocomplete.Item>
        )}
      </Autocomplete.List>
    </Autocomplete.Root>
  );
}

function CandidateRow({ candidate }: { readonly candidate: Candidate }) {
  if (candidate.kind === 'note') {
    const { title, date } = candidate.note;
    return (
      <>
        <span className={styles.label}>{title}</span>
        {date !== null && <span className={styles.date}>{date}</span>}
      </>
    );
  }
  return (
    <>
      <span className={styles.label}>{candidate.label}</span>
      <Keys id={candidate.id} />
    </>
  );
}

function labelOf(candidate: Candidate): string {
  return candidate.kind === 'note' ? candidate.note.title : candidate.label;
}

function keyOf(candidate: Candidate): string {
  return candidate.kind === 'note' ? candidate.note.name : candidate.id;
}
