import type { Mark } from '../model.ts';
import { Brackets } from './bracket.ts';
import { isAsciiPunctuation, isSpaceOrTab } from './character.ts';
import { CodeReader } from './code.ts';
import { entityAt } from './entity.ts';
import { autolinkAt, HtmlReader } from './html.ts';
import type { Definitions } from './label.ts';
import { LiteralReader } from './literal.ts';
import { type Node, piecesOf } from './node.ts';
import type { InlinePosition, Piece } from './piece.ts';
import { pairRuns, topLevelOrder } from './run.ts';
import { runAt } from './run-at.ts';

/**
 * Reads inline source into its pieces.
 *
 * One pass from left to right; runs of delimiters are paired when the brackets around them close,
 * or at the end. https://spec.commonmark.org/0.31.2/#inlines, and GFM as micromark reads it.
 */
export function scan(
  source: string,
  definitions: Definitions,
  position: InlinePosition = 'paragraph',
): readonly Piece[] {
  // A NUL is read as U+FFFD, which decides whether a run beside it can open or close.
  const text = source.includes('\0') ? source.replaceAll('\0', '\uFFFD') : source;
  return new Scanner(text, definitions, position).scan();
}

/** The state of one scan. `at` only moves forward; text since `textFrom` has no piece yet. */
class Scanner {
  private readonly source: string;
  private readonly nodes: Node[] = [];
  private readonly brackets: Brackets;
  private readonly code: CodeReader;
  private readonly html: HtmlReader;
  private readonly literals: LiteralReader;
  private at = 0;
  private textFrom = 0;
  private end: number;
  private firstStrike = Number.POSITIVE_INFINITY;
  private firstAttention = Number.POSITIVE_INFINITY;

  constructor(source: string, definitions: Definitions, position: InlinePosition) {
    this.source = source;
    this.brackets = new Brackets(source, definitions, this.nodes);
    this.code = new CodeReader(source, position);
    this.html = new HtmlReader(source);
    this.literals = new LiteralReader(source);
    this.end = source.length;
  }

  scan(): readonly Piece[] {
    this.trimEnds();
    while (this.at < this.end) {
      if (!this.readConstruct()) this.at++;
    }
    this.endText(this.end);
    if (this.end < this.source.length) {
      this.nodes.push({ kind: 'blank', from: this.end, to: this.source.length });
    }
    pairRuns(this.brackets.topLevelRuns, topLevelOrder(this.firstStrike, this.firstAttention));
    return this.nodes.flatMap((node) => piecesOf(node, this.source));
  }

  private trimEnds(): void {
    while (isSpaceOrTab(this.source.charCodeAt(this.at))) this.at++;
    while (this.end > this.at && isSpaceOrTab(this.source.charCodeAt(this.end - 1))) this.end--;
    if (this.at > 0) this.nodes.push({ kind: 'blank', from: 0, to: this.at });
    this.textFrom = this.at;
  }

  /** Reads what begins at `at`; false where it is only a character of text. */
  private readConstruct(): boolean {
    // Inside open brackets an address is no construct, because the brackets may become a link.
    const address = this.brackets.isEmpty ? this.literals.end(this.at) : null;
    if (address !== null) {
      this.at = address;
      return true;
    }
    switch (this.source.charCodeAt(this.at)) {
      case 0x5c:
        return this.readBackslash();
      case 0x60:
        return this.readCode();
      case 0x2a:
      case 0x5f:
      case 0x7e:
        return this.readRun();
      case 0x21:
        return this.source.charCodeAt(this.at + 1) === 0x5b && this.openBracket(2);
      case 0x5b:
        return this.readFootnoteCall() || this.openBracket(1);
      case 0x5d:
        return this.closeBracket();
      case 0x3c:
        return this.readAutolink() || this.readHtml();
      case 0x26:
        return this.readEntity();
      case 0x0a:
        return this.readLineEnd();
      default:
        return false;
    }
  }

  /** Ends the text before `to` and goes on after the piece that is added. */
  private add(piece: Node): true {
    this.endText(piece.from);
    this.nodes.push(piece);
    this.at = piece.to;
    this.textFrom = piece.to;
    return true;
  }

  private endText(to: number): void {
    if (to <= this.textFrom) return;
    const text = this.source.slice(this.textFrom, to);
    this.nodes.push({ kind: 'text', from: this.textFrom, to, text });
    this.textFrom = to;
  }

  private readBackslash(): boolean {
    const next = this.source.charCodeAt(this.at + 1);
    if (next === 0x0a) return this.addBreak(this.at, this.at + 1, true);
    if (this.at + 1 >= this.end || !isAsciiPunctuation(next)) return false;
    const text = this.source.charAt(this.at + 1);
    return this.add({ kind: 'text', from: this.at, to: this.at + 2, text });
  }

  private readEntity(): boolean {
    const entity = entityAt(this.source, this.at);
    if (entity === null) return false;
    const to = this.at + entity.length;
    return this.add({ kind: 'text', from: this.at, to, text: entity.text });
  }

  private readCode(): boolean {
    const pieces = this.code.read(this.at);
    // A run without a partner is text as a whole: no shorter run begins inside it.
    if (pieces === null) this.at = this.code.runEnd(this.at);
    else for (const piece of pieces) this.add(piece);
    return true;
  }

  private readRun(): boolean {
    const { run, to } = runAt(this.source, this.at);
    if (run === null) {
      this.at = to;
      return true;
    }
    if (run.marker === '~') this.firstStrike = Math.min(this.firstStrike, this.at);
    else this.firstAttention = Math.min(this.firstAttention, this.at);
    this.add(run);
    this.brackets.addRun(run);
    return true;
  }

  private openBracket(length: 1 | 2): true {
    const from = this.at;
    const text = this.source.slice(from, from + length);
    this.add({ kind: 'text', from, to: from + length, text });
    this.brackets.push(from, length);
    return true;
  }

  private readFootnoteCall(): boolean {
    const to = this.brackets.footnoteCallEnd(this.at);
    return to !== null && this.add({ kind: 'source', from: this.at, to });
  }

  private closeBracket(): boolean {
    this.endText(this.at);
    const to = this.brackets.close(this.at);
    if (to === null) return false;
    this.at = to;
    this.textFrom = to;
    return true;
  }

  private readAutolink(): boolean {
    const found = autolinkAt(this.source, this.at);
    if (found === null) return false;
    const mark: Mark = { type: 'link', url: found.url, title: null };
    const [from, close] = [this.at, found.to - 1];
    this.add({ kind: 'open', from, to: from + 1, mark });
    const text = this.source.slice(from + 1, close);
    this.add({ kind: 'text', from: from + 1, to: close, text });
    return this.add({ kind: 'close', from: close, to: found.to, mark, label: null });
  }

  private readHtml(): boolean {
    const to = this.html.end(this.at);
    return to !== null && this.add({ kind: 'source', from: this.at, to });
  }

  private readLineEnd(): true {
    let from = this.at;
    while (from > this.textFrom && isSpaceOrTab(this.source.charCodeAt(from - 1))) from--;
    return this.addBreak(from, this.at, /^ {2,}$/.test(this.source.slice(from, this.at)));
  }

  /** A break from `from`, whose line end is at `lineEnd`, with the blanks of the next line. */
  private addBreak(from: number, lineEnd: number, hard: boolean): true {
    let to = lineEnd + 1;
    while (isSpaceOrTab(this.source.charCodeAt(to))) to++;
    return this.add({ kind: 'break', from, to: Math.min(to, this.end), hard });
  }
}
