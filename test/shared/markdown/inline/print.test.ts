import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  DEFAULT_INLINE_STYLE,
  type InlineContext,
  inlinesEqual,
  normaliseInlines,
  parseInline,
  printInline,
} from '../../../../shared/markdown/inline/index.ts';
import type { Inline } from '../../../../shared/markdown/model.ts';
import { contentOf, definitionsOf, judged, readMdast } from './judge.ts';
import { applyEdit, content, DEFINITIONS, edit, markup } from './markup.ts';

const definitions = definitionsOf(readMdast(DEFINITIONS));
const RUNS = Number(process.env.FUZZ_RUNS ?? 500);

function contextFor(
  previous: string | null,
  position: InlineContext['position'] = 'paragraph',
): InlineContext {
  return { previous, definitions, style: DEFAULT_INLINE_STYLE, position };
}

/** What mdast reads in a printed paragraph; the names of the blocks where it is not just one. */
function readBack(printed: string): readonly Inline[] | string {
  if (printed === '') return [];
  const tree = readMdast(printed + DEFINITIONS);
  const children = 'children' in tree ? tree.children : [];
  const [first, second] = children;
  if (first?.type !== 'paragraph' || second?.type !== 'definition') {
    return children.map((child) => child.type).join();
  }
  return judged(contentOf(first.children, printed, definitions));
}

/** The contents that a printed one may say: the nearest one, with marks on line ends or without. */
function accepted(content: readonly Inline[]): readonly (readonly Inline[])[] {
  const readable = normaliseInlines(content.map(asReadable));
  const bare = readable.map((each) =>
    each.type === 'break' ? { ...each, marks: each.marks.filter((m) => m.type === 'link') } : each,
  );
  return [judged(readable), judged(normaliseInlines(bare))];
}

/** Source that is not read as source becomes text. */
function asReadable(each: Inline): Inline {
  if (each.type !== 'source') return each;
  const alone = parseInline(each.source, definitions);
  if (alone.length === 1 && alone[0]?.type === 'source') return each;
  return { type: 'text', text: each.source, marks: each.marks };
}

/** HTML that comes to stand at the start of a line may be a block: Markdown has no way around. */
const BEGINS_WITH_HTML = /(?:^|\n)<[!b/?]/;

function expectMeaning(printed: string, content: readonly Inline[]): void {
  if (BEGINS_WITH_HTML.test(printed)) return;
  expect(accepted(content), printed).toContainEqual(readBack(printed));
}

describe('printInline, as mdast reads it', () => {
  test('any content means what it says', { timeout: 300_000 }, () => {
    fc.assert(
      fc.property(content, (wanted) => {
        expectMeaning(printInline(wanted, contextFor(null)), wanted);
      }),
      { numRuns: RUNS },
    );
  });

  test('any edit of any source means what it says', { timeout: 300_000 }, () => {
    fc.assert(
      fc.property(markup, edit, (source, change) => {
        if (typeof readBack(source) === 'string') return;
        const former = parseInline(source, definitions);
        const wanted = applyEdit(former, change);
        const printed = printInline(wanted, contextFor(source));
        if (inlinesEqual(former, wanted)) expect(printed).toBe(source);
        else expectMeaning(printed, wanted);
      }),
      { numRuns: RUNS },
    );
  });

  test('what was read is printed as it was', () => {
    fc.assert(
      fc.property(markup, (source) => {
        const context = contextFor(source, 'task');
        expect(printInline(parseInline(source, definitions), context)).toBe(source);
      }),
      { numRuns: RUNS },
    );
  });
});

const SPANS = [
  ...['word', '**bold text**', '__other bold__', '_slanted_', '*star*', '~~gone~~', '~one~'],
  ...['`code`', '``a ` b``', '[link](/u "t")', '[text][ref]', '[ref]', '<http://x.org>', '&copy;'],
  ...[
    '\\*',
    '&#42;',
    '![alt](i.png)',
    '<b>',
    '[^n]',
    '[10:07]',
    'https://a.b/c_d',
    '「強調」',
    'a  \nb',
  ],
  ...['**[in *it*](/v)**', '***both***', 'x\\\ny', '2 * 3', 'snake_case', 'a & b', '😀'],
];
const prose = fc.array(fc.constantFrom(...SPANS), { maxLength: 6 }).map((all) => all.join(' '));

describe('printInline keeps the source around a change', () => {
  test('a letter typed into a word changes that word only', () => {
    fc.assert(
      fc.property(prose, prose, (before, after) => {
        const source = `${before} word ${after}`.trim();
        const at = (before === '' ? 0 : before.length + 1) + 2;
        const typed = `${source.slice(0, at)}x${source.slice(at)}`;
        const wanted = parseInline(typed, definitions);
        expect(printInline(wanted, contextFor(source, 'task'))).toBe(typed);
      }),
      { numRuns: RUNS },
    );
  });

  test('a word deleted takes nothing with it', () => {
    fc.assert(
      fc.property(prose, prose, (before, after) => {
        const source = `a ${before} word ${after} z`;
        const at = before.length + 2;
        const cut = `${source.slice(0, at)}${source.slice(at + 5)}`;
        const wanted = parseInline(cut, definitions);
        expect(printInline(wanted, contextFor(source, 'task'))).toBe(cut);
      }),
      { numRuns: RUNS },
    );
  });
});

const strong = [{ type: 'strong' as const }];
const emphasis = [{ type: 'emphasis' as const }];
const text = (value: string, marks: Inline['marks'] = []): Inline => ({
  type: 'text',
  text: value,
  marks,
});

const STRONG = { type: 'strong' } as const;
const EMPHASIS = { type: 'emphasis' } as const;

describe('printInline, by example', () => {
  const print = (content: readonly Inline[], previous: string | null = null) =>
    printInline(content, contextFor(previous));

  test('time stamps, lone asterisks and underscores in words are not escaped', () => {
    const plain = '[10:07] 2 * 3 of snake_case & co <- see a@b https://x.org/a_b_c';
    expect(print([text(plain)])).toBe(plain);
  });

  test('a letter that is spelt for one delimiter may ask it of the letter beside it', () => {
    const image = { type: 'image', alt: '', url: 'a.png', title: null, marks: [STRONG] } as const;
    const marked = [text('foo'), text('ba', [EMPHASIS]), text('r', [STRONG, EMPHASIS]), image];
    expect(print(marked, 'foo*bar*')).toBe('foo*b&#97;**&#114;*****![](a.png)**');
  });

  test('a letter is spelt behind a run of delimiters that ends one mark and begins another', () => {
    const marked = [text('x'), text('a!', [EMPHASIS]), text('b', [STRONG]), text('y')];
    expect(print(marked)).toBe('x*a!***&#98;**&#121;');
  });

  test('a mark ends before a longer one begins that could not go on behind it', () => {
    const marked = [text('bo', [STRONG]), text('ld', [STRONG, EMPHASIS]), text(' x', [EMPHASIS])];
    expect(print(marked, '**bold** x')).toBe('**bo*****ld** x*');
  });

  test('emphasis within a reference keeps its label and the style of the note', () => {
    const link = { type: 'link', url: 'u v', title: null } as const;
    expect(print([text('ref', [link, EMPHASIS]), text(' y')], '[ref] y')).toBe('[*ref*][ref] y');
  });

  test('a line end lets go of a mark that goes on behind the link around it', () => {
    const link = { type: 'link', url: '/new', title: null } as const;
    const marked: Inline[] = [
      text('a ', [link]),
      text('n', [link, STRONG]),
      { type: 'break', hard: false, marks: [link, STRONG] },
      text('c', [STRONG]),
      text('ode'),
    ];
    expect(print(marked)).toBe('[a **n**\n](/new)**c**ode');
  });

  test('only what would be syntax is escaped', () => {
    expect(print([text('*not emphasis* and `no code` [ref] &lt;')])).toBe(
      '\\*not emphasis* and \\`no code` \\[ref] \\&lt;',
    );
  });

  test.each([
    ['- item', '\\- item'],
    ['1. item', '1\\. item'],
    ['# heading', '\\# heading'],
    ['> quote', '\\> quote'],
    ['+ plus', '\\+ plus'],
    ['```', '\\```'],
    ['---', '\\---'],
    ['[x]: /url', '[x]\\: /url'],
    ['[10:07]: talk begins', '[10:07]: talk begins'],
    ['<div', '\\<div'],
    ['#hash', '#hash'],
    ['-dash', '-dash'],
    ['===', '==='],
  ])('a paragraph that begins with %j is written %j', (plain, written) => {
    expect(print([text(plain)])).toBe(written);
  });

  test('a task box is escaped in an item only, and not after another box', () => {
    expect(printInline([text('[ ] a')], contextFor(null, 'item'))).toBe('\\[ ] a');
    expect(printInline([text('[ ] a')], contextFor(null, 'paragraph'))).toBe('[ ] a');
    expect(printInline([text('# a')], contextFor(null, 'task'))).toBe('# a');
  });

  test('number signs at the end of a heading and bars in a cell are kept as text', () => {
    expect(printInline([text('C #')], contextFor(null, 'heading'))).toBe('C \\#');
    expect(printInline([text('a | b')], contextFor(null, 'cell'))).toBe('a \\| b');
    const code = [text('a|b', [{ type: 'code' }])];
    expect(printInline(code, contextFor(null, 'cell'))).toBe('`a\\|b`');
    expect(parseInline('`a\\|b`', definitions, 'cell')).toEqual(code);
  });

  test('a second line that looks like an underline or a table is escaped', () => {
    const lines: Inline[] = [text('a | b'), { type: 'break', hard: false, marks: [] }];
    expect(print([...lines, text('=')])).toBe('a | b\n\\=');
    expect(print([...lines, text('--|--')])).toBe('a | b\n\\--|--');
  });

  test('strong brackets before a letter are written with one reference, as nothing else can', () => {
    expect(print([text('「強調」', strong), text('です')])).toBe('**「強調」**&#12391;す');
    expect(print([text('強調', strong), text('です')])).toBe('**強調**です');
  });

  test('the blank at the end of a mark moves out of it', () => {
    expect(print([text('bold ', strong), text('x')])).toBe('**bold** x');
  });

  test('the delimiters of the block are used again', () => {
    const source = '__a__ b _c_';
    const wanted = [
      text('a', strong),
      text(' '),
      text('b', emphasis),
      text(' '),
      text('c', emphasis),
    ];
    expect(print(wanted, source)).toBe('__a__ _b_ _c_');
  });

  test('entities keep their spelling where the delimiters around them must change', () => {
    const wanted = [text('a © b', emphasis), text('x')];
    expect(print(wanted, '_a &copy; b_')).toBe('*a &copy; b*x');
  });

  test('a reference stays a reference when its text changes', () => {
    const link = { type: 'link' as const, url: 'u v', title: null };
    expect(print([text('see '), text('new text', [link])], 'see [text][ref]')).toBe(
      'see [new text][ref]',
    );
    expect(print([text('the ref', [link])], '[ref]')).toBe('[the ref][ref]');
  });

  test('backticks in code, brackets in addresses and quotes in titles find their delimiters', () => {
    expect(print([text('a`b', [{ type: 'code' }])])).toBe('``a`b``');
    expect(print([text('`', [{ type: 'code' }])])).toBe('`` ` ``');
    const link = { type: 'link' as const, url: 'a b', title: 'say "x"' };
    expect(print([text('t', [link])])).toBe('[t](<a b> \'say "x"\')');
  });
});
