import type { BackrowApi } from '../shared/ipc/contract.ts';

declare global {
  interface Window {
    /** Put here by the preload script: the page's only way to the main process. */
    readonly backrow: BackrowApi;
  }
}
