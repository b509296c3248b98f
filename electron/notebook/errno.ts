/**
 * What a disk refused, in the words of this program.
 *
 * The kinds are a subset of `CallErrorKind` so that an error travels to the window unchanged;
 * `detail` is technical, in English, for the details pane and the log.
 */
export interface DiskError {
  readonly kind: DiskErrorKind;
  readonly detail: string;
}

export type DiskErrorKind =
  | 'missing'
  | 'denied'
  | 'disk-full'
  | 'no-answer'
  | 'unreadable'
  | 'unsafe'
  | 'failed';

const KIND_BY_CODE: Readonly<Record<string, DiskErrorKind>> = {
  ENOENT: 'missing',
  ENOTDIR: 'missing',
  EACCES: 'denied',
  EPERM: 'denied',
  EROFS: 'denied',
  ENOSPC: 'disk-full',
  EDQUOT: 'disk-full',
  EFBIG: 'disk-full',
  // Opening with O_NOFOLLOW meets a symbolic link.
  ELOOP: 'unsafe',
};

/**
 * Maps what `node:fs` threw to a named error.
 *
 * The only place that looks at errno codes: nothing above sees `ENOENT`. Anything that is not a
 * file-system error is a programmer's mistake and is thrown again.
 */
export function diskError(thrown: unknown): DiskError {
  const code = errnoCode(thrown);
  if (code === null) throw thrown;
  const detail = thrown instanceof Error ? thrown.message : code;
  return { kind: KIND_BY_CODE[code] ?? 'failed', detail };
}

/** The errno code of a thrown value, or null where it is no system error. */
export function errnoCode(thrown: unknown): string | null {
  if (typeof thrown !== 'object' || thrown === null || !('code' in thrown)) return null;
  const { code } = thrown;
  return typeof code === 'string' && /^E[A-Z0-9]+$/.test(code) ? code : null;
}
