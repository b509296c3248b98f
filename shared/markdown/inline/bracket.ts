import type { Mark } from '../model.ts';
import { flatten } from './flatten.ts';
import { type Definitions, findTarget, isFootnoteCall, type LinkTarget, labelAt } from './label.ts';
import { type Node, piecesOf } from './node.ts';
import type { Piece } from './piece.ts';
import { ResourceReader } from './resource.ts';
import { pairRuns, type Run } from './run.ts';

/** An open bracket, `[` or `![`. */
interface Bracket {
  /** Its node, which holds its characters as text until it becomes a link. */
  readonly node: number;
  readonly from: number;
  readonly textFrom: number;
  readonly image: boolean;
  /** The first of the runs inside it. */
  readonly run: number;
}

/** What makes brackets a link: where it leads and where it ends. */
interface Tail {
  readonly target: LinkTarget;
  readonly to: number;
  readonly label: string | null;
}

/**
 * The brackets that are open during a scan, and the runs between them.
 *
 * Works on the scanner's nodes: a closing bracket turns its opening one into the beginning of a
 * link, or everything since into an image. https://spec.commonmark.org/0.31.2/#links
 */
export class Brackets {
  private readonly source: string;
  private readonly definitions: Definitions;
  private readonly nodes: Node[];
  private readonly resources: ResourceReader;
  private readonly open: Bracket[] = [];
  private readonly runs: Run[] = [];
  /** Link brackets below this index hold a link already, and links hold no links. */
  private inactiveBelow = 0;

  constructor(source: string, definitions: Definitions, nodes: Node[]) {
    this.source = source;
    this.definitions = definitions;
    this.nodes = nodes;
    this.resources = new ResourceReader(source);
  }

  get isEmpty(): boolean {
    return this.open.length === 0;
  }

  /** The runs outside all links, once the source is read. */
  get topLevelRuns(): readonly Run[] {
    return this.runs;
  }

  addRun(run: Run): void {
    this.runs.push(run);
  }

  /** Opens the bracket whose text is the last node. */
  push(from: number, length: 1 | 2): void {
    this.open.push({
      node: this.nodes.length - 1,
      from,
      textFrom: from + length,
      image: length === 2,
      run: this.runs.length,
    });
  }

  /** The index after the footnote call `[^label]` at `at`, or null. */
  footnoteCallEnd(at: number): number | null {
    if (this.source.charCodeAt(at + 1) !== 0x5e) return null;
    const label = labelAt(this.source, at);
    if (label === null || /[ \t\n]/.test(label)) return null;
    const to = at + label.length + 2;
    return isFootnoteCall(this.source, at + 1, to - 1, this.definitions) ? to : null;
  }

  /** Closes a bracket at `at`; answers the index after the link, or null where `]` is text. */
  close(at: number): number | null {
    const bracket = this.open.at(-1);
    if (bracket === undefined) return null;
    const inactive = !bracket.image && this.open.length <= this.inactiveBelow;
    const tail = inactive ? null : this.tailAt(bracket, at);
    this.open.pop();
    this.inactiveBelow = Math.min(this.inactiveBelow, this.open.length);
    if (tail === null) return bracket.image ? this.closeFootnoteCall(bracket, at) : null;
    pairRuns(this.runs.splice(bracket.run));
    if (bracket.image) this.closeImage(bracket, at, tail);
    else this.closeLink(bracket, at, tail);
    return tail.to;
  }

  /** What follows `]`: a resource, else a reference; `[a][b]` with an unknown `b` is no link. */
  private tailAt(bracket: Bracket, at: number): Tail | null {
    const next = this.source.charCodeAt(at + 1);
    if (next === 0x28) {
      const resource = this.resources.read(at + 1);
      if (resource !== null) return { target: resource, to: resource.to, label: null };
    }
    const full = next === 0x5b ? labelAt(this.source, at + 1) : null;
    if (full !== null) {
      const from = at + 2;
      const to = from + full.length;
      const target = findTarget(this.source, from, to, this.definitions);
      if (target !== undefined) return { target, to: to + 1, label: full };
    }
    const target = findTarget(this.source, bracket.textFrom, at, this.definitions);
    const collapsed = next === 0x5b;
    if (target === undefined || (collapsed && this.source.charCodeAt(at + 2) !== 0x5d)) return null;
    const label = this.source.slice(bracket.textFrom, at);
    return { target, to: at + (collapsed ? 3 : 1), label };
  }

  private closeLink(bracket: Bracket, at: number, tail: Tail): void {
    const { from, textFrom } = bracket;
    if (this.nodes.length === bracket.node + 1) {
      this.nodes[bracket.node] = { kind: 'source', from, to: tail.to };
    } else {
      const mark: Mark = { type: 'link', url: tail.target.url, title: tail.target.title };
      this.nodes[bracket.node] = { kind: 'open', from, to: textFrom, mark };
      this.nodes.push({ kind: 'close', from: at, to: tail.to, mark, label: tail.label });
    }
    this.inactiveBelow = this.open.length;
  }

  private closeImage(bracket: Bracket, at: number, tail: Tail): void {
    const inside = this.takeFrom(bracket.node).slice(1);
    this.nodes.push({
      kind: 'image',
      from: bracket.from,
      to: tail.to,
      alt: altText(inside, this.source),
      url: tail.target.url,
      title: tail.target.title,
      tail: at,
      label: tail.label,
    });
  }

  /** `![^label]` is an exclamation mark before a footnote call. */
  private closeFootnoteCall(bracket: Bracket, at: number): number | null {
    if (!isFootnoteCall(this.source, bracket.textFrom, at, this.definitions)) return null;
    const { from, node } = bracket;
    this.takeFrom(node);
    this.runs.splice(bracket.run);
    this.nodes.push(
      { kind: 'text', from, to: from + 1, text: '!' },
      { kind: 'source', from: from + 1, to: at + 1 },
    );
    return at + 1;
  }

  private takeFrom(node: number): readonly Piece[] {
    return this.nodes.splice(node).flatMap((each) => piecesOf(each, this.source));
  }
}

/** The alt text of an image: its content without marks, HTML as it is written. */
function altText(pieces: readonly Piece[], source: string): string {
  return flatten(pieces, source)
    .map((inline) => {
      if (inline.type === 'text') return inline.text;
      if (inline.type === 'image') return inline.alt;
      if (inline.type === 'break') return inline.hard ? '' : '\n';
      return inline.source.startsWith('<') ? inline.source : '';
    })
    .join('');
}
