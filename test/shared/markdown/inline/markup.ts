import fc from 'fast-check';
import type { Inline, Mark } from '../../../../shared/markdown/model.ts';

/** Definitions that the random texts refer to. */
export const DEFINITIONS =
  '\n\n[a]: /a "t"\n[ref]: <u v>\n[強調]: /j\n[a b]: /ab\n\n[^n]: note\n\n[^a\\]]: odd\n';

const TOKENS = [
  ...['*', '**', '***', '_', '__', '~', '~~', '`', '``', '[', ']', '![', '](', ')', '(', '<', '>'],
  ...['\\', '!', '&', '&amp;', '&#65;', '&#x3042;', '&lt', '\n', '  \n', '\\\n', ' ', '  ', '\t'],
  ...[
    'a',
    'b',
    'word',
    'é',
    'が',
    '強調',
    '「',
    '」',
    '。',
    '！',
    '　',
    '😀',
    '👩‍💻',
    '\u0300',
    '\u00a0',
  ],
  ...['http://', 'https://a.b', 'www.', 'www.c.d', '@', 'm@x.org', '.', '-', '/', ':', '"', "'"],
  ...['[a]', '[ref]', '[強調][]', '[^n]', '![^n]', '[^a\\]]', '(/u)', '(/u "t")', "(<x y> 't')"],
  ...['<b>', '</b>', '<!--', '-->', '<?', '?>', '<a b="', '<http://x>', '<m@x.org>', '=', '+', '?'],
  ...['\uFFFD', '|', '#', '1', ';', '$', '{', '}', '](/v)', '](', '[10:07]', '\u2028', '€'],
];

/** Inline source with much markup, right and wrong. */
export const markup = fc
  .array(fc.constantFrom(...TOKENS), { maxLength: 14 })
  .map((all) => all.join('').replace(/^[ \t\n]+|[ \t\n]+$/g, ''));

const text = fc
  .array(fc.constantFrom(...TOKENS, 'x', 'y', '[ ] ', '- ', '1. ', '# ', '===', '```', '[x]: y'), {
    minLength: 1,
    maxLength: 4,
  })
  .map((all) => all.join('').replaceAll('\n', ' '));

const link: fc.Arbitrary<Mark> = fc.record({
  type: fc.constant('link' as const),
  url: fc.constantFrom('/a', 'https://x.org/(a)', 'a b', '', '<(', 'q?a&amp;b', 'm\\', '強', ')'),
  title: fc.constantFrom(null, 't', 'a"b', 'it\'s "x"', '&lt;', 'back\\'),
});

const ORDER = ['link', 'strong', 'emphasis', 'strike', 'code'];

/** Any set of marks, few more often than many. */
const marks: fc.Arbitrary<readonly Mark[]> = fc
  .uniqueArray(
    fc.oneof(
      { weight: 3, arbitrary: fc.constant<Mark>({ type: 'strong' }) },
      { weight: 3, arbitrary: fc.constant<Mark>({ type: 'emphasis' }) },
      { weight: 2, arbitrary: fc.constant<Mark>({ type: 'strike' }) },
      { weight: 1, arbitrary: fc.constant<Mark>({ type: 'code' }) },
      { weight: 2, arbitrary: link },
    ),
    { maxLength: 3, selector: (mark) => mark.type },
  )
  .map((all) => all.toSorted((one, two) => ORDER.indexOf(one.type) - ORDER.indexOf(two.type)));

/** One run of any kind. */
const inline: fc.Arbitrary<Inline> = fc.oneof(
  { weight: 8, arbitrary: fc.record({ type: fc.constant('text' as const), text, marks }) },
  {
    weight: 1,
    arbitrary: fc.record({
      type: fc.constant('image' as const),
      alt: fc.constantFrom('', 'alt', 'a]b', '*x*', 'snake_case_alt', '\\', 'a\nb', '[10:07]'),
      url: fc.constantFrom('i.png', 'a b.png', '%20.png', ''),
      title: fc.constantFrom(null, 'T'),
      marks,
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({ type: fc.constant('break' as const), hard: fc.boolean(), marks }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      type: fc.constant('source' as const),
      source: fc.constantFrom('<b>', '</b>', '<!-- c -->', '[^n]', '[^unknown]', '[](/e)', 'no'),
      marks,
    }),
  },
);

/** Content as an editor could make it. */
export const content: fc.Arbitrary<readonly Inline[]> = fc.array(inline, { maxLength: 6 });

/** One atom of content: a code point of text, or a run that is no text. */
type Atom = Inline;

/** Cuts content into atoms. */
function atomsOf(content: readonly Inline[]): Atom[] {
  return content.flatMap((each): Atom[] =>
    each.type === 'text' ? Array.from(each.text, (unit) => ({ ...each, text: unit })) : [each],
  );
}

/** A change a person makes in one block; positions are shares of its length, from 0 to 1. */
export interface Edit {
  readonly from: number;
  readonly length: number;
  readonly inserted: readonly Inline[];
  readonly toggled: Mark | null;
}

/** Typing, deleting, replacing, pasting, and setting or clearing a mark. */
export const edit: fc.Arbitrary<Edit> = fc.record({
  from: fc.double({ min: 0, max: 1, noNaN: true }),
  length: fc.constantFrom(0, 0, 1, 2, 5, 20),
  inserted: fc.oneof(
    fc.constant([]),
    fc.array(inline, { maxLength: 2 }),
    fc
      .constantFrom('x', 'です', ' ', '*', '_', '[', '`', ')', '~', '<', '#')
      .map((typed) => [{ type: 'text' as const, text: typed, marks: [] }]),
  ),
  toggled: fc.constantFrom<Mark | null>(
    null,
    null,
    { type: 'strong' },
    { type: 'emphasis' },
    { type: 'strike' },
    { type: 'code' },
    { type: 'link', url: '/new', title: null },
  ),
});

/** Makes an edit. What is typed takes the marks of the atom before it, as in an editor. */
export function applyEdit(content: readonly Inline[], edit: Edit): readonly Inline[] {
  const atoms = atomsOf(content);
  const from = Math.floor(edit.from * atoms.length);
  const chosen = atoms.slice(from, from + edit.length);
  const { toggled } = edit;
  if (toggled !== null) {
    const all = chosen.every((atom) => atom.marks.some((mark) => mark.type === toggled.type));
    const changed = chosen.map((atom) => toggle(atom, toggled, !all));
    return [...atoms.slice(0, from), ...changed, ...atoms.slice(from + edit.length)];
  }
  const before = atoms[from - 1]?.marks ?? [];
  const typed = edit.inserted.map((each) =>
    each.marks.length === 0 && each.type === 'text' ? { ...each, marks: before } : each,
  );
  return [...atoms.slice(0, from), ...typed, ...atoms.slice(from + edit.length)];
}

function toggle(atom: Atom, mark: Mark, on: boolean): Atom {
  const rest = atom.marks.filter((each) => each.type !== mark.type);
  const marked = on ? [...rest, mark] : rest;
  return {
    ...atom,
    marks: marked.toSorted((one, two) => ORDER.indexOf(one.type) - ORDER.indexOf(two.type)),
  };
}
