import { FRONT_MATTER_LINE } from './chunk.ts';
import type { Entries } from './entries.ts';

/**
 * Finds the rule at the very start of a note that would become front matter; -1 where there is none.
 *
 * `---` on the first line and `---` on any later one make everything between them front matter, so
 * that the first one is written with asterisks as long as the second one is there. This is the one
 * thing that a block cannot tell from its neighbours. It belongs to the note and not to the rule's
 * entry, which would keep its asterisks when the second line goes; all other notes are not looked
 * through.
 */
export function firstRuleToGuard(entries: Entries): number {
  const index = firstWritten(entries);
  const read = entries.at(index)?.reads[0];
  if (read === undefined || read.lead !== '') return -1;
  if (read.leaf.kind === 'frontMatter' || !FRONT_MATTER_LINE.test(read.text)) return -1;
  return entries.fencesFrom(index + 1) ? index : -1;
}

/** The text of a rule as it is written where it must not begin front matter. */
export function guardedRule(text: string): string {
  return text.replace('---', '***');
}

function firstWritten(entries: Entries): number {
  for (let index = 0; index < entries.length; index++) {
    if ((entries.at(index)?.reads.length ?? 0) > 0) return index;
  }
  return -1;
}
