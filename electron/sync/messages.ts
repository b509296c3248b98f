import type { GitResult } from './git.ts';

/** What a failed network call means for what happens next. */
export type FailureClass =
  /** No way to the remote: try again later, say nothing. */
  | 'offline'
  /** Something answers that is not the remote: a sign-in page of the network. */
  | 'portal'
  | 'sign-in'
  | 'wrong-address'
  /** The server has trouble: try again, more slowly. */
  | 'server'
  /** Somebody else was faster: integrate and try again now. */
  | 'race'
  /** The remote will not take it: a person must decide. */
  | 'refused'
  /** The branch is not there (any more). */
  | 'no-branch'
  | 'failed';

/**
 * Git's messages by class, most telling first; all of them were produced with a real git.
 *
 * `unable to access` alone says nothing: five of these classes carry it. A lost race reads
 * `failed to update ref` far more often than `fetch first`.
 */
const TABLE: readonly (readonly [FailureClass, RegExp])[] = [
  ['refused', /GH001|exceeds .*file size|file is too large/i],
  ['refused', /GH006|protected branch|PUSH PROTECTION|GH013/i],
  ['refused', /pre-receive hook declined|update hook declined|hook declined/i],
  ['refused', /denyCurrentBranch|branch is currently checked out/i],
  [
    'refused',
    /\[remote rejected\].*\(permission denied|insufficient permission|unable to create temporary object directory|Read-only file system|remote: Permission to .* denied|service not enabled/i,
  ],
  ['race', /\[rejected\].*\((?:fetch first|non-fast-forward|stale info)\)/],
  [
    'race',
    /\[remote rejected\].*\((?:failed to update ref|cannot lock ref|incorrect old value provided|reference already exists)/,
  ],
  ['race', /cannot lock ref|incorrect old value provided|failed to update ref/],
  ['sign-in', /could not read (?:Username|Password)|terminal prompts disabled/],
  [
    'sign-in',
    /Authentication failed|returned error: 40[13]|Permission denied \(publickey|Permission denied, please try again/i,
  ],
  ['sign-in', /Host key verification failed|REMOTE HOST IDENTIFICATION HAS CHANGED/],
  [
    'portal',
    /not valid: is this a git repository|unable to update url base from redirection|redirects followed/,
  ],
  ['portal', /returned error: 511|returned error: 407|no DAV locking support/],
  [
    'portal',
    /certificate verification failed|SSL certificate problem|gnutls_handshake|SSL_ERROR|TLS connect error/i,
  ],
  ['portal', /invalid server response|unexpected response|protocol error: bad line length/i],
  ['wrong-address', /repository '.*' not found|returned error: 404|Repository not found/i],
  ['wrong-address', /does not appear to be a git repository|not a git repository/i],
  [
    'wrong-address',
    /No such remote|Unsupported protocol|transport '.*' not allowed|Unable to find remote helper/i,
  ],
  ['no-branch', /couldn't find remote ref/i],
  ['server', /returned error: (?:429|5\d\d)/],
  ['offline', /Could not resolve (?:host|proxy)|Failed to connect to|Couldn't connect to server/i],
  [
    'offline',
    /Connection (?:reset|refused|timed out|closed)|Network is unreachable|No route to host/i,
  ],
  [
    'offline',
    /Empty reply from server|Operation (?:too slow|timed out)|Could not read from remote/i,
  ],
  [
    'offline',
    /early EOF|unexpected disconnect|the remote end hung up|RPC failed|Recv failure|Send failure/i,
  ],
  ['offline', /Temporary failure in name resolution|Name or service not known/i],
];

/** Sorts the failure of a network call into what to do next. */
export function classifyFailure(result: GitResult): FailureClass {
  if (result.ended === 'timed-out' || result.ended === 'aborted') return 'offline';
  const said = `${result.stderr}\n${result.stdout.toString('utf8')}`;
  return TABLE.find(([, pattern]) => pattern.test(said))?.[0] ?? 'failed';
}

/** Removes users, passwords and tokens from addresses in a text. */
export function withoutCredentials(text: string): string {
  return text.replace(/\b([a-z][a-z0-9+.-]*:\/\/)[^/\s'"]*@/gi, '$1');
}

/** The lines a person can use, for the details pane. */
export function explain(result: GitResult): string {
  const lines = result.stderr
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '' && !line.startsWith('hint:'));
  const said =
    lines.length > 0 ? lines.slice(-6).join('\n') : `git: ${result.ended} ${result.code ?? ''}`;
  return withoutCredentials(said.trim()).slice(0, 2000);
}
