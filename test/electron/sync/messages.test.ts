import { describe, expect, test } from 'vitest';
import type { GitResult } from '../../../electron/sync/git.ts';
import {
  classifyFailure,
  type FailureClass,
  withoutCredentials,
} from '../../../electron/sync/messages.ts';

function said(stderr: string, stdout = ''): GitResult {
  return { ended: 'exited', code: 128, stdout: Buffer.from(stdout), stderr };
}

/** Outputs of real gits and hosts. */
const OUTPUTS: readonly (readonly [FailureClass, string])[] = [
  ['offline', "fatal: unable to access 'https://a.b/': Could not resolve host: a.b"],
  [
    'offline',
    "fatal: unable to access 'http://127.0.0.1:1/': Failed to connect to 127.0.0.1 port 1 after 0 ms: Couldn't connect to server",
  ],
  [
    'offline',
    'ssh: connect to host a.b port 22: Network is unreachable\nfatal: Could not read from remote repository.',
  ],
  [
    'offline',
    'error: RPC failed; curl 56 Recv failure: Connection reset by peer\nfatal: the remote end hung up unexpectedly',
  ],
  [
    'offline',
    "fatal: unable to access 'http://x/': Operation too slow. Less than 1000 bytes/sec transferred the last 20 seconds",
  ],
  ['portal', 'fatal: https://a.b/info/refs not valid: is this a git repository?'],
  [
    'portal',
    "fatal: unable to access 'https://a.b/': server certificate verification failed. CAfile: none CRLfile: none",
  ],
  [
    'portal',
    'fatal: unable to update url base from redirection:\n  asked for: http://a\n   redirect: http://portal',
  ],
  ['sign-in', "fatal: could not read Username for 'https://a.b': terminal prompts disabled"],
  [
    'sign-in',
    "remote: Invalid username or password.\nfatal: Authentication failed for 'https://a.b/'",
  ],
  [
    'sign-in',
    'git@a.b: Permission denied (publickey).\nfatal: Could not read from remote repository.',
  ],
  ['sign-in', 'Host key verification failed.\nfatal: Could not read from remote repository.'],
  ['wrong-address', "remote: Not Found\nfatal: repository 'https://a.b/c.git/' not found"],
  [
    'wrong-address',
    "fatal: '/nowhere' does not appear to be a git repository\nfatal: Could not read from remote repository.",
  ],
  ['server', "fatal: unable to access 'https://a.b/': The requested URL returned error: 503"],
  ['race', '! [rejected]        main -> main (fetch first)\nerror: failed to push some refs'],
  ['race', '! [rejected]        main -> main (non-fast-forward)'],
  ['race', '! [remote rejected] main -> main (failed to update ref)'],
  [
    'race',
    "remote: error: cannot lock ref 'refs/heads/main': is at 1 but expected 2\n! [remote rejected] main -> main (failed to update ref)",
  ],
  ['race', '! [remote rejected] main -> main (incorrect old value provided)'],
  [
    'refused',
    'remote: error: GH001: Large files detected.\n! [remote rejected] main -> main (pre-receive hook declined)',
  ],
  [
    'refused',
    'remote: error: GH006: Protected branch update failed for refs/heads/main.\n! [remote rejected] main -> main (protected branch hook declined)',
  ],
  ['refused', '! [remote rejected] main -> main (branch is currently checked out)'],
  ['no-branch', "fatal: couldn't find remote ref refs/heads/main"],
  ['failed', 'fatal: something that no table knows'],
];

describe('the messages of git', () => {
  test.each(OUTPUTS)('%s: %s', (failure, stderr) => {
    expect(classifyFailure(said(stderr))).toBe(failure);
  });

  test('a push that reports on its standard output is read, too', () => {
    const line = '!\trefs/heads/main:refs/heads/main\t[rejected] (fetch first)\nDone\n';
    expect(classifyFailure(said('error: failed to push some refs', line))).toBe('race');
  });

  test('a call that was ended for taking too long means offline', () => {
    expect(classifyFailure({ ...said(''), ended: 'timed-out' })).toBe('offline');
  });

  test('users, passwords and tokens never reach a message', () => {
    expect(withoutCredentials("fatal: 'https://user:secret@a.b/c' and ssh://git@a.b/c")).toBe(
      "fatal: 'https://a.b/c' and ssh://a.b/c",
    );
    expect(withoutCredentials('https://user:s@cr@t@a.b/c@d')).toBe('https://a.b/c@d');
  });
});
