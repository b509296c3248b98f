/** A date in a text: where it stands, and as `YYYY-MM-DD`. */
export interface FoundDate {
  readonly start: number;
  readonly end: number;
  readonly date: string;
}

type Parts = readonly [year: number, month: number, day: number];

const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];
const MONTH = String.raw`(jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\.?`;
const DAY = String.raw`(\d{1,2})(?:st|nd|rd|th)?`;

/** Years before the first of each era, so that era year 1 is the era's first calendar year. */
const ERAS: Readonly<Record<string, number>> = { 令和: 2018, 平成: 1988, 昭和: 1925 };

/**
 * The ways people write a date with its year. An order of numbers that differs between countries
 * (11/08/2018) is not read: a wrong date is worse than none.
 */
const FORMS: readonly { readonly pattern: RegExp; readonly read: (m: RegExpExecArray) => Parts }[] =
  [
    {
      pattern: /(?<!\d)(\d{4})\s?([-/.])\s?(\d{1,2})\s?\2\s?(\d{1,2})(?!\d)/,
      read: (m) => [Number(m[1]), Number(m[3]), Number(m[4])],
    },
    {
      pattern: /(?<!\d)(\d{4})\s*年\s*(\d{1,2})\s*月\s*(\d{1,2})\s*日/,
      read: (m) => [Number(m[1]), Number(m[2]), Number(m[3])],
    },
    {
      pattern: /(令和|平成|昭和)\s*(元|\d{1,2})\s*年\s*(\d{1,2})\s*月\s*(\d{1,2})\s*日/,
      read: (m) => [
        (ERAS[m[1] ?? ''] ?? 0) + (m[2] === '元' ? 1 : Number(m[2])),
        Number(m[3]),
        Number(m[4]),
      ],
    },
    {
      pattern: new RegExp(String.raw`\b${MONTH}\s+${DAY}(?:,\s*|\s+)(\d{4})(?!\d)`, 'i'),
      read: (m) => [Number(m[3]), monthNumber(m[1]), Number(m[2])],
    },
    {
      pattern: new RegExp(String.raw`(?<!\d)${DAY}\s+(?:of\s+)?${MONTH},?\s+(\d{4})(?!\d)`, 'i'),
      read: (m) => [Number(m[3]), monthNumber(m[2]), Number(m[1])],
    },
  ];

/**
 * The first date of a line that exists in the calendar, or null.
 *
 * Full-width digits count as digits. Of a span of days the first is found.
 */
export function findDate(line: string): FoundDate | null {
  const text = line.replace(/[０-９／．]/g, (c) => String.fromCharCode(c.charCodeAt(0) - 0xfee0));
  if (!/\d/.test(text)) return null;
  const found = FORMS.map((form) => findForm(text, form)).filter((date) => date !== null);
  return found.sort((a, b) => a.start - b.start)[0] ?? null;
}

function findForm(text: string, form: (typeof FORMS)[number]): FoundDate | null {
  const match = form.pattern.exec(text);
  if (match === null) return null;
  const [year, month, day] = form.read(match);
  if (!existsInCalendar(year, month, day)) return null;
  const date = [String(year).padStart(4, '0'), twoDigits(month), twoDigits(day)].join('-');
  return { start: match.index, end: match.index + match[0].length, date };
}

function existsInCalendar(year: number, month: number, day: number): boolean {
  const leap = (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
  const lengths = [31, leap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
  return day >= 1 && day <= (lengths[month - 1] ?? 0);
}

function monthNumber(name: string | undefined): number {
  return MONTHS.indexOf((name ?? '').slice(0, 3).toLowerCase()) + 1;
}

function twoDigits(value: number): string {
  return String(value).padStart(2, '0');
}
