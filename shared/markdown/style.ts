import { countLines, isListGap } from './gap.ts';
import { DEFAULT_INLINE_STYLE } from './inline/context.ts';
import type { Block, Inline, NoteStyle, Source } from './model.ts';

/** The style of a note that shows none: the shape of DESIGN section 3. */
export const DEFAULT_STYLE: NoteStyle = {
  lineEnd: '\n',
  finalLineEnd: true,
  bullet: '-',
  indent: '    ',
  gaps: { next: 0, child: 0 },
  hasLooseLists: false,
  inline: DEFAULT_INLINE_STYLE,
  fence: '```',
  underlines: [null, null],
};

/** Lines beyond this say nothing new about how a file is written. */
const LINES_TO_LOOK_AT = 20_000;

/**
 * Reads a file's habits from its text and blocks.
 *
 * They fill in where a new block has no neighbour to copy: the most frequent line end, bullet and
 * step of indentation; of equals the first.
 */
export function readStyle(text: string, blocks: readonly Block[]): NoteStyle {
  return {
    lineEnd: mostFrequent(lineEnds(text)) ?? DEFAULT_STYLE.lineEnd,
    finalLineEnd: text === '' || /[\r\n]$/.test(text),
    bullet: mostFrequent(bullets(blocks)) ?? DEFAULT_STYLE.bullet,
    indent: mostFrequent(steps(blocks)) ?? DEFAULT_STYLE.indent,
    gaps: { ...DEFAULT_STYLE.gaps, ...gapsOf(blocks) },
    hasLooseLists: blocks.some(({ source }) => source !== null && isLoose(source)),
    inline: inlineStyle(blocks),
    fence: mostFrequent(fences(blocks)) ?? DEFAULT_STYLE.fence,
    underlines: [
      mostFrequent(underlines(blocks, 1)) ?? null,
      mostFrequent(underlines(blocks, 2)) ?? null,
    ],
  };
}

function isLoose({ gap, lead }: Source): boolean {
  return isListGap(gap) && countLines(lead) > 0;
}

/** The usual number of blank lines of each kind of gap that the file has. */
function gapsOf(blocks: readonly Block[]): Record<string, number> {
  const found = new Map<string, number[]>();
  for (const { source } of blocks) {
    if (source === null || source.gap === 'start') continue;
    const counts = found.get(source.gap) ?? [];
    counts.push(countLines(source.lead));
    found.set(source.gap, counts);
  }
  return Object.fromEntries(
    Array.from(found, ([kind, counts]) => [kind, mostFrequent(counts) ?? 0]),
  );
}

/** How each delimiter is seen in a block's source, by the mark or break that it writes. */
const DELIMITERS = [
  { type: 'emphasis', common: '*', other: '_', isCommon: /(?<![*\\])\*(?!\*)/ },
  { type: 'strong', common: '**', other: '__', isCommon: /\*\*/ },
  { type: 'strike', common: '~~', other: '~', isCommon: /~~/ },
  { type: 'break', common: '\\', other: '  ', isCommon: /\\(?:\r|\n)/ },
] as const;

/** Delimiters are looked for in the source: they are no part of what a block says. */
function inlineStyle(blocks: readonly Block[]): NoteStyle['inline'] {
  const found = new Map<string, number>();
  for (const { body, source } of blocks) {
    if (source === null || (body.kind !== 'paragraph' && body.kind !== 'heading')) continue;
    const types = new Set(body.content.flatMap(typesOf));
    for (const { type, common, other, isCommon } of DELIMITERS) {
      if (!types.has(type)) continue;
      const delimiter = isCommon.test(source.text) ? common : other;
      found.set(delimiter, (found.get(delimiter) ?? 0) + 1);
    }
  }
  const prefer = <Common extends string, Other extends string>(common: Common, other: Other) =>
    (found.get(other) ?? 0) > (found.get(common) ?? 0) ? other : common;
  return {
    emphasis: prefer('*', '_'),
    strong: prefer('**', '__'),
    strike: prefer('~~', '~'),
    hardBreak: prefer('\\', '  '),
  };
}

function typesOf(inline: Inline): readonly string[] {
  const marks = inline.marks.map(({ type }) => type);
  return inline.type === 'break' && inline.hard ? [...marks, 'break'] : marks;
}

function* fences(blocks: readonly Block[]): Iterable<NoteStyle['fence']> {
  for (const { body, source } of blocks) {
    if (body.kind !== 'code' || source === null) continue;
    const fence = /`{3}|~{3}/.exec(source.text)?.[0];
    if (fence === '~~~' || fence === '```') yield fence;
  }
}

/**
 * What stands below each heading of a level: its underline, or null where number signs begin it.
 *
 * The first heading of level 1 does not count: it is the event's title, which Backrow underlines
 * above talks that it does not underline (DESIGN section 3).
 */
function* underlines(blocks: readonly Block[], level: 1 | 2): Iterable<string | null> {
  let isTitle = level === 1;
  for (const { body, source } of blocks) {
    if (body.kind !== 'heading' || body.level !== level || source === null) continue;
    if (!isTitle) yield /(?:^|[\r\n])[ \t>]*(=+|-+)[ \t]*[\r\n]*$/.exec(source.text)?.[1] ?? null;
    isTitle = false;
  }
}

function mostFrequent<Habit>(habits: Iterable<Habit>): Habit | null {
  const counts = new Map<Habit, number>();
  for (const habit of habits) counts.set(habit, (counts.get(habit) ?? 0) + 1);
  let best: Habit | null = null;
  for (const [habit, count] of counts) {
    if (best === null || count > (counts.get(best) ?? 0)) best = habit;
  }
  return best;
}

function* lineEnds(text: string): Iterable<NoteStyle['lineEnd']> {
  let count = 0;
  for (const [end] of text.matchAll(/\r\n|\n|\r/g)) {
    yield end === '\r\n' ? end : end === '\r' ? end : '\n';
    if (++count === LINES_TO_LOOK_AT) return;
  }
}

function* bullets(blocks: readonly Block[]): Iterable<NoteStyle['bullet']> {
  for (const { opens } of blocks) {
    for (const container of opens) {
      if (container.kind !== 'item') continue;
      const { marker } = container;
      if (marker === '-' || marker === '*' || marker === '+') yield marker;
    }
  }
}

/** How much further a nested item stands to the right than the item before it, as written. */
function* steps(blocks: readonly Block[]): Iterable<string> {
  let above: { readonly depth: number; readonly indent: string } | null = null;
  for (const { inside, opens, source } of blocks) {
    if (opens[0]?.kind !== 'item' || source === null || inside.includes('quote')) continue;
    const indent = /^[ \t]*/.exec(source.text)?.[0] ?? '';
    if (above !== null && inside.length === above.depth + 1 && indent.startsWith(above.indent)) {
      const step = indent.slice(above.indent.length);
      if (step !== '') yield step;
    }
    above = { depth: inside.length, indent };
  }
}
