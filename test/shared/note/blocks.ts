import type { Block, Container, Inline, Mark } from '../../../shared/markdown/model.ts';

/** A run of text. */
export function text(value: string, ...marks: Mark[]): Inline {
  return { type: 'text', text: value, marks };
}

/** A heading; a string is its only run. */
export function heading(level: 1 | 2 | 3 | 4 | 5 | 6, content: string | readonly Inline[]): Block {
  return {
    inside: [],
    opens: [],
    body: { kind: 'heading', level, content: runs(content) },
    source: null,
  };
}

/** A paragraph at the margin; `\n` in a string is a soft line end. */
export function paragraph(content: string | readonly Inline[]): Block {
  return {
    inside: [],
    opens: [],
    body: { kind: 'paragraph', content: runs(content) },
    source: null,
  };
}

/** A list item with its first paragraph, `depth` items deep. */
export function item(content: string | readonly Inline[], depth = 0): Block {
  const opens: Container[] = [{ kind: 'item', marker: '-', task: null }];
  const inside = Array.from({ length: depth }, () => 'item' as const);
  return { inside, opens, body: { kind: 'paragraph', content: runs(content) }, source: null };
}

function runs(content: string | readonly Inline[]): readonly Inline[] {
  if (typeof content !== 'string') return content;
  return content
    .split('\n')
    .flatMap((line, index): Inline[] =>
      index === 0 ? [text(line)] : [{ type: 'break', hard: false, marks: [] }, text(line)],
    );
}
