import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parse } from '../../../shared/markdown/index.ts';
import { readEvent } from '../../../shared/note/event.ts';
import { newEventNote } from '../../../shared/note/new-note.ts';
import { readSummary } from '../../../shared/note/summary.ts';

const ROOT = resolve(import.meta.dirname, '../../..');
const NOTES = [
  'test/notes/outline-tools-night.md',
  '../shared/notes/kubernetes-meetup-tokyo-14.md',
].filter((file) => existsSync(resolve(ROOT, file)));

/** The whole reading, through the parser, cut to what a summary has. */
function summaryOfBlocks(text: string) {
  const { title, date, talks } = readEvent(parse(text).blocks);
  return { title, date, talks: talks.length };
}

/** Lines as people write them, and the traps: fences, lists, quotes, rules, setext, dates. */
const line = fc.constantFrom(
  '',
  '',
  '# Talk (30min) - Ada',
  '## Part',
  '# [10:02] **Bold** `code` CS_Toku',
  '- item',
  '    - nested',
  '  more',
  '1. one',
  '> quote',
  'text 2018/11/08 @Google',
  'text',
  '2026年11月22日',
  '=====',
  '---',
  '***',
  '```',
  '    code',
  '#tag',
  'https://example.com/a_b',
);

describe('the quick summary and the reading of the parsed note', () => {
  test.each(NOTES)('agree on %s', (file) => {
    const text = readFileSync(resolve(ROOT, file), 'utf8');
    expect(readSummary(text)).toEqual(summaryOfBlocks(text));
  });

  test('agree on notes made of ordinary lines in any order', () => {
    fc.assert(
      fc.property(fc.array(line, { maxLength: 14 }), (lines) => {
        const text = lines.join('\n');
        expect(readSummary(text)).toEqual(summaryOfBlocks(text));
      }),
      { numRuns: 2000 },
    );
  });

  test('agree on a new event, and both read what was typed', () => {
    const title = fc.string({ unit: 'grapheme-ascii', maxLength: 30 });
    fc.assert(
      fc.property(title, (typed) => {
        const text = newEventNote({ title: typed, date: '2026-11-22', venue: 'x', url: '' });
        expect(readSummary(text)).toEqual(summaryOfBlocks(text));
        expect(readSummary(text).date).toBe('2026-11-22');
      }),
      { numRuns: 1000 },
    );
  });
});
