import type { Amount, SyncStatus } from '../../../shared/sync-status.ts';
import { useWords } from '../app-context.ts';
import { bytesLabel, momentLabel } from '../times.ts';
import type { Words } from '../words.ts';
import styles from './SyncDetails.module.css';

/**
 * What is committed, what is pushed, what waits, and where it goes.
 *
 * Two facts, never one: a commit keeps the notes on this computer, a push brings them to the others.
 */
export function SyncFacts({ sync }: { readonly sync: SyncStatus }) {
  const words = useWords();
  const { text, locale } = words;
  const { remote, state, lastSharedEpochMs } = sync;
  // Before the user trusts it nothing has asked the repository what waits.
  const isKnown = state !== 'untrusted' && state !== 'no-git' && state !== 'off';
  if (remote === null && !isKnown) return null;
  return (
    <dl className={styles.facts}>
      {isKnown && (
        <>
          <dt>{text('sync.committed')}</dt>
          <dd>{committedWords(sync, words)}</dd>
        </>
      )}
      {isKnown && remote !== null && (
        <>
          <dt>{text('sync.pushed')}</dt>
          <dd>
            {lastSharedEpochMs === null
              ? text('sync.neverShared')
              : momentLabel(lastSharedEpochMs, locale)}
          </dd>
          <dt>{text('sync.waiting')}</dt>
          <dd>{amountWords(sync.waiting, words) || text('sync.nothingWaits')}</dd>
        </>
      )}
      {remote !== null && (
        <>
          <dt>{text('sync.remote')}</dt>
          <dd className={styles.address}>{remote.address}</dd>
          <dt>{text('sync.branch')}</dt>
          <dd>{remote.branch}</dd>
        </>
      )}
    </dl>
  );
}

/** `Nov 22, 2026, 10:42, not yet: 1 image, 2 kB`. */
function committedWords({ uncommitted, lastCommittedEpochMs }: SyncStatus, words: Words): string {
  const { text, locale } = words;
  const amount = amountWords(uncommitted, words);
  return [
    lastCommittedEpochMs === null ? '' : momentLabel(lastCommittedEpochMs, locale),
    amount === '' ? text('sync.allCommitted') : text('sync.uncommitted', { amount }),
  ]
    .filter(Boolean)
    .join(text('sync.separator'));
}

/** `3 notes, 2 images, 1.2 MB`; empty where there is nothing. */
function amountWords({ notes, images, bytes }: Amount, { text, count, locale }: Words): string {
  return [
    notes > 0 ? count('sync.notes', notes) : '',
    images > 0 ? count('sync.images', images) : '',
    bytes > 0 ? bytesLabel(bytes, locale) : '',
  ]
    .filter(Boolean)
    .join(text('sync.separator'));
}
