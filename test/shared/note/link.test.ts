import fc from 'fast-check';
import { fromMarkdown } from 'mdast-util-from-markdown';
import { describe, expect, test } from 'vitest';
import { decodeLink, encodeLink } from '../../../shared/note/name.ts';

const path = fc.oneof(
  fc.string({ unit: 'grapheme', minLength: 1 }),
  fc.string({ unit: fc.constantFrom(...'()[]<>%#?& \t"\\`*_~|!:;あé/.\u200b'), minLength: 1 }),
);

describe('a link to a file', () => {
  test('keeps letters of all scripts readable', () => {
    expect(encodeLink('2026-11-22-勉強会.assets/1007-所有権-1.png')).toBe(
      '2026-11-22-勉強会.assets/1007-所有権-1.png',
    );
    expect(encodeLink('a b (1)[2]#3?4%5.png')).toBe('a%20b%20%281%29%5B2%5D%233%3F4%255.png');
  });

  test('gives the path back', () => {
    fc.assert(
      fc.property(path, (value) => {
        expect(decodeLink(encodeLink(value))).toBe(value);
      }),
    );
  });

  test('is one link destination for an independent Markdown reader, whatever the name', () => {
    fc.assert(
      fc.property(path, (value) => {
        const link = encodeLink(value);
        const [first] = fromMarkdown(`![x](${link})`).children;
        const [image, ...rest] = first?.type === 'paragraph' ? first.children : [];
        expect(rest).toEqual([]);
        expect(image).toMatchObject({ type: 'image', url: link, title: null });
      }),
    );
  });

  test('a stray percent sign is a character', () => {
    expect(decodeLink('100%/50%zz%E3%81')).toBe('100%/50%zz%E3%81');
  });

  test('half a surrogate pair does no harm', () => {
    expect(encodeLink('a\ud800')).toBe('a%EF%BF%BD');
  });
});
