import type { PlainKey } from '../../../shared/messages/index.ts';
import { useAppState, useWords } from '../app-context.ts';
import { type SavingProblem, type SavingView, viewSaving } from '../state/saving.ts';
import { clockLabel } from '../times.ts';
import type { Words } from '../words.ts';
import styles from './StatusLine.module.css';

/** The problems that have words of their own; all others are told as "could not be written". */
const PROBLEMS: Partial<Record<SavingProblem, PlainKey>> = {
  'disk-full': 'saving.problem.disk-full',
  'no-answer': 'saving.problem.no-answer',
  denied: 'saving.problem.denied',
  missing: 'saving.problem.missing',
  unreadable: 'saving.problem.unreadable',
  'unreadable-unedited': 'saving.problem.unreadable-unedited',
  unsafe: 'saving.problem.unsafe',
};

/**
 * What is on disk.
 *
 * Every save changes the words here, and nobody wants to hear each of them: assistive technology
 * is told of problems and their end only (DESIGN, section 6).
 */
export function SavingStatus() {
  const words = useWords();
  const view = viewSaving(useAppState((state) => state.saving));
  // What only this window has comes before words that the journal has.
  const image = useAppState(({ imageInWindow, imageWaits }) => {
    if (imageInWindow) return 'saving.imageInWindow';
    return imageWaits && view.kind !== 'problem' ? 'saving.imageWaits' : null;
  });
  const { loud, quiet } =
    image === null ? savingWords(view, words) : { loud: words.text(image), quiet: '' };
  return (
    <div
      role="status"
      className={styles.saving}
      aria-label={words.text('saving.label')}
      aria-atomic="false"
      data-problem={view.kind === 'problem' || image !== null || undefined}
    >
      <span>{loud}</span>
      <span aria-live="off">{quiet}</span>
    </div>
  );
}

/** The words that are announced, and those that are only shown. */
function savingWords(
  view: SavingView,
  { text, locale }: Words,
): { readonly loud: string; readonly quiet: string } {
  switch (view.kind) {
    case 'problem':
      return { loud: text(PROBLEMS[view.problem] ?? 'saving.problem.failed'), quiet: '' };
    case 'saving':
      return { loud: '', quiet: text('saving.saving') };
    case 'on-disk': {
      const time = view.atEpochMs === null ? '' : ` ${clockLabel(view.atEpochMs, locale)}`;
      if (view.again) return { loud: text('saving.onDiskAgain'), quiet: time };
      return { loud: '', quiet: text('saving.onDisk') + time };
    }
  }
}
