import { splitLines } from '../../text-patch.ts';
import { type Entry, writtenBefore } from './entry.ts';

const FENCE = /^---[ \t]*(?:\r\n|\n|\r|$)/;

/**
 * Finds the rule at the very start of a note that would become front matter; -1 where there is none.
 *
 * `---` on the first line and `---` on any later one make everything between them front matter, so
 * that the first one is written with asterisks as long as the second one is there. This is the one
 * thing that a block cannot tell from its neighbours. It belongs to the note and not to the rule's
 * entry, which would keep its asterisks when the second line goes; all other notes are not looked
 * through.
 */
export function firstRuleToGuard(entries: readonly Entry[]): number {
  const index = firstWritten(entries);
  const read = entries[index]?.reads[0];
  if (read === undefined || read.lead !== '') return -1;
  if (read.leaf.kind === 'frontMatter' || !FENCE.test(read.text)) return -1;
  return entries.some((other, at) => at > index && hasFence(other.text)) ? index : -1;
}

/** The text of a rule as it is written where it must not begin front matter. */
export function guardedRule(text: string): string {
  return text.replace('---', '***');
}

function firstWritten(entries: readonly Entry[]): number {
  for (let index = 0; index < entries.length; index++) {
    if (writtenBefore(entries, index + 1) === index) return index;
  }
  return -1;
}

function hasFence(text: string): boolean {
  return text.includes('---') && splitLines(text).some((line) => FENCE.test(line));
}
