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

const SECTION = /^\[([A-Za-z0-9.-]+)(?:[ \t]+"((?:[^"\\\n]|\\.)*)")?\][ \t]*/;
const KEY = /^([A-Za-z][A-Za-z0-9-]*)[ \t]*(=)?[ \t]*/;

/**
 * Reads a git configuration file without git (git-config, section "Syntax").
 *
 * Strict: what is not surely understood is reported as unread, so that nothing that git would
 * read differently passes for harmless.
 */
export function readConfig(text: string): ConfigFile {
  const entries: ConfigEntry[] = [];
  const unread: string[] = [];
  let section: { readonly name: string; readonly subsection: string | null } | null = null;
  for (const line of logicalLines(text.replace(/^\uFEFF/, ''))) {
    let rest = line.trimStart();
    const header = SECTION.exec(rest);
    if (header !== null) {
      section = readHeader(header[1] ?? '', header[2]);
      rest = rest.slice(header[0].length);
    }
    if (rest === '' || rest.startsWith('#') || rest.startsWith(';')) continue;
    const key = KEY.exec(rest);
    const value = key === null ? null : readValue(rest.slice(key[0].length), key[2] !== undefined);
    if (section === null || key === null || value === null) {
      unread.push(line.trim());
      continue;
    }
    const { name, subsection } = section;
    entries.push({ section: name, subsection, key: (key[1] ?? '').toLowerCase(), value });
  }
  return { entries, unread };
}

/** Joins lines that end in a single backslash with the next one. */
function logicalLines(text: string): string[] {
  const lines: string[] = [];
  let open = '';
  for (const line of text.split(/\r?\n/)) {
    const backslashes = /\\*$/.exec(line)?.[0].length ?? 0;
    if (backslashes % 2 === 1) {
      open += line.slice(0, -1);
      continue;
    }
    lines.push(open + line);
    open = '';
  }
  if (open !== '') lines.push(open);
  return lines;
}

/** `[remote "origin"]`, and the old form `[remote.origin]`. */
function readHeader(
  name: string,
  quoted: string | undefined,
): { readonly name: string; readonly subsection: string | null } {
  if (quoted !== undefined) {
    return { name: name.toLowerCase(), subsection: quoted.replace(/\\(.)/g, '$1') };
  }
  const dot = name.indexOf('.');
  if (dot === -1) return { name: name.toLowerCase(), subsection: null };
  return { name: name.slice(0, dot).toLowerCase(), subsection: name.slice(dot + 1).toLowerCase() };
}

const ESCAPES: Readonly<Record<string, string>> = {
  n: '\n',
  t: '\t',
  b: '\b',
  '"': '"',
  '\\': '\\',
};

/** The value with quotes and escapes resolved and a comment cut off; null where it is broken. */
function readValue(text: string, hasEquals: boolean): string | null {
  if (!hasEquals) return text === '' || /^[#;]/.test(text) ? 'true' : null;
  let value = '';
  let quoted = false;
  let kept = 0;
  for (let at = 0; at < text.length; at++) {
    const char = text[at] ?? '';
    if (char === '\\') {
      const escaped = ESCAPES[text[++at] ?? ''];
      if (escaped === undefined) return null;
      value += escaped;
      kept = value.length;
    } else if (char === '"') {
      quoted = !quoted;
      kept = value.length;
    } else if (!quoted && (char === '#' || char === ';')) {
      break;
    } else {
      value += char;
      if (quoted || !/\s/.test(char)) kept = value.length;
    }
  }
  return quoted ? null : value.slice(0, kept);
}
