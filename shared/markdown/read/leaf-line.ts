import type { LineCursor } from './cursor.ts';
import { closesHtml, htmlKind } from './html.ts';
import type { OpenLeaf, ReadLeaf } from './leaf.ts';
import { closesFence, isRule, readAtxHeading, readFenceStart } from './one-line.ts';

/** A line becomes a whole block at once, or begins one. */
export type Started =
  | { readonly kind: 'done'; readonly leaf: ReadLeaf; readonly margin: number }
  | { readonly kind: 'open'; readonly leaf: OpenLeaf; readonly margin: number };

/** What a further line does to an open leaf; `ends inside` leaves its containers open. */
export type Continued = 'goes on' | 'closes' | 'ends' | 'ends inside';

/** Reads a line that is not blank as the start of a leaf; the cursor stands behind all containers. */
export function startLeaf(cursor: LineCursor, raw: string, first: boolean): Started {
  const margin = cursor.column;
  const indent = cursor.indent();
  if (indent >= 4) {
    cursor.skipIndent(4);
    return open({ kind: 'indented', lines: [{ raw, text: cursor.rest() }], margin });
  }
  const whole = cursor.rest();
  cursor.skipIndent(3);
  const text = indent === 0 ? whole : cursor.rest();
  const line = { raw, text: whole };
  if (!mayBegin(text.charCodeAt(0))) return content(line, margin);
  if (first && /^---[ \t]*$/.test(whole)) {
    return open({ kind: 'frontMatter', lines: [line], margin, closed: false });
  }
  const heading = readAtxHeading(text);
  if (heading !== null) return { kind: 'done', leaf: { kind: 'heading', ...heading }, margin };
  if (isRule(text, 0, text.length)) return { kind: 'done', leaf: { kind: 'rule' }, margin };
  const fence = readFenceStart(text);
  if (fence !== null) {
    return open({ kind: 'fence', lines: [line], margin, start: fence, indent, closed: false });
  }
  const html = htmlKind(text);
  if (html !== null) {
    const closed = closesHtml(html, text, true);
    return open({ kind: 'html', lines: [line], margin, html, closed });
  }
  return content(line, margin);
}

function content(line: { readonly raw: string; readonly text: string }, margin: number): Started {
  return open({ kind: 'content', lines: [line], margin, head: 0 });
}

function open(leaf: OpenLeaf): Started {
  return { kind: 'open', leaf, margin: leaf.margin };
}

/** True for `#`, `*`, `-`, `_`, a backtick, `~` and `<`: all else begins nothing but text. */
function mayBegin(code: number): boolean {
  return (
    code === 35 ||
    code === 42 ||
    code === 45 ||
    code === 95 ||
    code === 96 ||
    code === 126 ||
    code === 60
  );
}

/**
 * Gives a line to an open leaf.
 *
 * `goes on` and `closes` took the line, the others did not. A lazy line (CommonMark 0.31, section 5.1)
 * is one that lacks a prefix of its containers: only paragraphs take it.
 */
export function continueLeaf(
  leaf: OpenLeaf,
  cursor: LineCursor,
  raw: string,
  lazy: boolean,
): Continued {
  if (leaf.kind === 'content') return continueContent(leaf, cursor, raw, lazy);
  if (lazy) return 'ends';
  switch (leaf.kind) {
    case 'fence':
      return continueFence(leaf, cursor, raw);
    case 'indented':
      if (!cursor.isBlank() && cursor.indent() < 4) return 'ends';
      cursor.skipIndent(4);
      leaf.lines.push({ raw, text: cursor.rest() });
      return 'goes on';
    case 'html':
      return continueHtml(leaf, cursor, raw);
    case 'table':
      return continueTable(leaf, cursor, raw);
    case 'frontMatter':
      return 'ends';
  }
}

function continueFence(
  leaf: Extract<OpenLeaf, { kind: 'fence' }>,
  cursor: LineCursor,
  raw: string,
): Continued {
  const place = cursor.place();
  if (cursor.indent() < 4) {
    cursor.skipIndent(3);
    const text = cursor.rest();
    if (closesFence(text, leaf.start)) {
      leaf.closed = true;
      leaf.lines.push({ raw, text });
      return 'closes';
    }
    cursor.restore(place);
  }
  cursor.skipIndent(leaf.indent);
  leaf.lines.push({ raw, text: cursor.rest() });
  return 'goes on';
}

function continueHtml(
  leaf: Extract<OpenLeaf, { kind: 'html' }>,
  cursor: LineCursor,
  raw: string,
): Continued {
  if (leaf.html >= 6 && cursor.isBlank()) return 'ends';
  const text = cursor.rest();
  leaf.lines.push({ raw, text });
  if (!closesHtml(leaf.html, text, false)) return 'goes on';
  leaf.closed = true;
  return 'closes';
}

function continueTable(
  leaf: Extract<OpenLeaf, { kind: 'table' }>,
  cursor: LineCursor,
  raw: string,
): Continued {
  if (cursor.isBlank() || cursor.indent() >= 4) return 'ends';
  const place = cursor.place();
  cursor.skipIndent(3);
  const text = cursor.rest();
  cursor.restore(place);
  if (beginsOther(text) || htmlKind(text) !== null) return 'ends';
  leaf.lines.push({ raw, text });
  return 'goes on';
}

function continueContent(
  leaf: Extract<OpenLeaf, { kind: 'content' }>,
  cursor: LineCursor,
  raw: string,
  lazy: boolean,
): Continued {
  if (cursor.isBlank()) return 'ends';
  const text = cursor.rest();
  const deep = cursor.indent() >= 4;
  if (!deep) {
    const begins = textThatBegins(cursor);
    const html = begins === '' ? null : htmlKind(begins);
    if ((html !== null && html !== 7) || beginsOther(begins)) return 'ends';
    // micromark lets a lone tag end a paragraph whose line is lazy, and keeps it where that stood
    // unless the file ends there.
    if (html === 7 && lazy) return raw.length > cursor.end ? 'ends inside' : 'ends';
  }
  leaf.lines.push(deep ? { raw, text, deep } : { raw, text });
  return 'goes on';
}

/** The line if it may begin something that ends a paragraph, else nothing. */
function textThatBegins(cursor: LineCursor): string {
  const place = cursor.place();
  cursor.skipIndent(3);
  const text = mayBegin(cursor.code()) ? cursor.rest() : '';
  cursor.restore(place);
  return text;
}

function beginsOther(text: string): boolean {
  if (!mayBegin(text.charCodeAt(0))) return false;
  return (
    readAtxHeading(text) !== null || isRule(text, 0, text.length) || readFenceStart(text) !== null
  );
}
