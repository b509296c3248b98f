/** One setting of a git configuration file; section and key in lower case. */
export interface ConfigEntry {
  readonly section: string;
  /** As written, or null. */
  readonly subsection: string | null;
  readonly key: string;
  /** `true` for a key without a value. */
  readonly value: string;
}

export interface ConfigFile {
  readonly entries: readonly ConfigEntry[];
  /** Lines this reader does not understand; git might. */
  readonly unread: readonly string[];
}

const SECTION = /^\[([A-Za-z0-9.-]+)(?:[ \t]+"((?:[^"\\\n]|\\[^\n])*)")?\][ \t]*/;
const KEY = /^([A-Za-z][A-Za-z0-9-]*)[ \t]*(=)?[ \t]*/;

/**
 * Reads a git configuration file without git (git-config, section "Syntax").
 *
 * Strict: what is not surely understood is reported as unread, so that nothing that git would
 * read differently passes for harmless. A value goes on in the next line after a backslash, but
 * not after one in a comment: taking that line for a part of the comment would hide a setting.
 */
export function readConfig(text: string): ConfigFile {
  const entries: ConfigEntry[] = [];
  const unread: string[] = [];
  let section: Header | null = null;
  let rest = text.replace(/^\uFEFF/, '').replaceAll('\r\n', '\n');
  while (rest !== '') {
    rest = rest.replace(/^[ \t\n\r]+/, '');
    const comment = /^[#;][^\n]*/.exec(rest);
    const header = SECTION.exec(rest);
    const key = KEY.exec(rest);
    if (comment !== null) {
      rest = rest.slice(comment[0].length);
    } else if (header !== null) {
      section = readHeader(header[1] ?? '', header[2]);
      rest = rest.slice(header[0].length);
    } else if (key !== null && section !== null) {
      const after = rest.slice(key[0].length);
      const read = key[2] === undefined ? readNoValue(after) : readValue(after);
      if (read.value === null) unread.push(firstLine(rest));
      else entries.push({ ...section, key: (key[1] ?? '').toLowerCase(), value: read.value });
      rest = read.rest;
    } else if (rest !== '') {
      unread.push(firstLine(rest));
      rest = rest.slice(firstLine(rest).length);
    }
  }
  return { entries, unread };
}

type Header = Pick<ConfigEntry, 'section' | 'subsection'>;

function firstLine(text: string): string {
  const end = text.indexOf('\n');
  return end === -1 ? text : text.slice(0, end);
}

/** `[remote "origin"]`, and the old form `[remote.origin]`. */
function readHeader(name: string, quoted: string | undefined): Header {
  if (quoted !== undefined) {
    return { section: name.toLowerCase(), subsection: quoted.replace(/\\(.)/g, '$1') };
  }
  const lower = name.toLowerCase();
  const dot = lower.indexOf('.');
  if (dot === -1) return { section: lower, subsection: null };
  return { section: lower.slice(0, dot), subsection: lower.slice(dot + 1) };
}

const ESCAPES: Readonly<Record<string, string>> = {
  n: '\n',
  t: '\t',
  b: '\b',
  '"': '"',
  '\\': '\\',
};

interface ReadValue {
  /** Quotes and escapes resolved, comment cut off; null where it is broken. */
  readonly value: string | null;
  /** What follows, from the line's end on. */
  readonly rest: string;
}

/** A key alone means true; anything after it but an equals sign is an error to git. */
function readNoValue(text: string): ReadValue {
  const bare = firstLine(text);
  return { value: bare.trim() === '' ? 'true' : null, rest: text.slice(bare.length) };
}

/** Reads a value up to the end of its line, or of the last line it goes on in. */
function readValue(text: string): ReadValue {
  let value = '';
  let quoted = false;
  let kept = 0;
  let at = 0;
  for (; at < text.length && text[at] !== '\n'; at++) {
    const char = text[at] ?? '';
    if (char === '\\') {
      at++;
      if (text[at] === '\n') continue;
      const escaped = ESCAPES[text[at] ?? ''];
      if (escaped === undefined) return { value: null, rest: text.slice(at) };
      value += escaped;
      kept = value.length;
    } else if (char === '"') {
      quoted = !quoted;
      kept = value.length;
    } else if (!quoted && (char === '#' || char === ';')) {
      at += firstLine(text.slice(at)).length;
      break;
    } else {
      value += char;
      if (quoted || !/\s/.test(char)) kept = value.length;
    }
  }
  return { value: quoted ? null : value.slice(0, kept), rest: text.slice(at) };
}
