import { tidy } from './plain-text.ts';

/** What a quick look at the lines of a note finds, in order. */
export type ScannedLine =
  | { readonly kind: 'heading'; readonly level: number; readonly source: string }
  /** A line of a paragraph; `nested` in an item or a quote. */
  | { readonly kind: 'text'; readonly source: string; readonly nested: boolean }
  /** Anything else that is not blank. */
  | { readonly kind: 'other' };

const ATX = /^ {0,3}(#{1,6})(?=[ \t]|$)/;
const CLOSING_HASHES = /(?:^|[ \t])#+$/;
const UNDERLINE = /^ {0,3}(?:(=+)|-+)[ \t]*$/;
const FENCE = /^ {0,3}(`{3,}(?!.*`)|~{3,})/;
const MARKER = /^[ \t]*(?:(?:[-*+]|\d{1,9}[.)])(?:[ \t]|$)|>)/;
const MARKERS = /^(?:[ \t]*(?:[-*+]|\d{1,9}[.)]|>)(?:[ \t]|$))+/;
const RULE = /^ {0,3}(?:(?:\*[ \t]*){3,}|(?:-[ \t]*){3,}|(?:_[ \t]*){3,})$/;
const DEEP = /^(?: {4}| {0,3}\t)/;
const NOT_A_PARAGRAPH = /^(?: {4}|\t|[ \t]*[<|])/;
const FRONT_MATTER = /^---[ \t]*(?=\n)[\s\S]*?\n---[ \t]*(?:\n|$)/;

/** Where the scan stands between two lines. */
interface Scan {
  readonly visit: (line: ScannedLine) => void;
  /** The fence that is open, or null. */
  fence: string | null;
  /**
   * Where the content of the outermost item or quote that is open stands, in columns; 0 at the
   * margin. A line behind a blank one goes on with it only from there; for a quote from nowhere.
   */
  contentColumn: number;
  /** The line before was blank: a line at the margin is then no lazy continuation. */
  afterBlank: boolean;
  /** The lines of the paragraph at the margin, held back: an underline makes them a heading. */
  paragraph: string[];
}

/**
 * Goes over a note line by line without parsing it.
 *
 * Good enough for titles, dates and counts in a list of thousands of notes: it knows fences, front
 * matter, both kinds of headings, lists and quotes, and none of Markdown's rarer corners. Calls
 * `visit` for each line that matters; a heading takes the place of the lines it consists of.
 */
export function scanLines(text: string, visit: (line: ScannedLine) => void): void {
  const scan: Scan = { visit, fence: null, contentColumn: 0, afterBlank: true, paragraph: [] };
  const source = text.includes('\r') ? text.replaceAll(/\r\n?/g, '\n') : text;
  forEachLine(withoutPreamble(source), (line) => {
    if (scan.fence === null) scanLine(line, scan);
    else scanFenced(line, scan.fence, scan);
  });
  endParagraph(scan);
}

/** The text behind a byte order mark and front matter. */
function withoutPreamble(text: string): string {
  const body = text.charCodeAt(0) === 0xfeff ? text.slice(1) : text;
  return body.startsWith('---') ? body.replace(FRONT_MATTER, '') : body;
}

/** Lines without their ends, which are all `\n`. */
function forEachLine(source: string, visit: (line: string) => void): void {
  let at = 0;
  while (at < source.length) {
    const found = source.indexOf('\n', at);
    const end = found === -1 ? source.length : found;
    visit(source.slice(at, end));
    at = end + 1;
  }
}

function scanFenced(line: string, fence: string, scan: Scan): void {
  const mark = line.trim();
  const closes = mark.length >= fence.length && mark === fence.charAt(0).repeat(mark.length);
  if (closes) scan.fence = null;
}

function scanLine(line: string, scan: Scan): void {
  const begins = line.trimStart().charAt(0);
  if (begins === '') endParagraph(scan);
  else if (!scanFence(line, scan) && !scanHeading(line, begins, scan)) {
    scanText(line, begins, scan);
  }
  scan.afterBlank = begins === '';
}

/** A fence may stand behind the markers of an item. */
function scanFence(line: string, scan: Scan): boolean {
  if (!line.includes('```') && !line.includes('~~~')) return false;
  const inner = line.replace(MARKERS, '');
  const fence = FENCE.exec(scan.contentColumn > 0 ? inner.trimStart() : inner);
  if (fence === null) return false;
  endParagraph(scan);
  if (inner === line && indentOf(line) < scan.contentColumn) scan.contentColumn = 0;
  scan.fence = fence[1] ?? null;
  scan.visit({ kind: 'other' });
  return true;
}

/** `begins` is the line's first character that is no blank: it spares most lines the patterns. */
function scanHeading(line: string, begins: string, scan: Scan): boolean {
  const mayBeAtx = begins === '#' && !goesOn(line, scan);
  const atx = mayBeAtx ? ATX.exec(line) : null;
  if (atx !== null) {
    endParagraph(scan);
    const content = line.slice(atx[0].length).trim().replace(CLOSING_HASHES, '');
    visitHeading(atx[1]?.length ?? 1, content, scan);
    return true;
  }
  const mayUnderline = scan.paragraph.length > 0 && '=-'.includes(begins);
  const underline = mayUnderline ? UNDERLINE.exec(line) : null;
  if (underline === null) return false;
  visitHeading(underline[1] === undefined ? 2 : 1, scan.paragraph.join(' '), scan);
  return true;
}

function visitHeading(level: number, source: string, scan: Scan): void {
  scan.contentColumn = 0;
  scan.paragraph = [];
  scan.visit({ kind: 'heading', level, source: tidy(source) });
}

function scanText(line: string, begins: string, scan: Scan): void {
  if (scan.afterBlank && !goesOn(line, scan)) scan.contentColumn = 0;
  if ('-*_'.includes(begins) && !goesOn(line, scan) && RULE.test(line)) {
    endParagraph(scan);
    scan.contentColumn = 0;
    scan.visit({ kind: 'other' });
    return;
  }
  if (isMarked(line, begins, scan)) beginContainer(line, begins, scan);
  if (scan.contentColumn > 0) scan.visit({ kind: 'text', source: line, nested: true });
  else if (scan.paragraph.length === 0 && NOT_A_PARAGRAPH.test(line)) scan.visit({ kind: 'other' });
  else scan.paragraph.push(line);
}

/** At the margin a marker stands at most three blanks in; deeper it is code, or goes on with a text. */
function isMarked(line: string, begins: string, scan: Scan): boolean {
  if (!'-*+>0123456789'.includes(begins) || !MARKER.test(line)) return false;
  return scan.contentColumn > 0 || !DEEP.test(line);
}

function beginContainer(line: string, begins: string, scan: Scan): void {
  endParagraph(scan);
  if (goesOn(line, scan)) return;
  const width = MARKER.exec(line)?.[0].length ?? 0;
  scan.contentColumn = begins === '>' ? Number.POSITIVE_INFINITY : width;
}

/** Whether a line stands so far in that it belongs to the open item. */
function goesOn(line: string, scan: Scan): boolean {
  return scan.contentColumn > 0 && indentOf(line) >= scan.contentColumn;
}

/** A tab counts as four columns: near enough for the first step of a list. */
function indentOf(line: string): number {
  const blanks = line.length - line.trimStart().length;
  return blanks === 0 ? 0 : line.slice(0, blanks).replaceAll('\t', '    ').length;
}

function endParagraph(scan: Scan): void {
  for (const source of scan.paragraph) scan.visit({ kind: 'text', source, nested: false });
  scan.paragraph = [];
}
