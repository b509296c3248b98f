import { isSafeAddress } from './address.ts';
import type { ConfigEntry } from './config-file.ts';

type Check = (value: string) => boolean;

const any: Check = () => true;
const bool: Check = (value) => /^(true|false|yes|no|on|off|0|1|)$/i.test(value);
const off: Check = (value) => /^(false|no|off|0|)$/i.test(value);
/** A remote's name, or an address that starts no program. */
const remoteName: Check = (value) => /^[\w./-]+$/.test(value) && !value.startsWith('-');

/** Builds checks for several keys at once. */
function keys(names: string, check: Check = any): Record<string, Check> {
  return Object.fromEntries(names.split(' ').map((name) => [name, check]));
}

/**
 * What a repository's own configuration may hold without being asked about (DESIGN law 7).
 *
 * Formats, remotes, branches, identity, and preferences of display that start no program and lead
 * nowhere: what `git init` and `git clone`, GitHub Desktop, VS Code, GitHub's command line and
 * git-lfs write. Everything else counts as able to run something, known or not.
 */
const PLAIN: Readonly<Record<string, Readonly<Record<string, Check>>>> = {
  core: {
    ...keys('repositoryformatversion filemode logallrefupdates ignorecase precomposeunicode'),
    ...keys('symlinks autocrlf eol safecrlf quotepath abbrev compression bigfilethreshold'),
    ...keys('protecthfs protectntfs longpaths hidedotfiles untrackedcache splitindex'),
    ...keys('commitgraph multipackindex trustctime checkstat preloadindex fscache'),
    ...keys('sharedrepository whitespace commentchar fsync fsyncmethod fsyncobjectfiles'),
    ...keys('bare', off),
    // The built-in daemon is git itself; a path would be a program. Both are switched off anyway.
    ...keys('fsmonitor', bool),
  },
  user: keys('name email useconfigonly signingkey'),
  author: keys('name email'),
  committer: keys('name email'),
  extensions: {
    ...keys('objectformat worktreeconfig partialclone preciousobjects refstorage noop'),
    ...keys('compatobjectformat relativeworktrees'),
  },
  init: keys('defaultbranch'),
  pull: keys('rebase ff'),
  push: keys('default autosetupremote followtags gpgsign'),
  commit: keys('gpgsign verbose status'),
  tag: keys('gpgsign sort'),
  fetch: keys('prune prunetags parallel fsckobjects writecommitgraph showforcedupdates'),
  merge: keys('ff conflictstyle renames log stat'),
  rebase: keys('autostash autosquash stat updaterefs'),
  diff: keys('algorithm renames renamelimit mnemonicprefix noprefix context colormoved'),
  rerere: keys('enabled autoupdate'),
  status: keys('showuntrackedfiles short branch submodulesummary aheadbehind'),
  gc: keys('auto autodetach autopacklimit pruneexpire reflogexpire reflogexpireunreachable'),
  maintenance: keys('auto strategy repo'),
  pack: keys('window depth threads windowmemory writereverseindex'),
  index: keys('version threads sparse'),
  feature: keys('manyfiles experimental'),
  checkout: keys('defaultremote guess workers'),
  i18n: keys('commitencoding logoutputencoding'),
  gui: keys('wmstate geometry encoding lastused'),
  lfs: keys('repositoryformatversion'),
  submodule: keys('active recurse'),
  branch: keys('autosetupmerge autosetuprebase sort'),
  http: keys('postbuffer version lowspeedlimit lowspeedtime maxrequests'),
};

const NAMED: Readonly<Record<string, Readonly<Record<string, Check>>>> = {
  remote: {
    ...keys('url pushurl', isSafeAddress),
    ...keys('fetch push tagopt prune prunetags skipdefaultupdate skipfetchall'),
    ...keys('promisor partialclonefilter gh-resolved'),
  },
  branch: {
    ...keys('remote pushremote', (value) => remoteName(value) || isSafeAddress(value)),
    ...keys('merge rebase description vscode-merge-base gh-merge-base'),
    ...keys('github-pr-owner-number github-pr-base-branch github-pr-remote base remote-target'),
  },
  submodule: { ...keys('url', isSafeAddress), ...keys('active') },
  lfs: keys('access locksverify'),
  credential: keys('username provider usehttppath'),
};

/** True for a setting that starts no program and leads to no other place. */
export function isInert({ section, subsection, key, value }: ConfigEntry): boolean {
  if (section === 'color' || section === 'advice' || section === 'column') return true;
  const table = subsection === null ? PLAIN[section] : NAMED[section];
  const check = table !== undefined && Object.hasOwn(table, key) ? table[key] : undefined;
  return check?.(value) ?? false;
}
