import { err, ok, type Result } from '../../shared/result.ts';

/** Beyond this no mail program or browser agrees on what it was given. */
const MAX_LINK_LENGTH = 4_096;

/** Blanks, control and invisible characters make a link read differently from where it leads. */
const DECEIVING = /[\p{Cc}\p{Cf}\p{Z}\\]/u;

/** Written with its slashes: `https:host` and `https:/host` are repaired by parsers, and not by all alike. */
const WEB = /^https?:\/\/[^/]/i;
const MAIL = /^mailto:[^/]/i;

/**
 * Checks a link of a note before the system is asked to open it.
 *
 * Only http, https and mailto, written plainly; answers with the normalised address. A note is
 * somebody else's text: `file:`, `smb:`, `ms-msdt:` and the like have run programs in other
 * editors (research, 2.3), and a user name before the host serves only to deceive.
 */
export function checkExternalLink(link: string): Result<string, string> {
  if (link.length > MAX_LINK_LENGTH) return err('too long');
  if (DECEIVING.test(link)) return err('holds blanks, control characters or a backslash');
  if (!WEB.test(link) && !MAIL.test(link)) return err('is not http, https or mailto');
  const url = parse(link);
  if (url === null) return err('is no address');
  return url.protocol === 'mailto:' ? checkMail(url) : checkWeb(url);
}

function parse(link: string): URL | null {
  try {
    return new URL(link);
  } catch {
    return null;
  }
}

function checkWeb(url: URL): Result<string, string> {
  if (url.protocol !== 'http:' && url.protocol !== 'https:') return err('is not http or https');
  if (url.username !== '' || url.password !== '') return err('names a user before the host');
  if (url.hostname === '') return err('names no host');
  return ok(url.href);
}

/** Headers of a mail that a link may fill in; `attach` made some programs add files of the disk. */
const MAIL_HEADERS: ReadonlySet<string> = new Set(['to', 'cc', 'bcc', 'subject', 'body']);

function checkMail(url: URL): Result<string, string> {
  if (/%0[ad]/i.test(url.pathname)) return err('holds a line end');
  for (const [header] of url.searchParams) {
    if (!MAIL_HEADERS.has(header.toLowerCase())) return err(`fills in the header ${header}`);
  }
  return ok(url.href);
}
