import type { Inline, Mark } from '../model.ts';
import { sameMark } from './compare.ts';
import type { InlineContext, InlineStyle } from './context.ts';
import { CLOSING, type Draft, DraftWriter, FIXED, OPENING, TEXT } from './draft.ts';
import { MARK_ORDER } from './flatten.ts';
import { atomsOf, type Cut, type Former, isLiteral, piecesBetween, type Span } from './former.ts';
import { autolinkAt } from './html.ts';
import { altSource, codeDelimiters, resourceSource } from './link-source.ts';
import { hasMark } from './normalise.ts';
import type { ImagePiece } from './piece.ts';

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
export function layOut(change: Change, frame: Frame, style: InlineStyle): Draft {
  return new Layout(change, frame, style).write();
}

/** A span that is open while writing. `raw` text takes no escapes: code, autolinks. */
interface OpenSpan {
  readonly mark: Mark;
  readonly open: string;
  readonly close: string;
}

class Layout {
  private readonly writer = new DraftWriter();
  private readonly change: Change;
  private readonly frame: Frame;
  private readonly style: InlineStyle;
  private readonly open: OpenSpan[];
  private readonly runs: readonly Inline[];
  /** The atom of the content that is written next. */
  private atom: number;

  constructor(change: Change, frame: Frame, style: InlineStyle) {
    this.change = change;
    this.frame = frame;
    this.style = style;
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

  private openSpan(span: OpenSpan): void {
    this.writer.write(span.open, isFlanking(span.mark) ? OPENING : FIXED);
    this.open.push(span);
  }

  /** Opens the marks of a run that are not open, the longest outermost. */
  private openMissing(index: number, inline: Inline): void {
    this.yieldToLonger(index, inline);
    const missing = inline.marks
      .filter((mark) => !this.open.some((span) => sameMark(span.mark, mark)))
      .map((mark) => ({ mark, reach: this.reach(mark, index) }))
      .toSorted(
        (one, other) =>
          other.reach - one.reach ||
          MARK_ORDER.indexOf(one.mark.type) - MARK_ORDER.indexOf(other.mark.type),
      );
    for (const { mark, reach } of missing) {
      this.openSpan(this.spanOf(mark, inline, reach - index));
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
    let end = index;
    while (this.runs[end]?.marks.some((each) => sameMark(each, mark)) === true) end++;
    const goesOn =
      end === this.runs.length && this.frame.after.spans.some((span) => sameMark(span.mark, mark));
    return goesOn ? Number.POSITIVE_INFINITY : end;
  }

  /** How to write a mark: as the source beside does, as the block did, or in the file's style. */
  private spanOf(mark: Mark, inline: Inline, runs: number): OpenSpan {
    const beside = this.frame.after.spans.find((span) => sameMark(span.mark, mark));
    if (beside !== undefined && mark.type !== 'link') return { ...beside, mark };
    switch (mark.type) {
      case 'code':
        return { mark, ...codeDelimiters(inline.type === 'text' ? inline.text : '') };
      case 'link':
        return this.linkSpan(mark, inline, runs);
      default: {
        const delimiter = this.style[mark.type];
        return { mark, open: delimiter, close: delimiter };
      }
    }
  }

  private linkSpan(mark: Extract<Mark, { type: 'link' }>, inline: Inline, runs: number): OpenSpan {
    const bare = runs === 1 && inline.type === 'text' && !hasMark(inline, 'code');
    if (bare && isAutolink(inline.text, mark)) return { mark, open: '<', close: '>' };
    const known = [...(this.change.former?.spans.values() ?? [])].find(
      (span) => span.open === '[' && sameMark(span.mark, mark),
    );
    if (known === undefined) {
      return { mark, open: '[', close: `]${this.resource(mark.url, mark.title)}` };
    }
    // A short reference names its target by its text, so a changed text needs the full form.
    const close = known.label === null ? known.close : `][${known.label}]`;
    return { mark, open: '[', close };
  }

  private resource(url: string, title: string | null): string {
    return this.inCell(resourceSource(url, title));
  }

  private inCell(source: string): string {
    return this.change.context.position === 'cell' ? source.replaceAll('|', '\\|') : source;
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
      else this.writer.write(kept, FIXED);
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

  private writeNew(inline: Exclude<Inline, { type: 'text' }>): void {
    if (inline.type === 'source') this.writer.write(inline.source, FIXED);
    else if (inline.type === 'image') this.writer.write(this.imageSource(inline), FIXED);
    else if (!inline.hard) this.writer.write('\n', FIXED);
    // Two spaces on an empty line would be a blank line, which ends the paragraph.
    else this.writer.write(`${this.writer.atLineStart ? '\\' : this.style.hardBreak}\n`, FIXED);
  }

  private imageSource(image: Extract<Inline, { type: 'image' }>): string {
    const { former, context } = this.change;
    const alt = this.inCell(altSource(image.alt, context.definitions));
    const known = former?.pieces.find(
      (piece): piece is ImagePiece =>
        piece.kind === 'image' && piece.url === image.url && piece.title === image.title,
    );
    if (known === undefined || former === null) {
      return `![${alt}]${this.resource(image.url, image.title)}`;
    }
    const tail = former.source.slice(known.tail, known.to);
    return `![${alt}${known.label === null ? tail : `][${known.label}]`}`;
  }

  private writeText(inline: Extract<Inline, { type: 'text' }>): void {
    const raw = hasMark(inline, 'code') || this.open.at(-1)?.open === '<';
    if (raw) {
      this.writer.write(hasMark(inline, 'code') ? this.inCell(inline.text) : inline.text, FIXED);
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

/** True where `<text>` is an autolink to just this target. */
function isAutolink(text: string, mark: Extract<Mark, { type: 'link' }>): boolean {
  const found = autolinkAt(`<${text}>`, 0);
  return found?.url === mark.url && found.to === text.length + 2 && mark.title === null;
}
