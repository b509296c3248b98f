import type { JsonFile } from '../notebook/json-file.ts';
import { originOf, type SignIn, writeAskpass } from './sign-in.ts';

/** The system's keyring, as far as it is needed here. */
export interface Keyring {
  /** False where there is none: then nothing is written. */
  readonly isAvailable: () => boolean;
  readonly encrypt: (text: string) => Uint8Array;
  readonly decrypt: (bytes: Uint8Array) => string;
}

/** Where a sign-in is kept. */
export type KeptWhere = 'keyring' | 'memory';

/** Users and tokens by server, for remotes that nothing else on this computer can sign in to. */
export interface Credentials {
  readonly of: (address: string) => Promise<SignIn | null>;
  readonly keep: (address: string, user: string, token: string) => KeptWhere | null;
}

export interface CredentialsOptions {
  /** Encrypted sign-ins by origin, in base64. */
  readonly file: JsonFile<Readonly<Record<string, string>>>;
  readonly keyring: Keyring;
  /** Where the program that git asks is written. */
  readonly folder: string;
}

interface Pair {
  readonly user: string;
  readonly token: string;
}

/** Keeps sign-ins encrypted by the system's keyring; without one, in memory until the app ends. */
export function createCredentials({ file, keyring, folder }: CredentialsOptions): Credentials {
  const known = new Map<string, Pair>();
  let askpass: Promise<string> | null = null;

  function recall(origin: string): Pair | null {
    const pair = known.get(origin);
    if (pair !== undefined) return pair;
    const kept = file.get()[origin];
    if (kept === undefined || !keyring.isAvailable()) return null;
    try {
      const { user, token } = JSON.parse(keyring.decrypt(Buffer.from(kept, 'base64'))) as Pair;
      known.set(origin, { user, token });
      return { user, token };
    } catch {
      // Another keyring than the one it was written with: the user signs in again.
      return null;
    }
  }

  return {
    of: async (address) => {
      const origin = originOf(address);
      const pair = origin === null ? null : recall(origin);
      if (origin === null || pair === null) return null;
      askpass ??= writeAskpass(folder);
      return { askpass: await askpass, host: new URL(origin).host, ...pair };
    },
    keep: (address, user, token) => {
      const origin = originOf(address);
      if (origin === null) return null;
      known.set(origin, { user, token });
      if (!keyring.isAvailable()) return 'memory';
      const kept = Buffer.from(keyring.encrypt(JSON.stringify({ user, token }))).toString('base64');
      file.set({ ...file.get(), [origin]: kept });
      return 'keyring';
    },
  };
}
