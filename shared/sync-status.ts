/**
 * What the sync says of a notebook: two facts kept apart, what is on this computer and what is
 * shared. Plain data; the words for it are in the message catalogue.
 */
export interface SyncStatus {
  readonly state: SyncState;
  /** What a push would still have to carry. */
  readonly waiting: Amount;
  /** The part of it that no commit holds yet; it is on the disk all the same. */
  readonly uncommitted: Amount;
  /** When Backrow last made a commit here, in epoch milliseconds. */
  readonly lastCommittedEpochMs: number | null;
  /** When everything was last shared, in epoch milliseconds. */
  readonly lastSharedEpochMs: number | null;
  /** Where it goes; the address has no user name or password in it. */
  readonly remote: { readonly address: string; readonly branch: string } | null;
  /**
   * Why it needs the user, where `state` is `attention`, `untrusted` or `no-git`; with `offline` at
   * most that the network asks for a sign-in page. Null otherwise.
   */
  readonly problem: SyncProblem | null;
}

/** How much of a notebook. */
export interface Amount {
  readonly notes: number;
  readonly images: number;
  readonly bytes: number;
}

/** The answer to "can I share?", asked before the event and not at midnight. */
export type SyncCheck =
  | {
      readonly kind: 'ready';
      /** The name the commits carry, or null where the computer has none and a stand-in is used. */
      readonly author: string | null;
    }
  | { readonly kind: 'no-remote' }
  /** No network now: it cannot be known. */
  | { readonly kind: 'offline' }
  | { readonly kind: 'not-ready'; readonly problem: SyncProblem };

/** How setting up a remote or getting a notebook from one ended. */
export type SetUpAnswer =
  | { readonly kind: 'done' }
  | { readonly kind: 'cancelled' }
  | { readonly kind: 'offline' }
  | { readonly kind: 'failed'; readonly problem: SyncProblem };

export type SyncState =
  /** The notebook is no git working tree. */
  | 'off'
  /** No usable git program on this computer. */
  | 'no-git'
  /** The repository's own settings could run programs; no git runs before the user trusts it. */
  | 'untrusted'
  /** A repository without a remote: commits only. */
  | 'no-remote'
  | 'offline'
  /** Something waits and an attempt will follow. */
  | 'waiting'
  | 'syncing'
  | 'synced'
  /** It cannot go on without the user. */
  | 'attention';

export interface SyncProblem {
  readonly kind: SyncProblemKind;
  /** Plain technical words for the details pane, credentials removed. For `untrusted`: what was found. */
  readonly detail: string;
}

export type SyncProblemKind =
  | 'git-missing'
  | 'git-too-old'
  | 'untrusted'
  /** The network asks for a sign-in page (captive portal). */
  | 'portal'
  /** The remote wants a user and password, a token or a key. */
  | 'sign-in'
  | 'wrong-address'
  /** The remote refused this push: protected branch, hook, size. */
  | 'refused'
  /** Both sides changed in a way that does not join cleanly yet; nothing was changed. */
  | 'diverged'
  /** The repository is in a state another program left (merge, rebase, detached). */
  | 'busy-repository'
  /** Files went missing that Backrow did not delete; they are not committed as deleted. */
  | 'unexplained-deletions'
  | 'failed';
