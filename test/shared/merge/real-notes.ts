import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ACCEPTANCE_NOTES, readmes } from '../markdown/corpus.ts';

const NOTES = join(import.meta.dirname, '../../notes');

/** A talk, a release, a chapter: a heading and the lines below it, with their ends. */
interface Chapter {
  readonly heading: string;
  readonly body: readonly string[];
}

/**
 * Notes that people wrote: the sample notes, and READMEs and CHANGELOGs of npm packages.
 *
 * Only those of several chapters, and of one kind of line end.
 */
export function realNotes(): readonly string[] {
  const samples = readdirSync(NOTES).map((name) => readFileSync(join(NOTES, name), 'utf8'));
  return [...ACCEPTANCE_NOTES, ...samples, ...readmes()].filter(
    (text) => text.length < 60_000 && !text.includes('\r') && chaptersOf(text).length > 3,
  );
}

/** Splits a note at its headings; one below a line of its own belongs to that line. */
function chaptersOf(text: string): Chapter[] {
  const chapters: { heading: string; body: string[] }[] = [{ heading: '', body: [] }];
  let fence = '';
  for (const line of text.split(/(?<=\n)/)) {
    const ticks = /^\s*(`{3,}|~{3,})/.exec(line)?.[1] ?? '';
    if (fence === '' && ticks !== '') fence = ticks;
    else if (fence !== '' && ticks.startsWith(fence)) fence = '';
    if (fence === '' && /^#{1,6} /.test(line)) chapters.push({ heading: line, body: [] });
    else chapters.at(-1)?.body.push(line);
  }
  return chapters;
}

/** The note while it is written: chapters that are not there yet are headings only. */
export function written(text: string, isThere: (chapter: number) => boolean): string {
  return print(chaptersOf(text), isThere);
}

function print(chapters: readonly Chapter[], isThere: (chapter: number) => boolean): string {
  return chapters
    .map(({ heading, body }, index) => heading + (isThere(index) ? body.join('') : blanksOf(body)))
    .join('');
}

function blanksOf(body: readonly string[]): string {
  return body.length > 0 && body.every((line) => line.trim() !== '') ? '' : '\n';
}

/** Neighbouring versions of a note that grows chapter by chapter, as it does at an event. */
export function* growthOf(
  text: string,
  every: number,
): Generator<{ readonly before: string; readonly after: string }> {
  const chapters = chaptersOf(text);
  for (let grown = every; grown < chapters.length; grown += every) {
    const before = print(chapters, (chapter) => chapter < grown);
    const after = print(chapters, (chapter) => chapter <= grown);
    if (before !== after) yield { before, after };
  }
}
