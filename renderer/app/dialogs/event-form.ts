import type { CallInput } from '../../../shared/ipc/contract.ts';
import { findDate } from '../../../shared/note/date.ts';

/** What the form of a new note holds, as it was typed. */
export type EventForm = CallInput<'createNote'>;

/** What is wrong with a field. */
export type FieldProblem = 'missing' | 'not-a-day' | 'not-an-address' | 'too-long';
export type FormProblems = { readonly [Field in keyof EventForm]?: FieldProblem };

/** The longest text that the contract takes, in UTF-16 units. */
export const FIELD_LIMIT = 500;

/**
 * Takes the blanks around each value; full-width ones too, which an IME leaves easily. A day becomes
 * `YYYY-MM-DD`, in whichever form it was written.
 */
export function trimForm(form: EventForm): EventForm {
  const { title, date, venue, url } = form;
  return { title: title.trim(), date: dayOf(date.trim()), venue: venue.trim(), url: url.trim() };
}

/** A day as the note will have it. */
export function dayAsWritten(day: string): string {
  return day.replaceAll('-', '/');
}

/** The day that a text names with all its letters; what names none stays as it is. */
function dayOf(text: string): string {
  const found = findDate(text);
  return found?.start === 0 && found.end === text.length ? found.date : text;
}

/**
 * What keeps a form from becoming a note; empty where nothing does.
 *
 * Only the title is needed: people write down where a talk is before they know its address.
 */
export function checkForm(form: EventForm): FormProblems {
  const problems: { [Field in keyof EventForm]?: FieldProblem } = {};
  for (const field of ['title', 'venue', 'url'] as const)
    if (form[field].length > FIELD_LIMIT) problems[field] = 'too-long';
  if (form.title === '') problems.title = 'missing';
  if (!isDay(form.date)) problems.date = 'not-a-day';
  if (form.url !== '' && problems.url === undefined && !isWebAddress(form.url))
    problems.url = 'not-an-address';
  return problems;
}

function isDay(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false;
  const date = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(text);
}

function isWebAddress(text: string): boolean {
  return /^https?:\/\/\S+$/i.test(text) && URL.canParse(text);
}
