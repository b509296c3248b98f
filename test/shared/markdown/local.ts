import { gapKind, isListGap } from '../../../shared/markdown/gap.ts';
import { fingerprint, type NoteText } from '../../../shared/markdown/index.ts';
import type { Block } from '../../../shared/markdown/model.ts';
import { type Entry, writtenBefore } from '../../../shared/markdown/write/entry.ts';
import { splitLines } from '../../../shared/text-patch.ts';
import { judgedShapes, looseLists } from './judge.ts';

/** A text before and after an edit. */
export interface Edited {
  readonly before: NoteText;
  readonly after: NoteText;
  /** The blocks that the edit names though they stay the same objects: a run that it moved. */
  readonly carried: readonly Block[];
}

/** A change of lines that belong to no block which the edit named. */
export interface Stray {
  readonly kind: StrayKind;
  readonly was: string;
  readonly is: string;
  /** True where the independent parser reads another structure in the text without this change. */
  readonly forced: boolean;
}

/**
 * The cases in which Markdown forces a change of lines that no edit named; this list is all.
 *
 * Nothing here is forced by its kind: each change that is found is taken back alone, and counts as
 * forced only where micromark and mdast then read another structure, or a list as loose that was
 * tight. A line that an edit had forced to change may go back to what the file had.
 */
export type StrayKind =
  /** Its item has a wider marker now, or none, or stands elsewhere: other prefixes, the same words. */
  | 'indentation'
  /** A blank line without which two blocks would be one, or with which an empty item would end. */
  | 'blank lines'
  /** Indented code that would belong to an item, or be an item's first line, gets a fence. */
  | 'fence'
  /** HTML or a fence without an end gets one before something follows it, and loses it again. */
  | 'end'
  /** An item's empty first line goes, or comes, with the words below it. */
  | 'first line'
  /** An empty item where Markdown can hold none: it is written as soon as it can be. */
  | 'empty item'
  /** The first rule of a note, which would begin front matter. */
  | 'first rule'
  /** Words that would mean something else at their new place: a sign is escaped, HTML moves. */
  | 'spelling';

/** Every change that an edit made outside the blocks it named. */
export function strayChanges(edited: Edited): readonly Stray[] {
  const { before, after } = edited;
  const judge = new Judge(before, after);
  const [old, now] = [placesOf(before), placesOf(after)];
  const strays: Stray[] = [];
  let above = { was: -1, is: -1 };
  for (const block of unnamed(edited)) {
    const [was, is] = [old.get(block) ?? -1, now.get(block) ?? -1];
    const [one, other] = [entryAt(before, was), entryAt(after, is)];
    if (one.reads.length === 0 && other.reads.length === 0) continue;
    const gaps = [gapsBetween(before, above.was, was), gapsBetween(after, above.is, is)] as const;
    above = { was, is };
    // What an earlier edit wrote has no lines in the file: it is written anew wherever it stands.
    if (!isKept(block)) continue;
    if (one.reads.length === 0 || other.reads.length === 0) {
      strays.push(emptyItem(judge, is, one, other));
      continue;
    }
    if (ownText(one) !== ownText(other) && !isOwnFence(one, other)) {
      const isBack = block.source?.text.trimEnd() === ownText(other).trimEnd();
      const forced = isBack || judge.isForced(is, leadOf(other) + ownText(one));
      strays.push({ kind: kindOf(one, other), was: ownText(one), is: ownText(other), forced });
    }
    const isHanded = one.held !== one.block || other.held !== other.block;
    if (!isHanded) strays.push(...strayGaps(...gaps, judge));
  }
  return [...strays, ...firstRule(before, after, judge)];
}

/** True for a block that says what its source says. */
function isKept(block: Block): boolean {
  return block.source?.fingerprint === fingerprint(block);
}

/** True for a fence that an earlier edit put around indented code, which is in no file, at another indentation. */
function isOwnFence(one: Entry, other: Entry): boolean {
  const isClosed = one.step === 'plain+closed' && other.step === 'plain+closed';
  return isClosed && bare(ownText(one)) === bare(ownText(other));
}

/** The blocks that stand once in both texts, in the order of both, and were not carried anywhere. */
function unnamed({ before, after, carried }: Edited): readonly Block[] {
  const now = placesOf(after);
  return [...placesOf(before).keys()].filter((block) => now.has(block) && !carried.includes(block));
}

/** Where each block stands; without copies, which are the same block twice. */
function placesOf({ entries }: NoteText): ReadonlyMap<Block, number> {
  const found = new Map<Block, number>();
  const twice = new Set<Block>();
  for (const [index, { block }] of [...entries].entries()) {
    if (found.has(block)) twice.add(block);
    found.set(block, index);
  }
  for (const block of twice) found.delete(block);
  return found;
}

function entryAt({ entries }: NoteText, index: number): Entry {
  const entry = entries.at(index);
  if (entry === undefined) throw new Error('no such entry');
  return entry;
}

function leadOf({ reads }: Entry): string {
  return reads[0]?.lead ?? '';
}

function ownText(entry: Entry): string {
  return entry.text.slice(leadOf(entry).length);
}

/** The blank lines before an entry. */
interface Gap {
  readonly index: number;
  readonly lead: string;
  /** What meets there. */
  readonly kind: string;
  /** One of the two is no block of the file here (new, a copy, carried), or two lists became one. */
  readonly isMade: boolean;
}

/** True for two blocks of the file in its order, whatever stood between them. */
function followsInFile(above: Block, below: Block): boolean {
  const [one, other] = [above.source?.place, below.source?.place];
  return one !== undefined && other !== undefined && one < other;
}

/** The blank lines between two entries: before each of those from behind the first to the second. */
function gapsBetween({ entries }: NoteText, above: number, below: number): readonly Gap[] {
  return entries.slice(above + 1, below + 1).flatMap((entry, at): Gap[] => {
    if (entry.reads.length === 0) return [];
    const { block, held } = entry;
    const index = above + 1 + at;
    const before = entries.at(writtenBefore(entries, index))?.block;
    // What takes an empty item's line stands where that item does.
    const isHanded = held !== block;
    const kind = gapKind((isHanded ? null : emptiedAbove(entries, index)) ?? before, held);
    const isJoined = isListGap(kind) && !isListGap(block.source?.gap ?? kind);
    const follows = before === undefined || followsInFile(before, block);
    const isCarried = before !== undefined && isOfNoFile(entry) && isPassed(entries, before, block);
    const isMade = isHanded || isJoined || !follows || isCarried;
    return [{ index, lead: leadOf(entry), kind, isMade }];
  });
}

/** The block right above that has no words any more: as long as it is there, its lists are two. */
function emptiedAbove(entries: NoteText['entries'], index: number): Block | undefined {
  const above = entries.blockAt(index - 1);
  const place = entries.blockAt(index)?.source?.place ?? 0;
  return above?.source?.place === place - 1 ? above : undefined;
}

/** True for other blank lines than the file has before that block. */
function isOfNoFile({ block, reads }: Entry): boolean {
  return block.source?.lead !== reads[0]?.lead;
}

/** True where what stands between two blocks in the file is elsewhere: one was carried past the other. */
function isPassed(entries: NoteText['entries'], above: Block, below: Block): boolean {
  const [from, to] = [above.source?.place ?? 0, below.source?.place ?? 0];
  return [...entries].some(({ block: { source } }) => {
    return source !== null && source.place > from && source.place < to;
  });
}

/**
 * The blank lines beside what an edit touched that did not stay.
 *
 * Those beside a new block are its own, and it leaves what was there on one of its sides; what goes
 * takes those of one side along, at the start of a note those behind it; what an edit changed again may
 * go back to what the file had; and all else stays. Only those beside a block that is none of the file's
 * there are in no file, nor are those between two lists that became one: where other blocks, or others than
 * before, meet there after an edit, they are as many as the file has at such places.
 */
function strayGaps(old: readonly Gap[], now: readonly Gap[], judge: Judge): readonly Stray[] {
  const [first, last] = [now[0], now.at(-1)];
  if (first === undefined || last === undefined) return [];
  const leads = old.map(({ lead }) => lead);
  const [before, behind] = [leads[0] ?? '', leads.at(-1) ?? ''];
  const check = (pairs: readonly (readonly [Gap, string])[]): Stray[] => {
    if (pairs.some(([gap, lead]) => gap.lead === lead)) return [];
    const forced = pairs.every(([{ index }, lead]) =>
      judge.isForced(index, lead + judge.ownText(index)),
    );
    const is = now.map(({ lead }) => lead).join('|');
    return [{ kind: 'blank lines', was: leads.join('|'), is, forced }];
  };
  if (old.length === 1 && now.length > 1) {
    const stay = old[0]?.isMade || [first, last].some(({ lead }) => lead.includes(before));
    // An empty item takes none in front of the block below it, and is no place for them itself.
    const mayTake = judge.isEmpty(first.index) ? [last] : [first, last];
    return stay ? [] : check(mayTake.map((gap) => [gap, before]));
  }
  const gone = old.length > now.length ? leads.map((lead) => likeIn(lead, first.lead)) : [];
  const start = judge.isFirst(first.index) ? [''] : [];
  const [own, ownBehind] = [judge.sourceLead(first.index), judge.sourceLead(last.index)];
  const isUsual = (gap: Gap, former: Gap | undefined) => {
    const isOther = gap.kind !== former?.kind || gone.length > 0;
    return gap.isMade && isOther && judge.isUsual(gap);
  };
  const [stayed, stayedBehind] = gone.length > 0 ? [gone, gone] : [[before], [behind]];
  const ends = isUsual(first, old[0])
    ? []
    : check([...stayed, own, ...start].map((lead) => [first, lead]));
  if (now.length === 1) return ends;
  const isBesideNew = judge.isNew(now.at(-2)?.index ?? -1) && last.lead.includes(behind);
  return isBesideNew || isUsual(last, old.at(-1))
    ? ends
    : [...ends, ...check([...stayedBehind, ownBehind].map((lead) => [last, lead]))];
}

/** Blank lines of what went, with the signs of its quote only where those that came have them, too. */
function likeIn(lead: string, other: string): string {
  return other.includes('>') ? lead : lead.replace(/[ \t>]+/g, '');
}

function kindOf(one: Entry, other: Entry): StrayKind {
  if (one.held !== one.block || other.held !== other.block) return 'first line';
  if ([one, other].some(({ step }) => step.endsWith('+closed'))) return 'end';
  if (bare(ownText(one)) === bare(ownText(other))) return 'indentation';
  return one.block.body.kind === 'code' ? 'fence' : 'spelling';
}

function bare(text: string): string {
  return text.replace(/^[ \t>]+/gm, '').replace(/^([-*+]|\d+[.)])[ \t]+/gm, '$1 ');
}

function emptyItem(judge: Judge, index: number, one: Entry, other: Entry): Stray {
  const forced =
    other.reads.length > 0 ||
    judge.isHandedOn(index) ||
    [one.text, `\n${ownText(one)}`].every((text) => judge.isForced(index, text));
  return { kind: 'empty item', was: one.text, is: other.text, forced };
}

function firstRule(before: NoteText, after: NoteText, judge: Judge): readonly Stray[] {
  const rule = after.entries.at(after.guarded);
  if (rule === undefined || before.entries.blockAt(before.guarded) === rule.block) return [];
  const is = after.textOf(after.guarded, after.guarded + 1);
  return [
    { kind: 'first rule', was: rule.text, is, forced: judge.isForced(after.guarded, rule.text) },
  ];
}

/** Asks the independent parser whether a piece of a text may be another one. */
class Judge {
  private readonly before: NoteText;
  private readonly text: NoteText;

  constructor(before: NoteText, text: NoteText) {
    this.before = before;
    this.text = text;
  }

  isNew(index: number): boolean {
    return this.text.entries.blockAt(index)?.source === null;
  }

  isEmpty(index: number): boolean {
    return hasNoWords(entryAt(this.text, index).block);
  }

  /** True for an empty block whose line is that of the words below it. */
  isHandedOn(index: number): boolean {
    const { entries } = this.text;
    const below = entries.slice(index + 1, entries.length).find(({ reads }) => reads.length > 0);
    return below !== undefined && below.held !== below.block;
  }

  /** True for as many blank lines as the file, or Backrow where that has no habit, has at such places. */
  isUsual({ kind, lead }: Gap): boolean {
    const usual = this.text.style.gaps[kind] ?? (isListGap(kind) ? 0 : 1);
    return splitLines(lead).length === usual;
  }

  /** The blank lines that a block had in the file. */
  sourceLead(index: number): string {
    const { block, reads } = entryAt(this.text, index);
    return block.source?.lead ?? reads[0]?.lead ?? '';
  }

  isFirst(index: number): boolean {
    return this.text.textOf(0, index) === '';
  }

  ownText(index: number): string {
    return ownText(entryAt(this.text, index));
  }

  isForced(index: number, piece: string): boolean {
    const { bom, entries, end } = this.text;
    const above = this.text.textOf(0, index);
    const other = bom + above + piece + this.text.textOf(index + 1, entries.length) + end;
    const text = this.text.toString();
    if (read(other) !== read(text)) return true;
    const most = Math.max(looseLists(text), looseLists(this.before.toString()));
    return looseLists(other) > most;
  }
}

function hasNoWords({ body }: Block): boolean {
  return body.kind === 'paragraph' && body.content.length === 0;
}

function read(text: string): string {
  return JSON.stringify(judgedShapes(text));
}
