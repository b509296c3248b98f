import { normaliseInlines } from './inline/index.ts';
import type { Block } from './model.ts';

/**
 * The nearest block that Markdown can express: what is read where this one was written.
 *
 * They differ while somebody types: a blank at the end of a line is in no file until a word follows.
 */
export function expressible<Said extends Pick<Block, 'body'>>(block: Said): Said {
  const { body } = block;
  switch (body.kind) {
    case 'paragraph':
    case 'heading':
      return { ...block, body: { ...body, content: normaliseInlines(body.content, body.kind) } };
    case 'table': {
      const rows = body.table.rows.map((row) => row.map((cell) => normaliseInlines(cell, 'cell')));
      return { ...block, body: { ...body, table: { ...body.table, rows } } };
    }
    default:
      return block;
  }
}
