import type { Count } from '../../editor/index.ts';
import type { Words } from '../words.ts';

/**
 * Says how much a count is.
 *
 * Japanese is counted in characters, and the few Latin words between them say nothing about its
 * length: in a Japanese interface words are told of a text without Japanese only, and nowhere that
 * there are none of them.
 */
export function countLabel(
  count: Count,
  words: Pick<Words, 'language' | 'text' | 'count'>,
): string {
  const { characters, unspaced, isSelection } = count;
  const amount = [words.count('count.characters', characters)];
  const hasWords = count.words > 0 || characters === 0;
  if (hasWords && words.language === 'en') amount.unshift(words.count('count.words', count.words));
  if (hasWords && words.language === 'ja' && unspaced === 0 && characters > 0)
    amount.push(words.count('count.words', count.words));
  const all = amount.join(' · ');
  return isSelection ? words.text('count.selection', { amount: all }) : all;
}
