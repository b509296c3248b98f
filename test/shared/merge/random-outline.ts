import fc from 'fast-check';

/** A line of a random note; `token` is unique and tells lines apart wherever they end up. */
export interface Line {
  readonly depth: number;
  readonly kind: 'item' | 'heading' | 'paragraph';
  readonly task: '' | '[ ] ' | '[x] ';
  readonly token: string;
  readonly words: string;
}

/** One random change; numbers are taken modulo the number of lines. */
export interface Edit {
  readonly kind: 'insert' | 'edit' | 'delete' | 'indent' | 'outdent' | 'tick' | 'move';
  readonly at: number;
  readonly to: number;
  readonly words: string;
}

const WORDS = [
  '価格は要確認',
  'borrow checker',
  'CTO のトップダウンで移行',
  'three rules',
  'ok',
  'はい',
  'see https://example.com/a_b',
  '**bold** text here',
];
const words = fc.constantFrom(...WORDS);

/** A note of up to 25 lines. */
export const noteArbitrary: fc.Arbitrary<readonly Line[]> = fc
  .array(
    fc.record({
      depth: fc.integer({ min: 0, max: 3 }),
      kind: fc.constantFrom('item', 'item', 'item', 'item', 'heading', 'paragraph'),
      task: fc.constantFrom('', '', '', '[ ] ', '[x] '),
      words,
    }),
    { maxLength: 25 },
  )
  .map((lines) => lines.map((line, index) => ({ ...line, token: `b${index}x` }) as Line));

/** Up to five edits of one side. */
export const editsArbitrary: fc.Arbitrary<readonly Edit[]> = fc.array(
  fc.record({
    kind: fc.constantFrom(
      'insert',
      'insert',
      'edit',
      'edit',
      'delete',
      'indent',
      'outdent',
      'tick',
      'move',
    ),
    at: fc.nat(1000),
    to: fc.nat(1000),
    words,
  }),
  { maxLength: 5 },
);

/** Plays the edits; `side` makes the tokens of new and edited lines unique. */
export function play(note: readonly Line[], edits: readonly Edit[], side: string): Line[] {
  const lines = [...note];
  for (const [index, edit] of edits.entries()) playOne(lines, edit, `${side}${index}x`);
  return lines;
}

function playOne(lines: Line[], edit: Edit, token: string): void {
  const at = lines.length === 0 ? 0 : edit.at % lines.length;
  const line = lines[at];
  if (edit.kind === 'insert' || line === undefined) {
    const depth = Math.min(3, (line?.depth ?? 0) + (edit.to % 2));
    lines.splice(at + 1, 0, { depth, kind: 'item', task: '', token, words: edit.words });
    return;
  }
  const end = subtreeEnd(lines, at);
  if (edit.kind === 'edit') lines[at] = { ...line, token: `${line.token} ${token}` };
  if (edit.kind === 'delete') lines.splice(at, edit.to % 2 === 0 ? end - at : 1);
  if (edit.kind === 'tick') lines[at] = { ...line, task: line.task === '[x] ' ? '[ ] ' : '[x] ' };
  if (edit.kind === 'indent' || edit.kind === 'outdent') {
    const by = edit.kind === 'indent' ? 1 : -1;
    for (let index = at; index < end; index++) {
      const one = lines[index];
      if (one) lines[index] = { ...one, depth: Math.max(0, one.depth + by) };
    }
  }
  if (edit.kind === 'move') {
    const run = lines.splice(at, end - at);
    lines.splice(edit.to % (lines.length + 1), 0, ...run);
  }
}

function subtreeEnd(lines: readonly Line[], at: number): number {
  const top = lines[at];
  let end = at + 1;
  while (end < lines.length && inside(lines[end], top)) end++;
  return end;
}

function inside(line: Line | undefined, top: Line | undefined): boolean {
  if (line === undefined || top === undefined) return false;
  if (top.kind === 'heading') return line.kind !== 'heading';
  return line.kind === 'item' && line.depth > top.depth;
}

/** The note as Markdown. */
export function write(lines: readonly Line[], lineEnd = '\n'): string {
  return lines
    .map(({ depth, kind, task, token, words: rest }) => {
      if (kind === 'heading') return `\n# ${token} ${rest}`;
      if (kind === 'paragraph') return `\n${token} ${rest}\n`;
      return `${'    '.repeat(depth)}- ${task}${token} ${rest}`;
    })
    .join('\n')
    .concat('\n')
    .replaceAll('\n', lineEnd);
}

/** Every token in the text, those of edits too. */
export function tokensOf(text: string): Set<string> {
  return new Set(text.match(/\b[bof]\d+x\b/g) ?? []);
}
