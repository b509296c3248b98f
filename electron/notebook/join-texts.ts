import { diffLines, splitLines } from '../../shared/text-patch.ts';

/**
 * Joins two texts that grew from one, by whole lines, without losing a line of either.
 *
 * Changes in different places are both taken. Where both sides changed the same lines, ours stay
 * and those of theirs that ours does not have follow, as plain lines: no markers (law 4).
 */
export function joinTexts(base: string, ours: string, theirs: string): string {
  if (ours === theirs || theirs === base) return ours;
  if (ours === base) return theirs;
  const lines = splitLines(base);
  const left = change(lines, ours);
  const right = change(lines, theirs);
  if (left.end < right.start || right.end < left.start) {
    const [first, second] = left.start < right.start ? [left, right] : [right, left];
    return joinParts([
      lines.slice(0, first.start),
      first.lines,
      lines.slice(first.end, second.start),
      second.lines,
      lines.slice(second.end),
    ]);
  }
  const start = Math.min(left.start, right.start);
  const end = Math.max(left.end, right.end);
  const leftLines = widen(left, lines, start, end);
  const rightLines = widen(right, lines, start, end);
  return joinParts([
    lines.slice(0, start),
    leftLines,
    linesOnlyIn(rightLines, leftLines),
    lines.slice(end),
  ]);
}

/** Lines `start` up to `end` of the base were replaced by `lines`. */
interface Change {
  readonly start: number;
  readonly end: number;
  readonly lines: readonly string[];
}

function change(base: readonly string[], text: string): Change {
  const { fromLine, deletedLines, inserted } = diffLines(base, splitLines(text));
  return { start: fromLine, end: fromLine + deletedLines, lines: splitLines(inserted) };
}

function widen(
  { start, end, lines }: Change,
  base: readonly string[],
  from: number,
  to: number,
): readonly string[] {
  return [...base.slice(from, start), ...lines, ...base.slice(end, to)];
}

/** The lines that `other` lacks, counting repetitions. */
function linesOnlyIn(lines: readonly string[], other: readonly string[]): readonly string[] {
  const left = new Map<string, number>();
  for (const line of other) left.set(bare(line), (left.get(bare(line)) ?? 0) + 1);
  return lines.filter((line) => {
    const count = left.get(bare(line)) ?? 0;
    if (count > 0) left.set(bare(line), count - 1);
    return count === 0;
  });
}

function bare(line: string): string {
  return line.replace(/[\r\n]+$/, '');
}

/** A line that lost its place at the end of the file gets a line end, so that lines never fuse. */
function joinParts(parts: readonly (readonly string[])[]): string {
  const lines = parts.flat();
  const lineEnd = lines.find((line) => /[\r\n]$/.test(line))?.match(/[\r\n]+$/)?.[0] ?? '\n';
  const last = lines.length - 1;
  return lines
    .map((line, index) => (index < last && !/[\r\n]$/.test(line) ? line + lineEnd : line))
    .join('');
}
