import { plainText } from '../markdown/index.ts';
import type { Block, Inline } from '../markdown/model.ts';

/** The addresses of all images in blocks, each once, in order. */
export function imageUrls(blocks: readonly Block[]): readonly string[] {
  const urls = new Set<string>();
  for (const { body } of blocks) {
    for (const inline of contentsOf(body).flat()) if (inline.type === 'image') urls.add(inline.url);
  }
  return [...urls];
}

/** Blocks with other addresses for their images; where there is none to be had, the words stay. */
export function withImages(
  blocks: readonly Block[],
  addressOf: (url: string) => string | null,
): readonly Block[] {
  const change = (content: readonly Inline[]): readonly Inline[] =>
    content.flatMap((inline): readonly Inline[] => {
      if (inline.type !== 'image') return [inline];
      const url = addressOf(inline.url);
      if (url !== null) return [{ ...inline, url }];
      const text = plainText([inline]);
      return text === '' ? [] : [{ type: 'text', text, marks: inline.marks }];
    });
  return blocks.map((block) => {
    const { body } = block;
    if (
      !contentsOf(body)
        .flat()
        .some(({ type }) => type === 'image')
    )
      return block;
    if ('content' in body)
      return { ...block, source: null, body: { ...body, content: change(body.content) } };
    if (body.kind !== 'table') return block;
    const rows = body.table.rows.map((row) => row.map(change));
    return { ...block, source: null, body: { ...body, table: { ...body.table, rows } } };
  });
}

function contentsOf(body: Block['body']): readonly (readonly Inline[])[] {
  if ('content' in body) return [body.content];
  return body.kind === 'table' ? body.table.rows.flat() : [];
}
