import { fileKind } from './paths.ts';

/** A note that is about to be committed. */
export interface CommittedNote {
  readonly path: string;
  readonly text: string;
  readonly isNew: boolean;
}

/** What a commit carries. */
export interface CommitContents {
  readonly notes: readonly CommittedNote[];
  readonly images: number;
  readonly others: number;
  readonly deleted: readonly string[];
}

const MAX_LINE = 72;

/**
 * The message a person would write: "Rustfest Osaka: 3 talks, 4 slides".
 *
 * One note gives its title; several are named as far as the line holds.
 */
export function commitMessage({ notes, images, others, deleted }: CommitContents): string {
  const parts = [
    ...(images > 0 ? [count(images, 'slide')] : []),
    ...(others > 0 ? [count(others, 'other file')] : []),
    ...(deleted.length > 0 ? [`${deleted.length} deleted`] : []),
  ];
  const [only] = notes;
  if (notes.length === 1 && only !== undefined) {
    const talks = talksOf(only.text);
    return line(titleOf(only), [talks > 0 ? count(talks, 'talk') : 'notes', ...parts].join(', '));
  }
  if (notes.length > 1) {
    return line(notes.map(titleOf).join(', '), [count(notes.length, 'note'), ...parts].join(', '));
  }
  const subject = deleted.length > 0 ? deleted.filter((path) => fileKind(path) === 'note') : [];
  return line(
    subject.length > 0 ? subject.map(nameOf).join(', ') : 'Notebook',
    parts.join(', ') || 'kept up to date',
  );
}

function line(subject: string, facts: string): string {
  const room = Math.max(10, MAX_LINE - facts.length - 2);
  const chars = [...subject];
  const short = chars.length > room ? `${chars.slice(0, room - 1).join('')}…` : subject;
  return `${short}: ${facts}\n`;
}

function count(number: number, thing: string): string {
  return `${number} ${thing}${number === 1 ? '' : 's'}`;
}

const STAMP = /^\[\d{1,2}:\d{2}(?::\d{2})?\]\s*/;

/** The first heading, else the file's name. */
function titleOf({ path, text }: CommittedNote): string {
  const lines = text.split(/\r\n|\n|\r/, 60);
  for (const [index, raw] of lines.entries()) {
    const atx = /^ {0,3}#{1,6}[ \t]+(.+?)[ \t#]*$/.exec(raw)?.[1];
    const under = /^ {0,3}(=+|-+)[ \t]*$/.test(lines[index + 1] ?? '');
    const title = atx ?? (under && /^[^\s\-*+>|]/.test(raw) ? raw : undefined);
    if (title !== undefined) return title.trim().replace(STAMP, '');
  }
  return nameOf(path);
}

/** Headings below the event's title; a lone heading is a title, not a talk of its own. */
function talksOf(text: string): number {
  let fenced = false;
  let headings = 0;
  for (const raw of text.split(/\r\n|\n|\r/)) {
    if (/^ {0,3}(```|~~~)/.test(raw)) fenced = !fenced;
    if (!fenced && /^ {0,3}#{1,2}[ \t]+\S/.test(raw)) headings++;
  }
  const setext = /^[^\n]+\n=+[ \t]*(\n|$)/.test(text.replaceAll('\r\n', '\n').trimStart());
  return setext ? headings : Math.max(0, headings - 1);
}

function nameOf(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1).replace(/\.md$/i, '');
}
