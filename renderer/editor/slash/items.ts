import type { CommandId } from '../../../shared/commands.ts';
import { translate } from '../../../shared/messages/index.ts';

/**
 * What the insert menu offers, in its order. Names and keys come from the registry's catalogue.
 *
 * The words are what people type for it besides its names: short forms, and the Japanese readings
 * that are there before an IME converts them.
 */
const ITEMS: readonly (readonly [id: CommandId, words: string])[] = [
  ['outline.heading1', 'h1 title talk みだし'],
  ['outline.heading2', 'h2 みだし'],
  ['outline.heading3', 'h3 みだし'],
  ['outline.bullets', 'list ul かじょうがき りすと'],
  ['outline.numbers', 'list ol ordered ばんごう りすと'],
  ['outline.tasks', 'todo checkbox check たすく ちぇっく'],
  ['insert.quote', 'blockquote いんよう'],
  ['insert.code', 'fence program こーど'],
  ['insert.image', 'picture photo slide file がぞう しゃしん ずめん すらいど'],
  ['insert.table', 'grid ひょう てーぶる'],
  ['insert.rule', 'line hr divider くぎり せん すいへいせん'],
  ['talk.stamp', 'time now stamp じこく'],
  ['insert.date', 'today day きょう ひづけ'],
  ['edit.link', 'url address りんく'],
  ['talk.new', 'session とーく'],
  ['outline.paragraph', 'text plain だんらく ほんぶん'],
];

const searched = ITEMS.map(([id, words]) => ({
  id,
  text: ['en', 'ja']
    .map((language) => translate(language as 'en' | 'ja', `command.${id}`))
    .concat(words)
    .map(folded),
}));

/** The commands that fit what was typed behind the slash, the best ones first. */
export function insertItems(query: string): readonly CommandId[] {
  const wanted = folded(query);
  const rated = searched.map(({ id, text }) => ({ id, rate: rateOf(text, wanted) }));
  return rated
    .filter(({ rate }) => rate > 0)
    .sort((one, other) => other.rate - one.rate)
    .map(({ id }) => id);
}

/** 2 where a word begins with it, 1 where it stands somewhere, 0 where it does not. */
function rateOf(texts: readonly string[], wanted: string): number {
  if (texts.some((text) => ` ${text}`.includes(` ${wanted}`))) return 2;
  return texts.some((text) => text.includes(wanted)) ? 1 : 0;
}

/** Full-width letters and katakana count as what they stand for. */
function folded(text: string): string {
  return text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[ァ-ヶ]/g, (sign) => String.fromCharCode(sign.charCodeAt(0) - 0x60));
}
