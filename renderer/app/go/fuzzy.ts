import { fold } from '../state/note-list.ts';

/**
 * Finds by words, each of which may leave letters out: `kmt` finds "Kubernetes Meetup Tokyo".
 *
 * The best come first; equal ones keep the order they were given in, so that an empty search is
 * that order. Width, case and kana do not matter (`fold`).
 */
export function findFuzzy<Item>(
  items: readonly Item[],
  typed: string,
  textOf: (item: Item) => string,
): readonly Item[] {
  const words = fold(typed).split(/\s+/).filter(Boolean);
  if (words.length === 0) return items;
  const found: { readonly item: Item; readonly score: number }[] = [];
  for (const item of items) {
    const score = scoreOf(textOf(item), words);
    if (score !== null) found.push({ item, score });
  }
  return found.sort((one, other) => other.score - one.score).map(({ item }) => item);
}

/** How well a folded text fits folded words; null where one of them is not in it at all. */
function scoreOf(text: string, words: readonly string[]): number | null {
  let sum = 0;
  for (const word of words) {
    const score = wholeScore(text, word) ?? scatteredScore(text, word);
    if (score === null) return null;
    sum += score;
  }
  return sum;
}

const WHOLE = 1000;
const AT_WORD_START = 300;
/** So far from its beginning a text loses no more. */
const FAR = 200;

function wholeScore(text: string, word: string): number | null {
  let at = text.indexOf(word);
  if (at < 0) return null;
  // One at the start of a word counts more than an earlier one inside of a word.
  for (let next = at; next >= 0 && next < FAR; next = text.indexOf(word, next + 1)) {
    if (!startsWord(text, next)) continue;
    at = next;
    break;
  }
  return WHOLE - Math.min(FAR, at) + (startsWord(text, at) ? AT_WORD_START : 0);
}

/** Letters in their order with others between them: each jump that does not go to a word costs. */
function scatteredScore(text: string, word: string): number | null {
  if (word.length < 2) return null;
  let score = WHOLE / 2;
  let from = 0;
  for (const letter of word) {
    const next = text.indexOf(letter, from);
    if (next < 0) return null;
    const start = wordStartWith(text, letter, from);
    const at = next === from || start < 0 ? next : start;
    if (at !== from && at !== start) score -= 40 + Math.min(60, at - from);
    from = at + letter.length;
  }
  return score > 0 ? score : null;
}

function wordStartWith(text: string, letter: string, from: number): number {
  for (let at = text.indexOf(letter, from); at >= 0; at = text.indexOf(letter, at + 1))
    if (startsWord(text, at)) return at;
  return -1;
}

const WORD = /[\p{L}\p{N}]/u;
const KANA_OR_HAN = /[\p{sc=Han}\p{sc=Hira}]/u;

function startsWord(text: string, at: number): boolean {
  const before = text[at - 1] ?? ' ';
  // Japanese has no blanks: a change of script is where a word begins.
  return !WORD.test(before) || KANA_OR_HAN.test(before) !== KANA_OR_HAN.test(text[at] ?? '');
}
