import type { Inline, Mark } from '../model.ts';
import { sameMark } from './compare.ts';
import type { InlineContext } from './context.ts';
import { CLOSING, type Draft, DraftWriter, FIXED, OPENING, TEXT } from './draft.ts';
import { MARK_ORDER } from './flatten.ts';
import { atomsOf, type Cut, type Former, isLiteral, piecesBetween, type Span } from './former.ts';
import { hasMark } from './normalise.ts';
import { type Delimiters, isAutolink, type Manner, Spelling } from './spelling.ts';

/** What to print: the content, and which of its ends the former source still says. */
export interface Change {
  readonly content: readonly Inline[];
  readonly atoms: number;
  /** Atoms at the start and at the end that are the former ones. */
  readonly head: number;
  readonly tail: number;
  readonly former: Former | null;
  readonly context: InlineContext;
}

/** The former source that is taken over with its delimiters, on either side of the change. */
export interface Frame {
  readonly before: Cut;
  readonly after: Cut;
}

/** Writes the source before the change, what changed, and the source after it. */
export function layOut(change: Change, frame: Frame, manner: Manner): Draft {
  return new Layout(change, frame, manner).write();
}

class Layout {
  private readonly writer = new DraftWriter();
  private readonly change: Change;
  private readonly frame: Frame;
  private readonly spelling: Spelling;
  private readonly open: Delimiters[];
  private readonly runs: readonly Inline[];
  /** Where a mark of each type was last seen to reach: it is asked for again at every run of it. */
  private readonly stretches = new Map<
    Mark['type'],
    { readonly mark: Mark; readonly from: number; readonly end: number }
  >();
  /** The atom of the content that is written next. */
  private atom: number;

  constructor(change: Change, frame: Frame, manner: Manner) {
    this.change = change;
    this.frame = frame;
    this.spelling = new Spelling(change.former, change.context, manner);
    this.open = [...frame.before.spans];
    this.atom = frame.before.atoms;
    const left = (change.former?.atoms ?? 0) - frame.after.atoms;
    this.runs = sliceContent(change.content, this.atom, change.atoms - left);
  }

  write(): Draft {
    const { before, after } = this.frame;
    this.copy(0, before.index);
    for (const [index, inline] of this.runs.entries()) {
      this.closeUnwanted(inline.marks);
      this.openMissing(index, inline);
      this.writeInline(inline);
      this.atom += atomsOf(inline);
    }
    this.meet(after.spans);
    this.copy(after.index, this.change.former?.source.length ?? 0);
    return this.writer.finish();
  }

  /** Copies former source as it is. */
  private copy(from: number, to: number): void {
    const { former } = this.change;
    if (former === null) return;
    let raw = 0;
    for (const piece of former.pieces) {
      if (piece.kind === 'open' && isRaw(piece.mark, former.source.charAt(piece.from))) raw++;
      const [start, end] = [Math.max(from, piece.from), Math.min(to, piece.to)];
      if (start < end) {
        const text = piece.kind === 'text' && isLiteral(piece) && raw === 0;
        const role = text ? TEXT : delimiterRole(piece);
        this.writer.write(former.source.slice(start, end), role);
      }
      if (piece.kind === 'close' && isRaw(piece.mark, former.source.charAt(piece.from))) raw--;
    }
  }

  private closeUnwanted(wanted: readonly Mark[]): void {
    const opens = wanted.some((mark) => !this.open.some((span) => sameMark(span.mark, mark)));
    // Nothing opens inside code, so code ends before the next mark begins.
    const kept = this.open.findIndex(
      (span) =>
        (opens && span.mark.type === 'code') || !wanted.some((mark) => sameMark(mark, span.mark)),
    );
    if (kept !== -1) this.closeDownTo(kept);
  }

  private closeDownTo(depth: number): void {
    while (this.open.length > depth) {
      const span = this.open.pop();
      if (span !== undefined)
        this.writer.write(span.close, isFlanking(span.mark) ? CLOSING : FIXED);
    }
  }

  private openSpan(span: Delimiters): void {
    this.writer.write(span.open, isFlanking(span.mark) ? OPENING : FIXED);
    this.open.push(span);
  }

  /** Opens the marks of a run that are not open, the longest outermost. */
  private openMissing(index: number, inline: Inline): void {
    this.yieldToLonger(index, inline);
    const missing = inline.marks
      .filter((mark) => !this.open.some((span) => sameMark(span.mark, mark)))
      .map((mark) => ({ mark, reach: this.reach(mark, index), rank: rankOf(mark, inline) }))
      .toSorted((one, other) => other.reach - one.reach || one.rank - other.rank);
    for (const { mark, reach } of missing) {
      const place = {
        inline,
        alone: reach === index + 1,
        innermost: inline.marks.length === this.open.length + 1,
        following: this.frame.after.spans,
      };
      this.openSpan(this.spelling.delimiters(mark, place));
    }
  }

  /**
   * Closes spans that a longer mark would outlive, where it could not go on after them.
   *
   * Of two marks that overlap one is written in two parts. Usually it is the longer one, when the
   * shorter one ends; but its second part cannot begin with a blank.
   */
  private yieldToLonger(index: number, inline: Inline): void {
    const missing = inline.marks.filter(
      (mark) => isFlanking(mark) && !this.open.some((span) => sameMark(span.mark, mark)),
    );
    const longest = Math.max(index, ...missing.map((mark) => this.reach(mark, index)));
    const shorter = this.open.findIndex((span) => {
      const end = this.reach(span.mark, index);
      const next = this.runs[end];
      // A blank of text can be spelt, a line end cannot.
      const spellable = next?.type === 'text' && this.runs[index - 1]?.type === 'break';
      return end < longest && isBlankStart(next) && !spellable;
    });
    if (shorter !== -1) this.closeDownTo(shorter);
  }

  /** The first run from `index` on that lacks the mark. Code reaches nowhere: it is innermost. */
  private reach(mark: Mark, index: number): number {
    if (mark.type === 'code') return index;
    const known = this.stretches.get(mark.type);
    const isInside = known !== undefined && known.from <= index && index < known.end;
    let end = isInside && sameMark(known.mark, mark) ? known.end : index;
    while (this.runs[end]?.marks.some((each) => sameMark(each, mark)) === true) end++;
    this.stretches.set(mark.type, { mark, from: index, end });
    const goesOn =
      end === this.runs.length && this.frame.after.spans.some((span) => sameMark(span.mark, mark));
    return goesOn ? Number.POSITIVE_INFINITY : end;
  }

  /** Closes and opens until just the spans of the source that follows are open. */
  private meet(spans: readonly Span[]): void {
    const differs = spans.findIndex((span, index) => {
      const mine = this.open[index];
      return mine === undefined || mine.open !== span.open || !sameMark(mine.mark, span.mark);
    });
    const kept = differs === -1 ? spans.length : differs;
    this.closeDownTo(kept);
    for (const span of spans.slice(kept)) this.openSpan(span);
  }

  private writeInline(inline: Inline): void {
    if (inline.type === 'text') this.writeText(inline);
    else {
      const kept = this.keptSource();
      if (kept === null) this.writeNew(inline);
      else this.writer.write(this.breakAfterBlank(inline, kept), FIXED);
    }
  }

  /** The former source of an image, a break or a piece of source that is still there. */
  private keptSource(): string | null {
    const { former } = this.change;
    const old = this.formerAtom(this.atom);
    if (former === null || old === null) return null;
    const [found] = piecesBetween(former, old, old + 1);
    return found === undefined ? null : former.source.slice(found.piece.from, found.piece.to);
  }

  /** A hard break by spaces does not work after blanks, and ends a paragraph on an empty line. */
  private breakAfterBlank(inline: Inline, source: string): string {
    const bySpaces = inline.type === 'break' && inline.hard && source.startsWith(' ');
    return bySpaces && this.writer.afterBlank ? source.replace(/^ +/, '\\') : source;
  }

  private writeNew(inline: Exclude<Inline, { type: 'text' }>): void {
    if (inline.type === 'source') this.writer.write(inline.source, FIXED);
    else if (inline.type === 'image') this.writer.write(this.spelling.image(inline), FIXED);
    else if (!inline.hard) this.writer.write('\n', FIXED);
    else this.writer.write(this.breakAfterBlank(inline, this.spelling.hardBreak), FIXED);
  }

  private writeText(inline: Extract<Inline, { type: 'text' }>): void {
    const raw = hasMark(inline, 'code') || this.open.at(-1)?.open === '<';
    if (raw) {
      this.writer.write(
        hasMark(inline, 'code') ? this.spelling.fit(inline.text) : inline.text,
        FIXED,
      );
      return;
    }
    const [from, to] = [this.atom, this.atom + inline.text.length];
    const head = Math.min(to, Math.max(from, this.change.head));
    const tail = Math.max(head, Math.min(to, this.change.atoms - this.change.tail));
    this.writeKept(inline.text.slice(0, head - from), from);
    this.writeFresh(inline.text.slice(head - from, tail - from));
    this.writeKept(inline.text.slice(tail - from), tail);
  }

  /** Text that the former source holds too, in its spelling: entities and escapes stay. */
  private writeKept(text: string, atom: number): void {
    const { former } = this.change;
    const old = this.formerAtom(atom);
    if (text === '' || former === null || old === null) {
      this.writeFresh(text);
      return;
    }
    const end = old + text.length;
    for (const { piece, start } of piecesBetween(former, old, end)) {
      if (piece.kind !== 'text') continue;
      const first = Math.max(old, start);
      const last = Math.min(end, start + piece.text.length);
      const whole = last - first === piece.text.length;
      if (isLiteral(piece) || !whole) {
        this.writeFresh(piece.text.slice(first - start, last - start));
      } else this.writer.write(former.source.slice(piece.from, piece.to), FIXED);
    }
  }

  private writeFresh(text: string): void {
    for (const part of text.split(/([\n\r])/)) {
      if (part === '\n' || part === '\r') this.writer.write(`&#${part.charCodeAt(0)};`, FIXED);
      else this.writer.write(part, TEXT);
    }
  }

  /** The atom of the former content that this one is, or null for a new one. */
  private formerAtom(atom: number): number | null {
    const { former, head, tail, atoms } = this.change;
    if (former === null) return null;
    if (atom < head) return atom;
    return atom >= atoms - tail ? atom - atoms + former.atoms : null;
  }
}

/** The part of a content between two atoms. */
function sliceContent(content: readonly Inline[], from: number, to: number): readonly Inline[] {
  const slice: Inline[] = [];
  let at = 0;
  for (const inline of content) {
    const end = at + atomsOf(inline);
    if (inline.type === 'text' && end > from && at < to) {
      const text = inline.text.slice(Math.max(0, from - at), to - at);
      if (text !== '') slice.push({ ...inline, text });
    } else if (at >= from && end <= to) slice.push(inline);
    at = end;
  }
  return slice;
}

function isBlankStart(inline: Inline | undefined): boolean {
  if (inline?.type === 'text') return /^\s/.test(inline.text) && !hasMark(inline, 'code');
  return inline?.type === 'break';
}

/** Of marks that reach as far the one with the lower rank is outside; an autolink is inmost. */
function rankOf(mark: Mark, inline: Inline): number {
  const inmost = mark.type === 'link' && isAutolink(inline, mark);
  return inmost ? MARK_ORDER.length : MARK_ORDER.indexOf(mark.type);
}

function isFlanking(mark: Mark): boolean {
  return mark.type === 'strong' || mark.type === 'emphasis' || mark.type === 'strike';
}

/** True for spans whose text takes no escapes. */
function isRaw(mark: Mark, delimiter: string): boolean {
  return mark.type === 'code' || (mark.type === 'link' && /[<>]/.test(delimiter));
}

function delimiterRole(
  piece: { readonly kind: string } & { readonly mark?: Mark },
): typeof FIXED | typeof OPENING | typeof CLOSING {
  if (piece.mark === undefined || !isFlanking(piece.mark)) return FIXED;
  return piece.kind === 'open' ? OPENING : CLOSING;
}
