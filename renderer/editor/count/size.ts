/** How much there is to read. */
export interface Size {
  /** Words of languages that write them apart. */
  readonly words: number;
  /** All characters but line ends; what Japanese is counted in. */
  readonly characters: number;
  /** Those of them that are Japanese or Chinese, which have no words to count by. */
  readonly unspaced: number;
}

/** Japanese is written without blanks: its characters make no words here. */
const WORD =
  /(?:(?![\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}ー])[\p{L}\p{N}\p{M}_])+(?:['’.,:-](?:(?![\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}])[\p{L}\p{N}\p{M}_])+)*/gu;

const UNSPACED = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}ー]/gu;

/** Counts a text. An image is neither a word nor a character. */
export function sizeOf(text: string): Size {
  const words = text.match(WORD)?.length ?? 0;
  let characters = 0;
  for (const character of text) if (character !== '\n' && character !== '\uFFFC') characters++;
  return { words, characters, unspaced: text.match(UNSPACED)?.length ?? 0 };
}
