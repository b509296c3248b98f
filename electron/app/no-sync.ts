import type { SyncStatus } from '../../shared/sync-status.ts';
import type { NotebookSync } from './notebook-sync.ts';

const OFF: SyncStatus = {
  state: 'off',
  waiting: { notes: 0, images: 0, bytes: 0 },
  lastSharedEpochMs: null,
  remote: null,
  problem: null,
};
export function noSync(): NotebookSync {
  const nothing = async (): Promise<void> => undefined;
  return {
    status: () => OFF,
    noteChanged: () => undefined,
    commitNow: nothing,
    syncNow: nothing,
    trust: nothing,
    networkChanged: () => undefined,
    resume: () => undefined,
    close: nothing,
  };
}
