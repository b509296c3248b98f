import { useEffect, useRef } from 'react';
import type { NotebookStep } from '../../../shared/ipc/contract.ts';
import { folderOf } from '../../../shared/note/links/path.ts';
import { useApp, useAppState, useWords } from '../app-context.ts';
import buttons from '../dialogs/Buttons.module.css';
import styles from '../frame/Messages.module.css';
import { hasUnsent } from '../state/saving.ts';
import type { Words } from '../words.ts';

/** Long enough to read and to reach the button; the command stays after it. */
const SHOWN_MS = 20_000;
/** Who writes on has seen it by now and needs the room. */
const SEEN_MS = 5_000;

/** What was done to the notes, with the way back; goes by itself when it has been read. */
export function StepMessage({ id, step }: { readonly id: number; readonly step: NotebookStep }) {
  const { actions } = useApp();
  const words = useWords();
  const box = useRef<HTMLParagraphElement>(null);
  const isWriting = useAppState(({ saving }) => hasUnsent(saving));
  const wrote = useRef(false);

  useEffect(() => {
    if (isWriting) wrote.current = true;
  }, [isWriting]);

  useEffect(() => {
    const shownAtMs = performance.now();
    const timer = setInterval(() => {
      const enoughMs = wrote.current ? SEEN_MS : SHOWN_MS;
      if (performance.now() - shownAtMs < enoughMs) return;
      // Nobody's button goes from under their pointer or keyboard.
      const line = box.current?.parentElement;
      if (line?.matches(':hover, :focus-within') !== true) actions.dismiss(id);
    }, 1_000);
    return () => clearInterval(timer);
  }, [actions, id]);

  return (
    <>
      <p className={styles.words} ref={box}>
        {stepWords(step, words)}
      </p>
      <button
        type="button"
        className={buttons.button}
        onClick={() => void actions.notes.undoStep(step.id)}
      >
        {words.text('action.undo')}
      </button>
    </>
  );
}

function stepWords({ kind, from, to, files, ownTrash }: NotebookStep, words: Words): string {
  const { text, count } = words;
  switch (kind) {
    case 'create':
      return '';
    case 'rename':
      return text('step.rename', { name: fileName(to ?? '') });
    case 'move': {
      const folder = folderOf(to ?? '');
      const name = fileName(to ?? '');
      return folder === '' ? text('step.moveToTop', { name }) : text('step.move', { name, folder });
    }
    case 'duplicate':
      return text('step.duplicate', { name: fileName(to ?? '') });
    case 'delete':
      return ownTrash === null
        ? text('step.delete', { name: fileName(from) })
        : text('step.deleteToOwn', { name: fileName(from), path: ownTrash });
    case 'images':
      return ownTrash === null
        ? count('step.images', files)
        : text('step.imagesToOwn', { path: ownTrash });
  }
}

function fileName(name: string): string {
  return name.slice(name.lastIndexOf('/') + 1);
}
