import type { Block, BlockBody, Inline } from '../../../shared/markdown/model.ts';
import type { Entry } from '../../../shared/markdown/write/entry.ts';
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
  setKind,
  splice,
  split,
  subtreeEnd,
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

/** Makes the edit; the same array comes back where it means nothing there. */
export function applyEdit(blocks: readonly Block[], edit: Edit): readonly Block[] {
  const index = blocks.length === 0 ? 0 : edit.at % blocks.length;
  const block = blocks[index];
  if (block === undefined) return insertItemAfter([paragraph('start')], 0, text(edit.text));
  if (isFixed(blocks, index, edit)) return blocks;
  const kind = KINDS[edit.op];
  if (kind !== undefined) return hasWords(block) ? setKind(blocks, index, kind) : blocks;
  switch (edit.op) {
    case 'insert':
      return insertItemAfter(blocks, index, text(edit.text));
    case 'insertEmpty':
      return insertItemAfter(blocks, index);
    case 'paragraphAfter':
      return splice(blocks, index + 1, index + 1, [
        { ...paragraph(edit.text), inside: block.inside },
      ]);
    case 'delete':
      return remove(blocks, index, index + 1);
    case 'deleteRun':
      return remove(blocks, index, subtreeEnd(blocks, index));
    case 'join':
      return join(blocks, index);
    case 'indent':
      return indent(blocks, index, index + 1);
    case 'outdent':
      return outdent(blocks, index, index + 1);
    case 'moveUp':
      return moveUp(blocks, index, index + 1);
    case 'moveDown':
      return moveDown(blocks, index, index + 1);
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
  if (!hasWords(block)) return blocks;
  const { content } = block.body;
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
      return put({
        ...block.body,
        content: [
          ...content,
          { type: 'image', alt: '', url: 'a.assets/1.png', title: null, marks: [] },
        ],
      });
    default:
      return blocks;
  }
}

/** Definitions change what other blocks mean, and front matter has one place only. */
function isFixed(blocks: readonly Block[], index: number, edit: Edit): boolean {
  const from = edit.op === 'moveUp' || edit.op === 'join' ? Math.max(0, index - 1) : index;
  const end = subtreeEnd(blocks, index);
  const range = blocks.slice(from, edit.op === 'moveDown' ? subtreeEnd(blocks, end) : end);
  return range.some(
    ({ body, opens, inside }) =>
      body.kind === 'definition' ||
      body.kind === 'frontMatter' ||
      inside.includes('footnote') ||
      opens.some(({ kind }) => kind === 'footnote'),
  );
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

/** The blocks that a text can hold: without those that Markdown has no form for. */
export function expressible(entries: readonly Entry[]): readonly Block[] {
  return entries.flatMap(({ block, step }, index) => {
    const below = entries[index + 1]?.block.inside.length ?? 0;
    const holdsNext = below >= block.inside.length + block.opens.length;
    if (step === 'unwritten' && !(block.opens.length > 0 && holdsNext)) return [];
    const hasWords = block.body.kind === 'paragraph' && !block.body.content.every(saysNothing);
    const handsBox = step === 'unwritten' && entries[index + 1]?.block.body.kind === 'paragraph';
    return [hasWords || handsBox ? block : { ...block, opens: block.opens.map(withoutBox) }];
  });
}

function saysNothing(inline: Inline): boolean {
  if (inline.type === 'break') return true;
  const isCode = inline.marks.some(({ type }) => type === 'code');
  return inline.type === 'text' && !isCode && /^[ \t\n]*$/.test(inline.text);
}

function withoutBox(container: Block['opens'][number]): Block['opens'][number] {
  return container.kind === 'item' ? { ...container, task: null } : container;
}
