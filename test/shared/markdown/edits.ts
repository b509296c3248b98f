import { definitionWith, definitionWords } from '../../../shared/markdown/index.ts';
import type { Block, BlockBody, Inline, Mark } from '../../../shared/markdown/model.ts';
import {
  duplicate,
  hasWords,
  indent,
  insertItemAfter,
  join,
  type Kind,
  moveDown,
  moveUp,
  outdent,
  remove,
  runEnd,
  setKind,
  splice,
  split,
  toggleTask,
} from '../../../shared/outline/index.ts';

/** A random edit as plain numbers, so that any note can take it and a failure can be told. */
export interface Edit {
  readonly op: (typeof EDIT_OPS)[number];
  /** Which block, and where in it, as large numbers that are cut to size. */
  readonly at: number;
  readonly where: number;
  readonly text: string;
}

export const EDIT_OPS = [
  'type',
  'replace',
  'clear',
  'insert',
  'insertEmpty',
  'delete',
  'deleteRun',
  'split',
  'join',
  'indent',
  'outdent',
  'moveUp',
  'moveDown',
  'duplicate',
  'paragraph',
  'heading',
  'bullet',
  'number',
  'task',
  'quote',
  'code',
  'tick',
  'image',
  'paragraphAfter',
  'codeText',
  'cell',
  'strong',
  'emphasis',
  'strike',
  'inlineCode',
  'link',
  'break',
  'imageItem',
  'sourceText',
  'label',
  'address',
] as const;

/** Words that an edit may type: plain ones, and ones that look like Markdown. */
export const TYPED = [
  'word',
  'two words',
  '日本語の文',
  '- dash',
  '# hash',
  '1. one',
  '2. two',
  '> quote',
  '---',
  '===',
  '***',
  '```',
  '~~~',
  '| a | b |',
  '|-|-|',
  ':-',
  '<div>',
  '<b>',
  '<!-- c',
  '[a]: b',
  '[^a]: b',
  '[ ] box',
  '[x] done',
  '*star*',
  '_under_',
  '`tick`',
  'a_b*c',
  '[10:07] stamp',
  'https://example.com/a_b',
  '&amp;',
  'end\\',
  '+',
  '-',
  '#',
  '1.',
  '    four',
  '\tTab',
];

const KINDS: Readonly<Record<string, Kind>> = {
  paragraph: { kind: 'paragraph' },
  heading: { kind: 'heading', level: 2 },
  bullet: { kind: 'bullet' },
  number: { kind: 'number' },
  task: { kind: 'task' },
  quote: { kind: 'quote' },
  code: { kind: 'code' },
};

const MARKS: Readonly<Record<string, Mark>> = {
  strong: { type: 'strong' },
  emphasis: { type: 'emphasis' },
  strike: { type: 'strike' },
  inlineCode: { type: 'code' },
  link: { type: 'link', url: '/new', title: null },
};

/** The blocks that an edit takes up together: one, or up to three with all that belongs to them. */
function runOf(blocks: readonly Block[], edit: Edit): readonly [number, number] {
  const from = blocks.length === 0 ? 0 : edit.at % blocks.length;
  const end = RUN_OPS.includes(edit.op) ? from + 1 + (edit.where % 3) : from + 1;
  return [from, Math.min(end, blocks.length)];
}

/**
 * The blocks that an edit names though they stay the same: those it carries to another place.
 *
 * When two runs change places, either may be the one that was carried past the other.
 */
export function carriedBy(before: readonly Block[], edit: Edit): readonly (readonly Block[])[] {
  const after = applyEdit(before, edit);
  if (!(edit.op === 'moveUp' || edit.op === 'moveDown') || after === before) return [[]];
  const [from, to] = runOf(before, edit);
  const end = runEnd(before, from, to);
  const run = before.slice(from, end);
  const head = before.findIndex((block, index) => after[index] !== block);
  const tail = before.findLastIndex((block, index) => after[index] !== block) + 1;
  return [run, before.slice(head, tail).filter((block) => !run.includes(block))];
}

const RUN_OPS: readonly string[] = ['delete', 'indent', 'outdent', 'moveUp', 'moveDown'];

/** Makes the edit; the same array comes back where it means nothing there. */
export function applyEdit(blocks: readonly Block[], edit: Edit): readonly Block[] {
  const index = blocks.length === 0 ? 0 : edit.at % blocks.length;
  const block = blocks[index];
  if (block === undefined) return insertItemAfter([paragraph('start')], 0, text(edit.text));
  const [from, to] = runOf(blocks, edit);
  const kind = KINDS[edit.op];
  if (kind !== undefined) return hasWords(block) ? setKind(blocks, index, kind) : blocks;
  switch (edit.op) {
    case 'insert':
      return insertItemAfter(blocks, index, text(edit.text));
    case 'imageItem':
      return insertItemAfter(blocks, index, [IMAGE]);
    case 'insertEmpty':
      return insertItemAfter(blocks, index);
    case 'paragraphAfter':
      return splice(blocks, index + 1, index + 1, [
        { ...paragraph(edit.text), inside: block.inside },
      ]);
    case 'delete':
      return remove(blocks, from, to);
    case 'deleteRun':
      return remove(blocks, index, runEnd(blocks, index, index + 1));
    case 'join':
      return join(blocks, index);
    case 'indent':
      return indent(blocks, from, to);
    case 'outdent':
      return outdent(blocks, from, to);
    case 'moveUp':
      return moveUp(blocks, from, to);
    case 'moveDown':
      return moveDown(blocks, from, to);
    case 'duplicate':
      return duplicate(blocks, index);
    case 'tick':
      return toggleTask(blocks, index);
    default:
      return changeWords(blocks, index, block, edit);
  }
}

function changeWords(
  blocks: readonly Block[],
  index: number,
  block: Block,
  edit: Edit,
): readonly Block[] {
  const put = (body: BlockBody) => splice(blocks, index, index + 1, [{ ...block, body }]);
  if (edit.op === 'codeText' && block.body.kind === 'code') {
    return put({ ...block.body, text: `${block.body.text}\n${edit.text}` });
  }
  if (edit.op === 'sourceText' && 'text' in block.body && block.body.kind !== 'code') {
    return put({ kind: 'source', text: typedInto(block.body.text, edit) });
  }
  if (edit.op === 'label' || edit.op === 'address') return put(redefined(block.body, edit));
  if (edit.op === 'cell' && block.body.kind === 'table')
    return put(typedIntoCell(block.body, edit));
  if (!hasWords(block)) return blocks;
  const { content } = block.body;
  const mark = MARKS[edit.op];
  if (mark !== undefined) return put({ ...block.body, content: marked(content, mark, edit) });
  const before = cutContent(content, 0, edit.where % (lengthOf(content) + 1));
  const after = cutContent(content, lengthOf(before), lengthOf(content));
  switch (edit.op) {
    case 'type':
      return put({ ...block.body, content: [...before, ...text(edit.text), ...after] });
    case 'replace':
      return put({ ...block.body, content: text(edit.text) });
    case 'clear':
      return put({ ...block.body, content: [] });
    case 'split':
      return split(blocks, index, before, after);
    case 'image':
      return put({ ...block.body, content: [...content, IMAGE] });
    case 'break':
      return put({ ...block.body, content: [...before, HARD_BREAK, ...after] });
    default:
      return blocks;
  }
}

const IMAGE: Inline = {
  type: 'image',
  alt: '',
  url: 'a.assets/1.png',
  title: null,
  marks: [],
};
const HARD_BREAK: Inline = { type: 'break', hard: true, marks: [] };

/** Sets or clears a mark on a stretch of content, as a person does with a key. */
function marked(content: readonly Inline[], mark: Mark, edit: Edit): readonly Inline[] {
  const length = lengthOf(content);
  const from = edit.where % (length + 1);
  const to = Math.min(length, from + 1 + (edit.at % 7));
  const chosen = cutContent(content, from, to);
  const isSet = chosen.every(({ marks }) => marks.some(({ type }) => type === mark.type));
  const changed = chosen.map((inline): Inline => {
    const others = inline.marks.filter(({ type }) => type !== mark.type);
    const all = isSet ? others : [...others, mark];
    return { ...inline, marks: all.toSorted((one, two) => orderOf(one) - orderOf(two)) };
  });
  return [...cutContent(content, 0, from), ...changed, ...cutContent(content, to, length)];
}

function orderOf({ type }: Mark): number {
  return ['link', 'strong', 'emphasis', 'strike', 'code'].indexOf(type);
}

/** A definition with other words, or another address, as the editor makes it. */
function redefined(body: BlockBody, edit: Edit): BlockBody {
  const words = body.kind === 'definition' ? definitionWords(body.text) : null;
  if (body.kind !== 'definition' || words === null) return body;
  const changed =
    edit.op === 'label'
      ? { ...words, label: typedInto(words.label, edit) }
      : { ...words, url: typedInto(words.url, edit) };
  return { kind: 'definition', text: definitionWith(body.text, changed) ?? body.text };
}

function typedInto(source: string, { where, text: typed }: Edit): string {
  const at = where % (source.length + 1);
  return source.slice(0, at) + typed + source.slice(at);
}

function typedIntoCell(body: Extract<BlockBody, { kind: 'table' }>, edit: Edit): BlockBody {
  const { rows } = body.table;
  const row = edit.where % rows.length;
  const cell = edit.where % (rows[row]?.length ?? 1);
  const typed = [...(rows[row]?.[cell] ?? []), ...text(edit.text)];
  const changed = rows.map((cells, at) => (at === row ? cells.with(cell, typed) : cells));
  return { ...body, table: { ...body.table, rows: changed } };
}

function text(words: string): readonly Inline[] {
  return [{ type: 'text', text: words, marks: [] }];
}

function paragraph(words: string): Block {
  return {
    inside: [],
    opens: [],
    body: { kind: 'paragraph', content: text(words) },
    source: null,
  };
}

function lengthOf(content: readonly Inline[]): number {
  return content.reduce((sum, inline) => sum + sizeOf(inline), 0);
}

function sizeOf(inline: Inline): number {
  return inline.type === 'text' ? inline.text.length : 1;
}

function cutContent(content: readonly Inline[], from: number, to: number): readonly Inline[] {
  const cut: Inline[] = [];
  let at = 0;
  for (const inline of content) {
    const size = sizeOf(inline);
    const [start, end] = [Math.max(from - at, 0), Math.min(to - at, size)];
    if (start < end) {
      cut.push(
        inline.type === 'text' ? { ...inline, text: inline.text.slice(start, end) } : inline,
      );
    }
    at += size;
  }
  return cut;
}
