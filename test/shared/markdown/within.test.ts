import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { openText, parse, updateText } from '../../../shared/markdown/index.ts';
import type { Block, BlockBody, Inline } from '../../../shared/markdown/model.ts';
import { splitLines } from '../../../shared/text-patch.ts';
import { GFM, mutated, outlineNote, REFERENCES, readmes, SPEC } from './corpus.ts';

/** What is typed: no file has it, and nothing is typed into it. */
const WORDS = ['QZW', 'VKX'] as const;
const ANY_WORD = /QZW|VKX/g;

/** Each word of a content with the typed one in its middle. */
function typedInto(content: readonly Inline[], word: string): readonly (readonly Inline[])[] {
  return content.flatMap((run, index) => {
    const isPlain = run.type === 'text' && !run.marks.some(({ type }) => type === 'link');
    if (!isPlain || /[@:/&]|www/.test(run.text)) return [];
    return placesIn(run.text, word).map((text) => content.with(index, { ...run, text }));
  });
}

function placesIn(text: string, word: string): readonly string[] {
  return [...text.matchAll(/[a-z](?=[a-z])/g)].map(
    ({ index }) => text.slice(0, index + 1) + word + text.slice(index + 1),
  );
}

/** Source with a word in each place where it is in no tag. */
function typedSource(text: string, word: string): readonly string[] {
  const lines = text.split('\n');
  return lines.flatMap((line, at) =>
    /[<>]/.test(line) ? [] : placesIn(line, word).map((typed) => lines.with(at, typed).join('\n')),
  );
}

/** What a block may say after one word was typed into one of its lines. */
function typings(body: BlockBody, word: string): readonly BlockBody[] {
  switch (body.kind) {
    case 'paragraph':
    case 'heading':
      return typedInto(body.content, word).map((content) => ({ ...body, content }));
    case 'code':
      return placesIn(body.text, word).map((text) => ({ ...body, text }));
    case 'html':
    case 'frontMatter':
    case 'source':
      return typedSource(body.text, word).map((text) => ({ kind: 'source', text }));
    case 'table': {
      const { rows } = body.table;
      return rows.flatMap((row, at) =>
        row.flatMap((cell, column) =>
          typedInto(cell, word).map((content): BlockBody => {
            const changed = rows.with(at, row.with(column, content));
            return { kind: 'table', table: { ...body.table, rows: changed } };
          }),
        ),
      );
    }
    default:
      return [];
  }
}

/** The lines that differ after words were typed into a block, as they were and as they are. */
function changedLines(text: string, picks: readonly number[]): readonly (readonly string[])[] {
  // Blanks that are spelt at the start of words are lost with them.
  if (text.includes('&#9;')) return [];
  const { blocks, ...note } = parse(text);
  const [pick = 0, other] = picks;
  const all = blocks.flatMap((block, at) =>
    typings(block.body, WORDS[0]).map((body): readonly [number, Block] => [at, { ...block, body }]),
  );
  const [at, block] = all[pick % all.length] ?? [];
  if (at === undefined || block === undefined) return [];
  const more = other === undefined ? [] : typings(block.body, WORDS[1]);
  const body = more[(other ?? 0) % more.length] ?? block.body;
  const changed = blocks.with(at, { ...block, body });
  const after = updateText(openText({ ...note, blocks }), changed).text.toString();
  const [old, now] = [splitLines(text), splitLines(after)];
  if (old.length !== now.length) return [old, now];
  return now.flatMap((line, index) => {
    const former = old[index] ?? '';
    const words = line.replace(ANY_WORD, '');
    // In a row of a table the blanks beside the word may go.
    const isTyped = bare(words) === bare(former) && endOf(line) === endOf(former);
    return line === former || (isTyped && words !== line) ? [] : [[former, line]];
  });
}

function bare(line: string): string {
  return line.replace(/[ \t]+/g, '');
}

function endOf(line: string): string {
  return /[\r\n]*$/.exec(line)?.[0] ?? '';
}

const PREFIXES = ['rest', 'rest', '', '\t', ' ', '          '] as const;
const line = fc.record({
  words: fc.constantFrom(
    'two words',
    'a **bold word** c',
    '日本語 mixed',
    '_em_ &amp; more',
    'q \\* esc',
  ),
  prefix: fc.constantFrom(...PREFIXES),
  behind: fc.constantFrom('', '', ' ', '  ', '\\', '\t'),
  end: fc.constantFrom('\n', '\n', '\r\n', '\r'),
});
const OPENINGS =
  '|- |*   | - |1. |10) |> |>|> - |- > |[^1]: |-\t|- [ ] |- a\n    - |- a\n\n  |- a\n\n\t|> a\n>\n> '.split(
    '|',
  );

/** Words of several lines, aligned, lazy, by tabs, or far in. */
const lines = fc
  .tuple(fc.constantFrom(...OPENINGS), fc.array(line, { minLength: 1, maxLength: 5 }))
  .map(([opening, rows]) => {
    const rest = (opening.split('\n').at(-1) ?? '').replace(/[^>\t]/g, ' ').replace(/>$/, '> ');
    const written = rows.map(({ words, prefix, behind, end }, index) => {
      const before = index === 0 ? opening : prefix === 'rest' ? rest : prefix;
      return before + words + behind + end;
    });
    return `${written.join('')}===\n`;
  });

const BODIES = [
  '```\nab\n  cd\n\n ef\n```',
  '```\nab\n    ```\ncd',
  '    ab\n\n    cd\n      ef',
  '| ab | cd |\n|--|:-|\n|ef|gh\nij|kl\nmn',
  '~~~~ js\n\tab\ncd\n~~~~',
  'ab\ncd\n===',
  '<div>\nab\n  cd\n ef\n</div>',
  '<!--\nab\n\n\tcd\nef -->',
];
/** Blocks of several lines in containers, by blanks or by tabs. */
const blocks = fc
  .tuple(fc.constantFrom(...OPENINGS), fc.constantFrom(...BODIES), fc.constantFrom('rest', '\t'))
  .map(([opening, body, prefix]) => {
    const rest = (opening.split('\n').at(-1) ?? '').replace(/[^>\t]/g, ' ').replace(/>$/, '> ');
    const before = prefix === 'rest' || opening.includes('>') ? rest : prefix;
    const written = body
      .split('\n')
      .map((text) => (text === '' ? before.trimEnd() : before) + text);
    return `${opening}${written.join('\n').slice(before.length)}\n`;
  });

const specNote = fc.constantFrom(...SPEC, ...GFM, ...REFERENCES);
const readme = fc.constantFrom(...readmes().filter(({ length }) => length < 8000));

const picks = fc.array(fc.nat(9999), { minLength: 1, maxLength: 2 });

describe('one or two words typed into a block', () => {
  it.each([
    ['words of several lines', lines, 600],
    ['other blocks of several lines', blocks, 400],
    [
      'the specifications, with other line ends and tabs, too',
      fc.oneof(specNote, mutated(specNote)),
      500,
    ],
    ['outlines', mutated(outlineNote), 100],
    ['READMEs', readme, 40],
  ])('change no other line, and nothing else of theirs: %s', (_name, notes, numRuns) => {
    fc.assert(
      fc.property(notes, picks, (text, at) => {
        expect(changedLines(text, at)).toEqual([]);
      }),
      { numRuns },
    );
  });
});
