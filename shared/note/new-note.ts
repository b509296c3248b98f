import { findDate } from './date.ts';
import { tidy } from './plain-text.ts';

/** What the form for a new event asks; every part may be empty. */
export interface NewEvent {
  readonly title: string;
  readonly date: string;
  readonly venue: string;
  readonly url: string;
}

/**
 * The text of a new event's note, in the shape of DESIGN section 3.
 *
 * A setext title, a line for the address, a line for date and venue; what is empty is left out and
 * no date is made up. Each part is one line and says what was typed: what would read as other
 * Markdown is escaped.
 */
export function newEventNote(event: NewEvent): string {
  const title = oneLine(event.title);
  const parts = [
    title === '' ? '' : `${escapeLine(title)}\n=====`,
    addressLine(oneLine(event.url)),
    dateLine(oneLine(event.date), oneLine(event.venue)),
  ];
  const written = parts.filter((part) => part !== '');
  return written.length === 0 ? '' : `${written.join('\n\n')}\n`;
}

/** A bare address, as people write it; anything else is text. */
function addressLine(url: string): string {
  if (!/^https?:\/\/\S/i.test(url)) return escapeLine(url);
  return url.replace(/[\s<>"`\\|^{}[\]]/g, encodeURIComponent);
}

function dateLine(date: string, venue: string): string {
  const found = findDate(date);
  const day = found === null ? escapeLine(date) : found.date.replaceAll('-', '/');
  const place = venue.replace(/^[@＠]\s*/, '');
  return [day, place === '' ? '' : `@${escapeInline(place)}`]
    .filter((part) => part !== '')
    .join(' ');
}

/** Line ends, controls and what turns the direction of writing become blanks. */
function oneLine(text: string): string {
  return tidy(text.normalize('NFC').replace(/[\p{Cc}\p{Cs}\p{Zl}\p{Zp}\p{Bidi_Control}]/gu, ' '));
}

/** Escapes a line so that it is a paragraph of just these words. */
function escapeLine(line: string): string {
  return escapeInline(line)
    .replace(/^(#{1,6}(?: |$)|[-+](?: |$)|>|=+$|-{2,}|(?:- ?){3,}$)/, '\\$1')
    .replace(/^(\d{1,9})([.)])(?= |$)/, '$1\\$2');
}

/** Escapes the characters that mark something inside a line; a `_` within a word marks nothing. */
function escapeInline(text: string): string {
  return text
    .replace(/[\\`*[\]<|]/g, '\\$&')
    .replace(/(?<![\p{L}\p{N}])_+|_+(?![\p{L}\p{N}])/gu, (run) => run.replaceAll('_', '\\_'))
    .replace(/~(?=.*~)|(?<=~.*)~/g, '\\~')
    .replace(/&(?=#?[a-z0-9]+;)/gi, '\\&');
}
