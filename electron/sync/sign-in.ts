import { join } from 'node:path';
import { chmod, mkdir, writeFile } from '../disk/calls.ts';

/** A user and a token for one server, and the program that hands them to git. */
export interface SignIn {
  /** Absolute path of the script of `writeAskpass`. */
  readonly askpass: string;
  /** Host, with its port where one is given; git's question must name it. */
  readonly host: string;
  readonly user: string;
  readonly token: string;
}

/** The part of a web address that a sign-in belongs to, as `https://host:port`; null for others. */
export function originOf(address: string): string | null {
  try {
    const { protocol, host } = new URL(address);
    return /^https?:$/.test(protocol) && host !== '' ? `${protocol}//${host}` : null;
  } catch {
    return null;
  }
}

/**
 * Answers git's questions from its own environment.
 *
 * The token is in no file, no argument and no address. A question for another server, to which a
 * redirect may have led, gets no answer.
 */
const SCRIPT = `#!/bin/sh
case "$1" in
  *"//$BACKROW_HOST'"*|*"@$BACKROW_HOST'"*) ;;
  *) exit 1 ;;
esac
case "$1" in
  Username*) printf '%s\\n' "$BACKROW_USER" ;;
  Password*) printf '%s\\n' "$BACKROW_TOKEN" ;;
  *) exit 1 ;;
esac
`;

/** Writes the program that git asks, and gives its path. */
export async function writeAskpass(folder: string): Promise<string> {
  const path = join(folder, 'askpass.sh');
  await mkdir(folder, { recursive: true });
  await writeFile(path, SCRIPT, { mode: 0o700 });
  await chmod(path, 0o700);
  return path;
}

/** What a call to the remote gets beside its usual environment. */
export function signInEnvironment({ askpass, host, user, token }: SignIn): Record<string, string> {
  return { GIT_ASKPASS: askpass, BACKROW_HOST: host, BACKROW_USER: user, BACKROW_TOKEN: token };
}

/** With a sign-in of ours no helper is asked, and none is told to keep the token. */
export const SIGN_IN_FLAGS = ['-c', 'credential.helper='] as const;
