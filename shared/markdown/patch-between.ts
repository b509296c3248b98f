import { diffLines, splitLines, type TextPatch } from '../text-patch.ts';
import { type NoteText, withoutLastEnd } from './note-text.ts';

/** The patch between two texts that share `head` entries at the start and `tail` at the end. */
export function patchBetween(
  before: NoteText,
  after: NoteText,
  head: number,
  tail: number,
): TextPatch | null {
  const [from, settled] = withoutGuarded(before, after, [head, tail]);
  let shared = settled;
  // Without a line end at the end of the file its last line changes with what is last.
  if ((before.endsOpen && tailIsEmpty(before, shared)) || before.end !== after.end) shared = 0;
  const linesBefore = before.entries.linesBefore(from);
  const oldLines = linesOf(before, from, shared);
  const newLines = linesOf(after, from, shared);
  const patch = diffLines(oldLines, newLines);
  if (patch.deletedLines === 0 && patch.inserted === '') return null;
  return { ...patch, fromLine: linesBefore + patch.fromLine };
}

/** The shared entries at both ends but for a first rule that only one of the texts guards. */
function withoutGuarded(
  before: NoteText,
  after: NoteText,
  [head, tail]: readonly [number, number],
): readonly [number, number] {
  const found = [before, after].filter(({ guarded }) => guarded !== -1);
  const below = found.map(({ guarded, entries }) => entries.length - 1 - guarded);
  const isAlike = found.length === 2 && below[0] === below[1];
  return [
    before.guarded === after.guarded
      ? head
      : Math.min(head, ...found.map(({ guarded }) => guarded)),
    isAlike ? tail : Math.min(tail, ...below),
  ];
}

function tailIsEmpty({ entries }: NoteText, count: number): boolean {
  let at = entries.length - 1;
  while (at >= entries.length - count && entries.at(at)?.text === '') at--;
  return at < entries.length - count;
}

function linesOf(text: NoteText, head: number, tail: number): string[] {
  const { entries, endsOpen, bom } = text;
  const start = head === 0 ? bom : '';
  const end = tail === 0 ? text.end : '';
  const whole = start + text.textOf(head, entries.length - tail) + end;
  return splitLines(tail === 0 && endsOpen ? withoutLastEnd(whole) : whole);
}
