import fc from 'fast-check';
import { fromMarkdown } from 'mdast-util-from-markdown';
import { gfmFromMarkdown } from 'mdast-util-gfm';
import { gfm } from 'micromark-extension-gfm';
import { describe, expect, test } from 'vitest';
import { newEventNote } from '../../../shared/note/new-note.ts';

const none = { title: '', date: '', venue: '', url: '' };

/** Reads a note by an independent parser: kinds of blocks, and the text of those that are only text. */
function shape(note: string): unknown[] {
  const tree = fromMarkdown(note, { extensions: [gfm()], mdastExtensions: [gfmFromMarkdown()] });
  return tree.children.map((block) => {
    if (block.type !== 'heading' && block.type !== 'paragraph') return block.type;
    const words = block.children.map((inline) => (inline.type === 'text' ? inline.value : inline));
    return [block.type, ...words];
  });
}

const line = fc.oneof(
  fc.string({ unit: 'grapheme', maxLength: 40 }),
  fc.string({ unit: fc.constantFrom(...'#->+*_`~=|[]()<!&1. ax\\\n\t:@;'), maxLength: 20 }),
  fc.constantFrom(
    '---',
    '===',
    '- a',
    '1) a',
    '<!-- a',
    '[a]: b',
    '***',
    '_ _ _',
    '# a',
    '&amp;',
    '> a',
    '```',
    '- - -',
    '[ ] a',
    '[^1]',
  ),
);

/** As a reader sees a typed text: one line, no invisible characters. */
function words(typed: string): string {
  const visible = typed
    .normalize('NFC')
    .replace(/[\p{Cc}\p{Cs}\p{Zl}\p{Zp}\p{Bidi_Control}]/gu, ' ');
  return visible.replace(/\s+/g, ' ').trim();
}

describe('the note of a new event', () => {
  test('has the shape that people write', () => {
    const note = newEventNote({
      title: 'Rustfest Osaka 2026',
      date: '2026-11-22',
      venue: 'Grand Front',
      url: 'https://example.com/rustfest',
    });
    expect(note).toBe(
      'Rustfest Osaka 2026\n=====\n\nhttps://example.com/rustfest\n\n2026/11/22 @Grand Front\n',
    );
  });

  test('leaves out what is empty, and makes up no date', () => {
    expect(newEventNote(none)).toBe('');
    expect(newEventNote({ ...none, title: ' A ' })).toBe('A\n=====\n');
    expect(newEventNote({ ...none, venue: '@渋谷' })).toBe('@渋谷\n');
    expect(newEventNote({ ...none, date: '2026年1月2日' })).toBe('2026/01/02\n');
    expect(newEventNote({ ...none, date: 'next week', venue: 'x' })).toBe('next week @x\n');
  });

  test('an address is a bare address; other text stays text', () => {
    expect(newEventNote({ ...none, url: 'https://e.com/a b<c>' })).toBe(
      'https://e.com/a%20b%3Cc%3E\n',
    );
    expect(newEventNote({ ...none, url: 'javascript:alert(1)' })).toBe('javascript:alert(1)\n');
  });

  test('a title says just what was typed, to an independent Markdown reader', () => {
    fc.assert(
      fc.property(line, (title) => {
        fc.pre(words(title) !== '' && !/[:@]|www\./.test(title));
        expect(shape(newEventNote({ ...none, title }))).toEqual([['heading', words(title)]]);
      }),
      { numRuns: 500 },
    );
  });

  test('whatever was typed, it is a title and lines of text, and nothing else', () => {
    fc.assert(
      fc.property(fc.record({ title: line, date: line, venue: line, url: line }), (event) => {
        const blocks = shape(newEventNote(event));
        const kinds = blocks.map((block) => (Array.isArray(block) ? block[0] : block));
        const [first, ...rest] = kinds;
        if (first !== undefined)
          expect(first).toBe(words(event.title) === '' ? 'paragraph' : 'heading');
        expect(rest.every((kind) => kind === 'paragraph')).toBe(true);
      }),
      { numRuns: 500 },
    );
  });
});
