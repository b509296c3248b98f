import { eventTitle } from './event.ts';
import { readHeader } from './header.ts';
import { plainSource } from './inline-source.ts';
import { type ScannedLine, scanLines } from './line-scan.ts';
import { type OutlineShape, shapeOutline } from './outline-shape.ts';

/** What the list of notes shows of a note. */
export interface NoteFacts {
  readonly title: string | null;
  /** `YYYY-MM-DD`. */
  readonly date: string | null;
  readonly talks: number;
}

interface ScannedHeading {
  readonly level: number;
  readonly source: string;
  /** How many lines of `Scan.lines` stand before it. */
  readonly linesBefore: number;
}

/** What was collected; only lines before the second heading can belong to the header. */
interface Scan {
  readonly headings: ScannedHeading[];
  readonly lines: Exclude<ScannedLine, { kind: 'heading' }>[];
}

/** A header longer than this is a text, not a header. */
const MAX_HEADER_LINES = 200;

/**
 * Reads title, date and number of talks straight from a note's text.
 *
 * For listing thousands of notes: one look at each line, no parse. Says what `readEvent` says of
 * the parsed note, except in Markdown's rarer corners.
 */
export function readSummary(text: string): NoteFacts {
  const scan: Scan = { headings: [], lines: [] };
  scanLines(text, (line) => collect(scan, line));
  const shape = shapeOutline(scan.headings.map(({ level }) => level));
  const title = shape.titleIndex === null ? undefined : scan.headings[shape.titleIndex];
  const titleLine = title === undefined ? null : plainSource(title.source);
  return {
    title: titleLine === null ? null : eventTitle(titleLine.text),
    date: readHeader(headerLines(scan, shape), titleLine).date,
    talks: countTalks(scan.headings, shape),
  };
}

function collect(scan: Scan, line: ScannedLine): void {
  if (line.kind === 'heading') {
    scan.headings.push({
      level: line.level,
      source: line.source,
      linesBefore: scan.lines.length,
    });
  } else if (scan.headings.length < 2 && scan.lines.length < MAX_HEADER_LINES) {
    scan.lines.push(line);
  }
}

/** The same lines that `readEvent` takes: up to the first talk, or below a lone heading. */
function headerLines({ headings, lines }: Scan, { titleIndex, firstTalkIndex }: OutlineShape) {
  const first = headings[firstTalkIndex ?? -1]?.linesBefore ?? lines.length;
  const isLone = titleIndex !== null && titleIndex === firstTalkIndex;
  const below = isLone ? lines.slice(first) : [];
  const end = below.findIndex((line) => line.kind !== 'text' || line.nested);
  return [...lines.slice(0, first), ...below.slice(0, end === -1 ? below.length : end)].flatMap(
    (line) => (line.kind === 'text' ? [plainSource(line.source)] : []),
  );
}

function countTalks(
  headings: readonly ScannedHeading[],
  { firstTalkIndex, talkLevel }: OutlineShape,
): number {
  if (firstTalkIndex === null) return 0;
  return headings.slice(firstTalkIndex).filter(({ level }) => level === talkLevel).length;
}
