const STAR = 42;
const DASH = 45;
const UNDERSCORE = 95;
const HEADING = /(#{1,6})(?:[ \t]+|$)/y;
const CLOSING = /(?:^|[ \t])#+[ \t]*$/;
const UNDERLINE = /^(?:=+|-+)[ \t]*$/;
const FENCE = /^(?:(`{3,})([^`]*)|(~{3,})(.*))$/s;

/** True where the rest of a line, from `at` to `end`, is a thematic break. */
export function isRule(line: string, at: number, end: number): boolean {
  const marker = line.charCodeAt(at);
  if (marker !== STAR && marker !== DASH && marker !== UNDERSCORE) return false;
  let count = 0;
  for (let index = at; index < end; index++) {
    const code = line.charCodeAt(index);
    if (code === marker) count++;
    else if (code !== 32 && code !== 9) return false;
  }
  return count >= 3;
}

/** The index of the first character that is neither the sign at `at` nor a blank, or `end`. */
export function ruleStop(line: string, at: number, end: number): number {
  const sign = line.charCodeAt(at);
  let index = at;
  for (; index < end; index++) {
    const code = line.charCodeAt(index);
    if (code !== sign && code !== 32 && code !== 9) break;
  }
  return index;
}

export interface AtxHeading {
  readonly level: 1 | 2 | 3 | 4 | 5 | 6;
  readonly content: string;
}

/** Reads `## text ##` without indentation, or gives null. */
export function readAtxHeading(text: string): AtxHeading | null {
  if (text.charCodeAt(0) !== 35) return null;
  HEADING.lastIndex = 0;
  const match = HEADING.exec(text);
  if (match === null) return null;
  const rest = trimBlanks(text.slice(match[0].length));
  return { level: levelOf(match[1] ?? ''), content: trimBlanks(rest.replace(CLOSING, '')) };
}

function levelOf(marks: string): AtxHeading['level'] {
  const level = marks.length;
  return level === 1 || level === 2 || level === 3 || level === 4 || level === 5 ? level : 6;
}

/** True for the line of `=` or `-` below a setext heading. */
export function isUnderline(text: string): boolean {
  return UNDERLINE.test(text);
}

export interface FenceStart {
  readonly marker: '`' | '~';
  readonly length: number;
  readonly info: string;
}

/** Reads the line that begins a fenced code block, without indentation, or gives null. */
export function readFenceStart(text: string): FenceStart | null {
  const first = text.charCodeAt(0);
  if (first !== 96 && first !== 126) return null;
  const match = FENCE.exec(text);
  if (match === null) return null;
  const [, ticks, tickInfo, tildes, tildeInfo] = match;
  const info = trimBlanks(tickInfo ?? tildeInfo ?? '');
  return ticks === undefined
    ? { marker: '~', length: tildes?.length ?? 0, info }
    : { marker: '`', length: ticks.length, info };
}

/** True where a line, without indentation, ends the fenced code block that `start` began. */
export function closesFence(text: string, start: FenceStart): boolean {
  const run = trimBlanks(text);
  return run.length >= start.length && run === start.marker.repeat(run.length);
}

/** Takes spaces and tabs away from both ends; other white space is text in Markdown. */
export function trimBlanks(text: string): string {
  let from = 0;
  let to = text.length;
  while (from < to && isBlankCode(text.charCodeAt(from))) from++;
  while (to > from && isBlankCode(text.charCodeAt(to - 1))) to--;
  return text.slice(from, to);
}

function isBlankCode(code: number): boolean {
  return code === 32 || code === 9;
}
