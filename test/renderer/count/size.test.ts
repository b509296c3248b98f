import { expect, it } from 'vitest';
import { sizeOf } from '../../../renderer/editor/count/size.ts';

it.each([
  ['', { words: 0, characters: 0 }],
  ['three rules, twice', { words: 3, characters: 18 }],
  ["the speaker's 2.5 x-rays", { words: 4, characters: 24 }],
  ['所有権とライフタイム', { words: 0, characters: 10, unspaced: 10 }],
  ['Rust の所有権 and サーバー 2', { words: 3, characters: 20, unspaced: 8 }],
  ['première séance', { words: 2, characters: 15 }],
  ['one\ntwo', { words: 2, characters: 6 }],
  ['a slide \uFFFC and 😀𠮷', { words: 3, characters: 15, unspaced: 1 }],
  ['[10:07] three', { words: 2, characters: 13 }],
])('%j holds so many words and characters', (text, size) => {
  expect(sizeOf(text)).toEqual({ unspaced: 0, ...size });
});
