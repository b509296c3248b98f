/** What plain git does with a setting that came with a folder: what makes "nothing ran" a finding. */
export type PlainGit =
  /** After these commands, typed in the folder, the canary has run. */
  | { readonly does: 'runs it'; readonly commands: readonly string[]; readonly since?: Version }
  /** It runs nothing, but does what the folder wants instead of what the person wants. */
  | { readonly does: 'obeys'; readonly command: string; readonly says: RegExp }
  /** This git does nothing with it; `why` tells what it is refused for all the same. */
  | { readonly does: 'nothing'; readonly commands: readonly string[]; readonly why: string };

type Version = readonly [major: number, minor: number];

/** In all texts CANARY is a program, REMOTE a bare repository. Commands are split at blanks. */
export interface HostileSetting {
  readonly name: string;
  readonly config: string;
  /** Typed in the folder while it is still harmless. */
  readonly before?: readonly string[];
  readonly plainGit: PlainGit;
}

function runs(...commands: string[]): PlainGit {
  return { does: 'runs it', commands };
}

const ADD = runs('add -A');
const STATUS = runs('status');
/** Somebody who allowed `ext` for purposes of their own. */
const WITH_EXT = '-c protocol.ext.allow=always';

/** Each starts CANARY when some git command runs, or leads it elsewhere. */
export const HOSTILE: readonly HostileSetting[] = [
  { name: 'fsmonitor', config: '[core]\n\tfsmonitor = CANARY\n', plainGit: STATUS },
  {
    name: 'hooksPath',
    config: '[core]\n\thooksPath = .git/evil-hooks\n',
    plainGit: runs('commit -aqm x'),
  },
  {
    name: 'sshCommand',
    config: '[core]\n\tsshCommand = CANARY\n',
    plainGit: runs('ls-remote ssh://example.invalid/x'),
  },
  {
    name: 'editor',
    config: '[core]\n\teditor = CANARY\n',
    plainGit: runs('commit --allow-empty'),
  },
  { name: 'pager', config: '[core]\n\tpager = CANARY\n', plainGit: runs('grep -O a') },
  {
    name: 'gitProxy',
    config: '[core]\n\tgitProxy = CANARY\n',
    plainGit: runs('ls-remote git://example.invalid/x'),
  },
  { name: 'askPass', config: '[core]\n\taskPass = CANARY\n', plainGit: runs('credential fill') },
  {
    name: 'worktree',
    config: '[core]\n\tworktree = /tmp\n',
    plainGit: {
      does: 'obeys',
      command: 'rev-parse --show-toplevel',
      says: /^(?:\/private)?\/tmp$/m,
    },
  },
  {
    name: 'alternateRefsCommand',
    config: '[core]\n\talternateRefsCommand = CANARY\n',
    before: [
      'clone -q REMOTE ../other',
      '-C ../other commit -q --allow-empty -m more',
      '-C ../other push -q',
    ],
    plainGit: runs('fetch REMOTE'),
  },
  {
    name: 'clean filter',
    config: '[filter "x"]\n\tclean = CANARY\n\tsmudge = CANARY\n\trequired = true\n',
    plainGit: ADD,
  },
  { name: 'process filter', config: '[filter "lfs"]\n\tprocess = CANARY\n', plainGit: ADD },
  {
    name: 'gpg program',
    config: '[gpg]\n\tprogram = CANARY\n',
    plainGit: runs('commit -S --allow-empty -m x'),
  },
  { name: 'external diff', config: '[diff]\n\texternal = CANARY\n', plainGit: runs('diff') },
  { name: 'textconv', config: '[diff "x"]\n\ttextconv = CANARY\n', plainGit: runs('diff') },
  {
    name: 'merge driver',
    config: '[merge "x"]\n\tdriver = CANARY\n',
    before: [
      'commit -aqm ours',
      'checkout -qb side HEAD~',
      'rm -q a.md',
      'mv c.md a.md',
      'commit -qm theirs',
      'checkout -q main',
    ],
    plainGit: runs('merge side'),
  },
  { name: 'alias', config: '[alias]\n\tst = !CANARY\n', plainGit: runs('st') },
  {
    name: 'alias of a command of git',
    config: '[alias]\n\tstatus = !CANARY\n',
    plainGit: {
      does: 'nothing',
      commands: ['status'],
      why: 'git ignores such an alias; no alias is told from another',
    },
  },
  { name: 'include', config: '[include]\n\tpath = evil.inc\n', plainGit: STATUS },
  { name: 'includeIf', config: '[includeIf "gitdir:/"]\n\tpath = evil.inc\n', plainGit: STATUS },
  {
    name: 'credential helper',
    config: '[credential]\n\thelper = !CANARY\n',
    plainGit: runs('credential fill'),
  },
  {
    name: 'credential helper for a host',
    config: '[credential "https://example.com"]\n\thelper = !CANARY\n',
    plainGit: runs('credential fill'),
  },
  {
    name: 'ext remote',
    config: '[remote "origin"]\n\turl = ext::CANARY\n',
    plainGit: runs(`${WITH_EXT} ls-remote origin`),
  },
  {
    name: 'remote helper',
    config: '[remote "origin"]\n\turl = CANARY\n\tvcs = ext\n',
    plainGit: runs(`${WITH_EXT} ls-remote origin`),
  },
  {
    name: 'uploadpack',
    config: '[remote "origin"]\n\turl = REMOTE\n\tuploadpack = CANARY\n',
    plainGit: runs('ls-remote origin'),
  },
  {
    name: 'option as address',
    config: '[remote "origin"]\n\turl = --upload-pack=CANARY\n',
    plainGit: {
      does: 'nothing',
      commands: ['ls-remote origin', 'fetch origin'],
      why: 'git refuses it since 2017; an address that reads as an option is no address',
    },
  },
  {
    name: 'ssh option as host',
    config: '[remote "origin"]\n\turl = ssh://-oProxyCommand=CANARY/x\n',
    plainGit: {
      does: 'nothing',
      commands: ['ls-remote origin', 'fetch origin'],
      why: 'git refuses it since 2017; another ssh in its place may not',
    },
  },
  {
    name: 'insteadOf',
    config: '[url "ext::CANARY "]\n\tinsteadOf = https://\n',
    plainGit: runs(`${WITH_EXT} ls-remote https://example.invalid/x`),
  },
  {
    name: 'protocol',
    config: '[protocol "ext"]\n\tallow = always\n',
    plainGit: runs('ls-remote ext::CANARY'),
  },
  {
    name: 'proxy',
    config: '[http]\n\tproxy = http://127.0.0.1:9\n',
    plainGit: {
      does: 'obeys',
      command: 'ls-remote http://example.invalid/x',
      says: /127\.0\.0\.1 port 9/,
    },
  },
  {
    name: 'no TLS check',
    config: '[http]\n\tsslVerify = false\n',
    plainGit: { does: 'obeys', command: 'config --type=bool http.sslVerify', says: /^false$/m },
  },
  {
    name: 'submodule command',
    config: '[submodule "x"]\n\tactive = true\n\turl = REMOTE\n\tupdate = !CANARY\n',
    before: [
      '-c protocol.file.allow=always submodule --quiet add REMOTE x',
      'commit -qm x',
      '-C x commit -q --allow-empty -m elsewhere',
    ],
    plainGit: runs('submodule update'),
  },
  {
    name: 'gc hook',
    config: '[gc]\n\trecentObjectsHook = CANARY\n',
    // An object that nothing refers to: only for such ones the hook is asked.
    before: ['hash-object -w a.md'],
    plainGit: { does: 'runs it', commands: ['gc -q --prune=now'], since: [2, 42] },
  },
  {
    name: 'lfs transfer',
    config: '[lfs "customtransfer.x"]\n\tpath = CANARY\n',
    plainGit: {
      does: 'nothing',
      commands: ['push --dry-run REMOTE main'],
      why: 'git-lfs reads it, and git runs git-lfs',
    },
  },
  {
    name: 'mixed case, one line, quotes',
    config: '[CoRe]FsMonitor="CANARY"\n',
    plainGit: STATUS,
  },
  {
    name: 'continued line',
    config: '[core]\n\tfsmon\\\nitor = CANARY\n',
    plainGit: {
      does: 'nothing',
      commands: ['status'],
      why: 'git stops at it; what is not understood is never taken for harmless',
    },
  },
  { name: 'old subsection form', config: '[filter.x]\n\tclean = CANARY\n', plainGit: ADD },
  {
    name: 'second section on one line',
    config: '[user] name = x\n[x] [core] fsmonitor = CANARY\n',
    plainGit: STATUS,
  },
  {
    name: 'value continued by a comment sign',
    config: '[core]\n\tbare = false # \\\n\tfsmonitor = CANARY\n',
    plainGit: STATUS,
  },
  {
    name: 'bare',
    config: '[core]\n\tbare = true\n',
    plainGit: { does: 'obeys', command: 'status', says: /must be run in a work tree/ },
  },
];
