import type { SyncStatus } from '../../../shared/sync-status.ts';
import { useWords } from '../app-context.ts';
import { bytesLabel, momentLabel } from '../times.ts';
import type { Words } from '../words.ts';
import styles from './SyncDetails.module.css';

/** Where the notebook is shared, when it last was, and what waits. */
export function SyncFacts({ sync }: { readonly sync: SyncStatus }) {
  const words = useWords();
  const { text, locale } = words;
  const { remote, state, lastSharedEpochMs } = sync;
  if (remote === null) return null;
  // Before the user trusts it nothing has asked the repository what waits.
  const isKnown = state !== 'untrusted' && state !== 'no-git';
  return (
    <dl className={styles.facts}>
      {isKnown && (
        <>
          <dt>{text('sync.waiting')}</dt>
          <dd>{waitingWords(sync.waiting, words)}</dd>
          <dt>{text('sync.lastShared')}</dt>
          <dd>
            {lastSharedEpochMs === null
              ? text('sync.neverShared')
              : momentLabel(lastSharedEpochMs, locale)}
          </dd>
        </>
      )}
      <dt>{text('sync.remote')}</dt>
      <dd className={styles.address}>{remote.address}</dd>
      <dt>{text('sync.branch')}</dt>
      <dd>{remote.branch}</dd>
    </dl>
  );
}

function waitingWords(waiting: SyncStatus['waiting'], { text, count, locale }: Words): string {
  const parts = [
    waiting.notes > 0 ? count('sync.notes', waiting.notes) : '',
    waiting.images > 0 ? count('sync.images', waiting.images) : '',
    waiting.bytes > 0 ? bytesLabel(waiting.bytes, locale) : '',
  ].filter(Boolean);
  return parts.length === 0 ? text('sync.nothingWaits') : parts.join(text('sync.separator'));
}
