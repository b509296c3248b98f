import { expect, it } from 'vitest';
import { countLabel } from '../../../renderer/app/status/count-label.ts';
import { createWords } from '../../../renderer/app/words.ts';
import { sizeOf } from '../../../renderer/editor/count/size.ts';
import type { Language } from '../../../shared/messages/index.ts';

it.each([
  ['en', '', '0 words · 0 characters', '0 words · 0 characters selected'],
  ['en', 'three rules', '2 words · 11 characters', '2 words · 11 characters selected'],
  ['en', 'Rust の所有権', '1 word · 9 characters', '1 word · 9 characters selected'],
  ['en', '所有権', '3 characters', '3 characters selected'],
  ['ja', '', '0 文字', '選択範囲：0 文字'],
  ['ja', 'three rules', '11 文字 · 2 語', '選択範囲：11 文字 · 2 語'],
  ['ja', 'Rust の所有権', '9 文字', '選択範囲：9 文字'],
  ['ja', '所有権', '3 文字', '選択範囲：3 文字'],
] as const)('in %s the length of %j is %j', (language: Language, text, note, selection) => {
  const words = createWords({
    language,
    platform: 'linux',
    systemLanguage: language,
    bindings: new Map(),
  });
  expect(countLabel({ ...sizeOf(text), isSelection: false }, words)).toBe(note);
  expect(countLabel({ ...sizeOf(text), isSelection: true }, words)).toBe(selection);
});
