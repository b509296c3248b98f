import { devNull } from 'node:os';

type Variables = Readonly<Record<string, string | undefined>>;

/**
 * The user's own choices about where settings are and how git reaches a network. Every other
 * `GIT_` variable is dropped: those steer git to another repository, index or program.
 */
const KEPT = new Set([
  'GIT_CONFIG_GLOBAL',
  'GIT_CONFIG_SYSTEM',
  'GIT_CONFIG_NOSYSTEM',
  'GIT_EXEC_PATH',
  'GIT_SSL_CAINFO',
  'GIT_SSL_CAPATH',
  'GIT_PROXY_COMMAND',
  'GIT_SSH',
  'GIT_SSH_COMMAND',
]);
const DROPPED = new Set(['EDITOR', 'VISUAL', 'PAGER', 'SSH_ASKPASS', 'LC_ALL', 'LANGUAGE']);

/**
 * The environment git runs in.
 *
 * No prompt can appear (no terminal, no askpass, no editor), messages are English so that they
 * can be told apart (see messages.ts), and status calls take no lock that would be in the way of
 * another git.
 */
export function gitEnvironment(from: Variables, platform: NodeJS.Platform): Record<string, string> {
  const environment: Record<string, string> = {};
  for (const [name, value] of Object.entries(from)) {
    const upper = name.toUpperCase();
    const dropped = DROPPED.has(upper) || (upper.startsWith('GIT_') && !KEPT.has(upper));
    if (value !== undefined && !dropped) environment[name] = value;
  }
  return {
    ...environment,
    GIT_TERMINAL_PROMPT: '0',
    GIT_ASKPASS: '',
    SSH_ASKPASS_REQUIRE: 'never',
    GCM_INTERACTIVE: 'never',
    GIT_OPTIONAL_LOCKS: '0',
    GIT_EDITOR: ':',
    GIT_MERGE_AUTOEDIT: 'no',
    GIT_LITERAL_PATHSPECS: '1',
    LC_ALL: '',
    LC_MESSAGES: 'C',
    LANGUAGE: '',
    LC_CTYPE: platform === 'darwin' ? 'en_US.UTF-8' : 'C.UTF-8',
  };
}

/** An ssh that never asks and gives up on a dead line; used where the user set none. */
export const PATIENT_SSH =
  'ssh -o BatchMode=yes -o ConnectTimeout=10 -o ServerAliveInterval=5 -o ServerAliveCountMax=3';

/**
 * Settings that hold for every call, before the verb.
 *
 * Beside quiet and safe transports: loose objects are flushed to the disk (git's default risks
 * recent work at a power loss; the index is not, since work-tree.ts makes a torn one anew), and hooks, signing, fsmonitor and background work are off. The
 * hooks folder is the null device: no hook can be in it.
 */
export function gitFlags(version: readonly [number, number], lowSpeedSeconds: number): string[] {
  const durable =
    version[0] > 2 || version[1] >= 36
      ? 'core.fsync=objects,derived-metadata,reference'
      : 'core.fsyncObjectFiles=true';
  const settings = [
    durable,
    'core.quotepath=false',
    'core.precomposeunicode=true',
    'core.longpaths=true',
    'core.fsmonitor=false',
    `core.hooksPath=${devNull}`,
    'commit.gpgsign=false',
    'push.gpgsign=false',
    'gc.auto=0',
    'maintenance.auto=false',
    'fetch.prune=false',
    'fetch.writeCommitGraph=false',
    'submodule.recurse=false',
    'fetch.recurseSubmodules=false',
    'protocol.ext.allow=never',
    'advice.detachedHead=false',
    'http.lowSpeedLimit=1000',
    `http.lowSpeedTime=${lowSpeedSeconds}`,
  ];
  return settings.flatMap((setting) => ['-c', setting]);
}
