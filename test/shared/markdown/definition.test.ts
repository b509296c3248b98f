import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  definitionWith,
  definitionWords,
  openText,
  parse,
  updateText,
} from '../../../shared/markdown/index.ts';
import { allReadmes, RUNS, SPEC, TIMEOUT_MS } from './corpus.ts';

describe('a link definition', { timeout: TIMEOUT_MS }, () => {
  it('is words and an address, for each one of the corpora, and writing the same changes nothing', () => {
    const texts = [...SPEC, ...allReadmes()].flatMap((text) =>
      parse(text).blocks.flatMap(({ body }) => (body.kind === 'definition' ? [body.text] : [])),
    );
    expect(texts.length).toBeGreaterThan(1000);
    const changed = texts.filter((text) => {
      const words = definitionWords(text);
      return words === null || definitionWith(text, words) !== text;
    });
    expect(changed).toEqual([]);
  });

  it.each([
    ['[a]: /x "t"', { label: 'b', url: '/x' }, '[b]: /x "t"'],
    ['[a]:   </x>  (t)', { label: 'b', url: '/x' }, '[b]:   </x>  (t)'],
    ['[a]: /x "t"', { label: 'a', url: '/y z' }, '[a]: </y z> "t"'],
    ["[a]:\n/x\n'two\nlines'", { label: 'a', url: '/y' }, "[a]:\n/y\n'two\nlines'"],
    ['[a]:\n/x', { label: 'a', url: '```' }, '[a]: ```'],
    ['[a]:\n/x\n(t)', { label: 'a', url: '---' }, '[a]: ---\n(t)'],
    ['[a]:\n  /x', { label: 'a', url: '|-|' }, '[a]: |-|'],
    ['[a]:\n  /x', { label: 'a', url: 'div a' }, '[a]: <div a>'],
    ['[a]:\n    /x', { label: 'a', url: '#' }, '[a]:\n    #'],
    ['[a]: /x', { label: 'x [y] z', url: '/x' }, '[x \\[y\\] z]: /x'],
    ['[a]: /x', { label: '^1', url: '/x' }, '[\\^1]: /x'],
    ['[a]: /x', { label: 'end\\', url: '/x' }, '[end\\\\]: /x'],
    ['[a]: /x', { label: ' two\nlines ', url: '/x' }, '[two lines]: /x'],
    ['[a]: /x', { label: ' ', url: '/y' }, '[a]: /y'],
    ['[a]: /x', { label: 'a', url: '' }, '[a]: <>'],
    ['[a]: /x', { label: 'a'.repeat(1000), url: '/x' }, null],
  ])('%j with %j is %j', (text, words, expected) => {
    expect(definitionWith(text, words)).toBe(expected);
  });

  it('says any words and any address that it takes', () => {
    fc.assert(
      fc.property(
        fc.constantFrom('[a]: /x "t"', '[a]: </x>', '[a]:\n    /x\n  (t)'),
        fc.string({ unit: 'binary', maxLength: 12 }),
        fc.string({ unit: 'binary', maxLength: 12 }),
        (text, label, url) => {
          const made = definitionWith(text, { label, url });
          if (made === null) return;
          const [only, ...others] = parse(made).blocks;
          expect([only?.body.kind, others]).toEqual(['definition', []]);
          expect(definitionWords(made)?.url).toBe(url);
        },
      ),
      { numRuns: 1000 * RUNS },
    );
  });

  it('is changed in its own line, and keeps what stands around it', () => {
    const note = parse('See [a].\n\n- x\n\n   [a]:  /x  "t"\n[b]: /y\n');
    const blocks = note.blocks.map((block) => {
      const text = block.body.kind === 'definition' ? block.body.text : '';
      const made = text.includes('[a]') ? definitionWith(text, { label: 'a', url: '/z' }) : null;
      return made === null
        ? block
        : { ...block, body: { kind: 'definition', text: made } as const };
    });
    expect(updateText(openText(note), blocks)).toMatchObject({
      patch: { fromLine: 4, deletedLines: 1, inserted: '   [a]:  /z  "t"\n' },
    });
  });
});
