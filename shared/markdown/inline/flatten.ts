import { assertNever } from '../../assert.ts';
import type { Inline, Mark } from '../model.ts';
import { sameMarks } from './compare.ts';
import type { Piece } from './piece.ts';

/** The order of marks on a run, fixed by the model. */
export const MARK_ORDER: readonly Mark['type'][] = ['link', 'strong', 'emphasis', 'strike', 'code'];

const NO_MARKS: readonly Mark[] = [];

/**
 * The marks that are open at a place.
 *
 * Nested marks of one type count as one; of nested links the innermost holds, as in a browser.
 */
class OpenMarks {
  private readonly open: Mark[] = [];
  private cached: readonly Mark[] = NO_MARKS;
  private readonly counts = new Map<Mark['type'], number>();

  /** The marks in the model's order. The same array until something opens or closes. */
  get marks(): readonly Mark[] {
    return this.cached;
  }

  add(mark: Mark): void {
    this.change(mark.type, 1, () => this.open.push(mark));
  }

  remove(type: Mark['type']): void {
    this.change(type, -1, () => {
      const index = this.open.findLastIndex((mark) => mark.type === type);
      if (index !== -1) this.open.splice(index, 1);
    });
  }

  private change(type: Mark['type'], by: number, apply: () => void): void {
    const count = (this.counts.get(type) ?? 0) + by;
    this.counts.set(type, count);
    // Deep nesting of one mark changes nothing, so it must not cost a list operation either.
    if (type !== 'link' && count !== (by > 0 ? 1 : 0)) return;
    apply();
    this.cached = MARK_ORDER.flatMap(
      (kind) => this.open.findLast((mark) => mark.type === kind) ?? [],
    );
  }
}

/** Gives the content that pieces mean: runs of text with their marks, images, breaks, source. */
export function flatten(pieces: readonly Piece[], source: string): readonly Inline[] {
  const content: Inline[] = [];
  const open = new OpenMarks();
  let text = '';
  const endText = (): void => {
    if (text !== '') addText(content, text, open.marks);
    text = '';
  };
  for (const piece of pieces) {
    if (piece.kind === 'text') {
      text += piece.text;
      continue;
    }
    if (piece.kind === 'blank') continue;
    endText();
    if (piece.kind === 'open') open.add(piece.mark);
    else if (piece.kind === 'close') open.remove(piece.mark.type);
    else content.push(inlineOf(piece, source, open.marks));
  }
  endText();
  return content;
}

/** Adds text, to the run before it where the marks are the same. */
function addText(content: Inline[], text: string, marks: readonly Mark[]): void {
  const last = content.at(-1);
  if (last?.type === 'text' && sameMarks(last.marks, marks)) {
    content[content.length - 1] = { type: 'text', text: last.text + text, marks };
  } else content.push({ type: 'text', text, marks });
}

function inlineOf(
  piece: Extract<Piece, { kind: 'image' | 'break' | 'source' }>,
  source: string,
  marks: readonly Mark[],
): Inline {
  switch (piece.kind) {
    case 'image':
      return { type: 'image', alt: piece.alt, url: piece.url, title: piece.title, marks };
    case 'break':
      return { type: 'break', hard: piece.hard, marks };
    case 'source':
      return { type: 'source', source: source.slice(piece.from, piece.to), marks };
    default:
      return assertNever(piece);
  }
}
