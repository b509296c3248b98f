/**
 * True for an address of a remote that starts no program of its own choosing.
 *
 * https, http, ssh, git, file, a path, or `user@host:path`. A double colon names a remote helper
 * (`ext::` runs a command line), a leading hyphen would be read as an option, by git or by ssh.
 */
export function isSafeAddress(address: string): boolean {
  if (address === '' || address.startsWith('-') || hasControl(address)) return false;
  const scheme = /^([A-Za-z][A-Za-z0-9+.-]*):\/\/(.*)$/.exec(address);
  if (scheme !== null) {
    const allowed = /^(https?|ssh|git\+ssh|ssh\+git|git|file)$/i.test(scheme[1] ?? '');
    return allowed && !/^(?:[^/@]*@)?-/.test(scheme[2] ?? '');
  }
  if (/^[A-Za-z0-9+.-]*::/.test(address)) return false;
  if (/^[A-Za-z]:[\\/]/.test(address)) return true;
  const remote = /^(?:[^@/\\:]+@)?(\[[0-9A-Fa-f:]+\]|[^/\\:@]+):/.exec(address);
  return remote === null || !(remote[1] ?? '').startsWith('-');
}

/** What the tokens of common hosts begin with, where one stands in the user's place. */
const TOKEN = /^(?:gh[a-z]_|github_pat_|glpat-)/;

/**
 * Takes a password or token out of a web address; null where there is none.
 *
 * Hosts offer such addresses for pasting. Git would keep them in clear in the notebook's own
 * settings, on its command lines and in what it says.
 */
export function takeSignIn(
  address: string,
): { readonly address: string; readonly user: string; readonly token: string } | null {
  if (!/^https?:\/\//i.test(address) || !URL.canParse(address)) return null;
  const url = new URL(address);
  const [user = '', password = ''] = [url.username, url.password].map(plain);
  const token = password === '' && TOKEN.test(user) ? user : password;
  if (token === '') return null;
  return {
    address: address.replace(/^([^/]*\/\/)[^/]*@/, '$1'),
    user: token === user || user === '' ? 'git' : user,
    token,
  };
}

function plain(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/** True for an address that git reaches through ssh. */
export function usesSsh(address: string): boolean {
  if (/^(ssh|git\+ssh|ssh\+git):\/\//i.test(address)) return true;
  return !/^[A-Za-z][A-Za-z0-9+.-]*:\/\//.test(address) && /^[^/\\]{2,}:/.test(address);
}

/** True for a folder on this computer or a mounted one. */
export function isLocalAddress(address: string): boolean {
  if (/^file:\/\//i.test(address)) return true;
  return !/^[A-Za-z][A-Za-z0-9+.-]*:\/\//.test(address) && !usesSsh(address);
}

function hasControl(text: string): boolean {
  for (const char of text) if ((char.codePointAt(0) ?? 0) < 32) return true;
  return false;
}
