import type { Block } from '../markdown/model.ts';
import { readHeader } from './header.ts';
import { type OutlineShape, shapeOutline } from './outline-shape.ts';
import { type PlainLine, plainLines, plainText } from './plain-text.ts';
import { findFirstStamp } from './stamp.ts';
import { readTalk, type TalkHeading, takeStamp } from './talk.ts';

/** What a note tells about its event. Reading it never changes the text. */
export interface EventOutline {
  readonly title: string | null;
  readonly url: string | null;
  /** `YYYY-MM-DD`. */
  readonly date: string | null;
  readonly venue: string | null;
  /** The heading level of talks; null where there is no heading. */
  readonly talkLevel: number | null;
  readonly talks: readonly Talk[];
}

/** A talk: the blocks from its heading up to the next heading of its level or above. */
export interface Talk extends TalkHeading {
  readonly blockIndex: number;
  /** One behind the talk's last block. */
  readonly endIndex: number;
  /** When it began, by the stamp that leads its heading, else by the first stamp in it. */
  readonly startMinute: number | null;
  readonly level: number;
}

interface Heading {
  readonly blockIndex: number;
  readonly level: number;
  readonly text: string;
}

/**
 * Reads the event, its header and its talks from a note's blocks (DESIGN, section 3).
 *
 * Headings inside items and quotes are somebody's words, not talks.
 */
export function readEvent(blocks: readonly Block[]): EventOutline {
  const headings = findHeadings(blocks);
  const shape = shapeOutline(headings.map(({ level }) => level));
  const title = shape.titleIndex === null ? undefined : headings[shape.titleIndex];
  return {
    title: title === undefined ? null : eventTitle(title.text),
    ...readHeader(headerLines(blocks, headings, shape), titleLine(blocks, title)),
    talkLevel: shape.talkLevel,
    talks: readTalks(blocks, headings, shape),
  };
}

/** The title of an event: its heading, without a stamp where it is a talk as well. */
export function eventTitle(heading: string): string | null {
  return takeStamp(heading).rest || null;
}

function findHeadings(blocks: readonly Block[]): Heading[] {
  return blocks.flatMap(({ body, inside, opens }, blockIndex) =>
    body.kind === 'heading' && inside.length === 0 && opens.length === 0
      ? [{ blockIndex, level: body.level, text: plainText(body.content) }]
      : [],
  );
}

function titleLine(blocks: readonly Block[], title: Heading | undefined): PlainLine | null {
  const body = title === undefined ? undefined : blocks[title.blockIndex]?.body;
  if (title === undefined || body?.kind !== 'heading') return null;
  const link = plainLines(body.content).find((line) => line.link !== null)?.link ?? null;
  return { text: title.text, link };
}

/**
 * The lines of the paragraphs up to the first talk.
 *
 * Below a lone heading its own first paragraphs count too: a new event note has no talk yet.
 */
function headerLines(
  blocks: readonly Block[],
  headings: readonly Heading[],
  shape: OutlineShape,
): PlainLine[] {
  const first = headings[shape.firstTalkIndex ?? -1]?.blockIndex ?? blocks.length;
  const before = blocks.slice(0, first);
  const isLone = shape.titleIndex !== null && shape.titleIndex === shape.firstTalkIndex;
  const below = isLone ? leadingParagraphs(blocks.slice(first + 1)) : [];
  return [...before, ...below].flatMap(({ body }) =>
    body.kind === 'paragraph' ? plainLines(body.content) : [],
  );
}

function leadingParagraphs(blocks: readonly Block[]): readonly Block[] {
  const end = blocks.findIndex(
    ({ body, inside, opens }) => body.kind !== 'paragraph' || inside.length > 0 || opens.length > 0,
  );
  return end === -1 ? blocks : blocks.slice(0, end);
}

function readTalks(
  blocks: readonly Block[],
  headings: readonly Heading[],
  { firstTalkIndex, talkLevel }: OutlineShape,
): Talk[] {
  if (firstTalkIndex === null || talkLevel === null) return [];
  const borders = headings.slice(firstTalkIndex).filter(({ level }) => level <= talkLevel);
  return borders.flatMap(({ blockIndex, level, text }, index) => {
    if (level !== talkLevel) return [];
    const endIndex = borders[index + 1]?.blockIndex ?? blocks.length;
    const heading = readTalk(text);
    const startMinute = heading.startMinute ?? firstStamp(blocks, blockIndex, endIndex);
    return [{ ...heading, startMinute, blockIndex, endIndex, level }];
  });
}

/** The first stamp in a run of blocks, in minutes since midnight; code is not looked at. */
function firstStamp(blocks: readonly Block[], from: number, to: number): number | null {
  for (let index = from; index < to; index++) {
    const body = blocks[index]?.body;
    if (body?.kind !== 'paragraph' && body?.kind !== 'heading') continue;
    for (const inline of body.content) {
      const stamp = inline.type === 'text' ? findFirstStamp(inline.text) : null;
      if (stamp === null) continue;
      const quoted = inline.marks.some(({ type }) => type === 'code' || type === 'link');
      if (!quoted) return stamp.minuteOfDay;
    }
  }
  return null;
}
