import { blockOf } from '../../../shared/markdown/block-of.ts';
import { fingerprint, type NoteText } from '../../../shared/markdown/index.ts';
import { normaliseInlines, parseInline } from '../../../shared/markdown/inline/index.ts';
import type { Block, BlockBody, Inline } from '../../../shared/markdown/model.ts';
import type { Entry } from '../../../shared/markdown/write/entry.ts';
import { type Shape, shapesOf } from './judge.ts';

/**
 * The structure that an independent parser must find in a note's text: what its blocks say, and
 * where Markdown cannot say that, what is nearest.
 *
 * An empty item that Markdown cannot hold is not there; a box without words is none; source says
 * whatever it says; and content is what `normaliseInlines` makes of it. All else is said as meant.
 */
export function wantedShapes(text: NoteText, opened: NoteText): readonly Shape[] {
  const redefined = text.definitions !== opened.definitions;
  return shapesOf(
    [...text.entries].flatMap((entry, index) => {
      const next = text.entries.at(index + 1);
      if (entry.step === 'unwritten' && !holdsNext(entry, next)) return [];
      const { body } = entry.block;
      const hasWords =
        body.kind === 'source' || (body.kind === 'paragraph' && !isEmpty(body.content));
      const handsBox = entry.step === 'unwritten' && next?.block.body.kind === 'paragraph';
      const said = meant(entry, text, redefined);
      return hasWords || handsBox ? said : said.map(withoutBox);
    }),
  );
}

function holdsNext({ block }: Entry, next: Entry | undefined): boolean {
  const below = next?.block.inside.length ?? 0;
  return block.opens.length > 0 && below >= block.inside.length + block.opens.length;
}

function isEmpty(content: readonly Inline[]): boolean {
  return content.every((inline) => {
    if (inline.type === 'break') return true;
    const isCode = inline.marks.some(({ type }) => type === 'code');
    return inline.type === 'text' && !isCode && /^[ \t\n]*$/.test(inline.text);
  });
}

function withoutBox(block: Block): Block {
  const opens = block.opens.map((container) =>
    container.kind === 'item' ? { ...container, task: null } : container,
  );
  return { ...block, opens };
}

function meant(entry: Entry, text: NoteText, redefined: boolean): readonly Block[] {
  const { block, step, reads } = entry;
  const isSource = block.body.kind === 'source' || block.body.kind === 'frontMatter';
  // Source is what it is read as, and so is HTML that must be a block or got an end.
  const isFree =
    isSource || step.startsWith('raw') || (step.endsWith('+closed') && block.body.kind === 'html');
  const isKept = block.source?.fingerprint === fingerprint(block);
  // Where a definition came or went, references in untouched blocks say what they say now.
  if ((isFree || (isKept && redefined)) && reads.length > 0) {
    const [first, ...others] = reads.map((read) =>
      blockOf(read, text.definitions, undefined, { reading: {}, place: 0 }),
    );
    if (first === undefined) return [];
    return [
      { ...first, inside: block.inside, opens: isSource ? opensOf(entry, first) : block.opens },
      ...others,
    ];
  }
  return isKept ? [block] : [{ ...block, body: expressed(block.body, text) }];
}

/** Source may begin with a box for its block's item, or with the marker of a list or a quote behind that. */
function opensOf({ block, held }: Entry, read: Block): Block['opens'] {
  // Those that an empty item above handed over are that item's.
  const found = read.opens.slice(held.opens.length - block.opens.length);
  const own = block.opens.map((container, index) => {
    const other = found[index];
    if (container.kind !== 'item' || other?.kind !== 'item') return container;
    return { ...container, task: other.task };
  });
  return [...own, ...found.slice(own.length)];
}

/** The nearest that Markdown can say. */
function expressed(body: BlockBody, { definitions }: NoteText): BlockBody {
  const nearest = (content: readonly Inline[], position: 'paragraph' | 'heading' | 'cell') => {
    const readable = content.map((inline): Inline => {
      if (inline.type !== 'source') return inline;
      const alone = parseInline(inline.source, definitions);
      if (alone.length === 1 && alone[0]?.type === 'source') return inline;
      return { type: 'text', text: inline.source, marks: inline.marks };
    });
    return normaliseInlines(readable, position);
  };
  if (body.kind === 'paragraph') return { ...body, content: nearest(body.content, 'paragraph') };
  if (body.kind === 'heading') return { ...body, content: nearest(body.content, 'heading') };
  if (body.kind !== 'table') return body;
  const rows = body.table.rows.map((row) => row.map((cell) => nearest(cell, 'cell')));
  return { ...body, table: { ...body.table, rows } };
}
