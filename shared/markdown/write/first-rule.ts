import { splitLines } from '../../text-patch.ts';
import { type Entry, readTexts, startOf, writtenBefore } from './entry.ts';

const FENCE = /^---[ \t]*(?:\r\n|\n|\r|$)/;

/**
 * Keeps a rule at the very start of a note from becoming front matter.
 *
 * `---` on the first line and `---` on any later one make everything between them front matter, so
 * that the first one is written with asterisks as soon as the second one appears. This is the one
 * thing that a block cannot tell from its neighbours; all other notes are not looked through.
 */
export function guardFirstRule(entries: Entry[]): void {
  const index = firstWritten(entries);
  const entry = entries[index];
  const read = entry?.reads[0];
  if (entry === undefined || read === undefined || read.lead !== '') return;
  if (read.leaf.kind === 'frontMatter' || !FENCE.test(read.text)) return;
  if (!entries.some((other, at) => at > index && other !== undefined && hasFence(other.text)))
    return;
  const text = read.text.replace('---', '***') + entry.text.slice(read.text.length);
  const reads = readTexts(startOf(entries, index), [text]);
  entries[index] = { ...entry, text, reads, step: 'plain' };
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
