import { err, ok, type Result } from '../result.ts';

/** A name that is not used as a path; `detail` says why, in English, for the log. */
export interface UnsafeName {
  readonly kind: 'unsafe';
  readonly detail: string;
}

/** The longest segment that common file systems take, in UTF-16 units at least. */
const MAX_SEGMENT = 255;
const MAX_NAME = 1024;

/** In order; the first that holds for a segment is the reason. */
const SEGMENT_RULES: readonly {
  readonly refuses: (segment: string) => boolean;
  readonly reason: string;
}[] = [
  { refuses: (segment) => segment === '', reason: 'an empty segment' },
  { refuses: (segment) => segment === '.' || segment === '..', reason: 'a way up or around' },
  { refuses: (segment) => segment.length > MAX_SEGMENT, reason: 'a segment that is too long' },
  { refuses: (segment) => /[\\:\0]/.test(segment), reason: 'a backslash, a colon or NUL' },
  { refuses: (segment) => /[\p{Cc}\p{Cs}]/u.test(segment), reason: 'a control character' },
  { refuses: (segment) => /\p{Bidi_Control}/u.test(segment), reason: 'a direction control' },
  { refuses: isGitFolder, reason: "git's own folder" },
  { refuses: (segment) => /[. ]$/.test(segment), reason: 'a dot or a blank at the end' },
  { refuses: isDevice, reason: 'a name of a device' },
];

/**
 * Checks the path of a note inside its notebook, before it is joined to the notebook's folder.
 *
 * A name that writes into `.git` would run as code, in every spelling that some file system takes
 * for it: other case, invisible characters (HFS+ drops them), Windows' short name `git~1`, dots and
 * blanks at the end, alternate streams behind a colon. Links on the way are the store's to check.
 */
export function safeNoteName(name: string): Result<string, UnsafeName> {
  if (name.length > MAX_NAME) return unsafe('too long');
  if (!name.endsWith('.md')) return unsafe('not the name of a note');
  for (const segment of name.split('/')) {
    const rule = SEGMENT_RULES.find(({ refuses }) => refuses(segment));
    if (rule !== undefined) return unsafe(rule.reason);
  }
  return ok(name);
}

function isGitFolder(segment: string): boolean {
  const visible = segment
    .normalize('NFKC')
    .replace(/[\p{Default_Ignorable_Code_Point}\p{Cf}]/gu, '')
    .toLowerCase()
    .replace(/[. ]+$/, '');
  return visible === '.git' || /^git~\d+$/.test(visible);
}

function isDevice(segment: string): boolean {
  const stem = (segment.split('.')[0] ?? '').trimEnd();
  return /^(?:con|prn|aux|nul|conin\$|conout\$|(?:com|lpt)[0-9¹²³])$/i.test(stem);
}

function unsafe(detail: string): Result<string, UnsafeName> {
  return err({ kind: 'unsafe', detail });
}
