import AttentionIcon from 'lucide-react/icons/circle-alert';
import SyncedIcon from 'lucide-react/icons/cloud-check';
import OfflineIcon from 'lucide-react/icons/cloud-off';
import WaitingIcon from 'lucide-react/icons/cloud-upload';
import LocalIcon from 'lucide-react/icons/hard-drive';
import SyncIcon from 'lucide-react/icons/refresh-cw';
import { lazy, useRef } from 'react';
import type { SyncState } from '../../../shared/sync-status.ts';
import { useApp, useAppState, useWords } from '../app-context.ts';
import { type Icon, IconButton } from '../frame/IconButton.tsx';
import { Later } from '../frame/Later.tsx';
import { useEver } from '../frame/use-ever.ts';
import styles from './StatusLine.module.css';

const ICONS: Readonly<Record<SyncState, Icon>> = {
  off: LocalIcon,
  'no-git': AttentionIcon,
  untrusted: AttentionIcon,
  'no-remote': LocalIcon,
  offline: OfflineIcon,
  waiting: WaitingIcon,
  syncing: SyncIcon,
  synced: SyncedIcon,
  attention: AttentionIcon,
};

const SyncDetails = lazy(async () => {
  const { SyncDetails } = await import('./SyncDetails.tsx');
  return { default: SyncDetails };
});

/**
 * What is shared: one quiet word, what waits, and the details on a click.
 *
 * The state is announced when it changes, the number of waiting notes is not.
 */
export function SyncStatusLine() {
  const { actions } = useApp();
  const { text, count, withKeys } = useWords();
  const sync = useAppState((state) => state.sync);
  const isOpen = useAppState((state) => state.syncDetails);
  const wasOpen = useEver(isOpen);
  const line = useRef<HTMLDivElement>(null);
  const opener = useRef<HTMLButtonElement>(null);
  const StateIcon = ICONS[sync.state];
  const waits = sync.state !== 'syncing' && sync.waiting.notes > 0;

  return (
    <div className={styles.sync}>
      <div
        role="status"
        className={styles.syncState}
        aria-label={text('sync.label')}
        aria-atomic="false"
        data-state={sync.state}
        ref={line}
      >
        <StateIcon size={14} aria-hidden="true" className={styles.icon} />
        <span>{text(`sync.state.${sync.state}`)}</span>
        <span aria-live="off" className={styles.waiting}>
          {waits && text('sync.separator') + count('sync.notesWaiting', sync.waiting.notes)}
        </span>
        <button
          type="button"
          className={styles.opener}
          aria-label={text('sync.details')}
          aria-haspopup="dialog"
          aria-expanded={isOpen}
          onClick={() => actions.showSyncDetails(!isOpen)}
          ref={opener}
        />
      </div>
      <div className={isOpen ? styles.behind : undefined}>
        <IconButton
          icon={SyncIcon}
          name={text('action.syncNow')}
          hint={withKeys('action.syncNow', 'sync.now')}
          onClick={() => void actions.syncNow()}
        />
      </div>
      {wasOpen && (
        <Later onMissing={actions.partMissing}>
          <SyncDetails anchor={line} opener={opener} />
        </Later>
      )}
    </div>
  );
}
