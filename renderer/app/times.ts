import type { Language } from '../../shared/messages/index.ts';
import type { Words } from './words.ts';

/**
 * How dates and numbers are written: the system's way, where its language is the interface's.
 *
 * A tag that is none is not passed on, because `Intl` throws at it.
 */
export function localeOf(language: Language, systemTag: string): string {
  return systemTag.split('-')[0] === language && isLocale(systemTag) ? systemTag : language;
}

function isLocale(tag: string): boolean {
  try {
    return Intl.getCanonicalLocales(tag).length === 1;
  } catch {
    return false;
  }
}

const formats = new Map<string, Intl.DateTimeFormat>();

/** Formats are dear to make and made once for each locale. */
function format(
  locale: string,
  name: string,
  options: Intl.DateTimeFormatOptions,
): Intl.DateTimeFormat {
  const key = `${locale} ${name}`;
  const known = formats.get(key);
  if (known !== undefined) return known;
  const made = new Intl.DateTimeFormat(locale, options);
  formats.set(key, made);
  return made;
}

/** An event's day, `YYYY-MM-DD`, in the words of a locale; as it is where it is no day. */
export function dayLabel(day: string, locale: string): string {
  const date = new Date(`${day}T00:00:00Z`);
  if (Number.isNaN(date.getTime())) return day;
  const options = { year: 'numeric', month: 'short', day: 'numeric', timeZone: 'UTC' } as const;
  return format(locale, 'day', options).format(date);
}

/** A moment of the local clock, to the second: `10:42:07`. */
export function clockLabel(epochMs: number, locale: string): string {
  const options = { hour: '2-digit', minute: '2-digit', second: '2-digit' } as const;
  return format(locale, 'clock', { ...options, hourCycle: 'h23' }).format(epochMs);
}

/** A moment with its day, to the minute, on the clock that stamps have. */
export function momentLabel(epochMs: number, locale: string): string {
  const options = { dateStyle: 'medium', timeStyle: 'short', hourCycle: 'h23' } as const;
  return format(locale, 'moment', options).format(epochMs);
}

/** Minutes since midnight as they stand in a stamp: `09:05`. */
export function minuteLabel(minuteOfDay: number): string {
  const twoDigits = (value: number) => String(value).padStart(2, '0');
  return `${twoDigits(Math.floor(minuteOfDay / 60) % 24)}:${twoDigits(minuteOfDay % 60)}`;
}

/** A talk's length in words: `40 min`, `1 h`, `1 h 30 min`. */
export function lengthLabel(minutes: number, text: Words['text']): string {
  const hours = Math.floor(minutes / 60);
  const rest = { minutes: String(minutes % 60) };
  if (hours === 0) return text('talks.minutes', rest);
  if (minutes % 60 === 0) return text('talks.hours', { hours: String(hours) });
  return text('talks.hoursMinutes', { hours: String(hours), ...rest });
}

/** A number of bytes in the unit that suits it; less than a kilobyte counts as one. */
export function bytesLabel(bytes: number, locale: string): string {
  const units = ['kilobyte', 'megabyte', 'gigabyte'] as const;
  const kilobytes = Math.max(1, bytes / 1000);
  const step = Math.min(2, Math.floor(Math.log10(kilobytes) / 3));
  return new Intl.NumberFormat(locale, {
    style: 'unit',
    unit: units[step] ?? 'kilobyte',
    unitDisplay: 'short',
    maximumFractionDigits: step === 0 ? 0 : 1,
  }).format(kilobytes / 1000 ** step);
}
