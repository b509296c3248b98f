import { plainText } from '../markdown/index.ts';
import type { Block, Container, Inline, Mark, Table } from '../markdown/model.ts';

/**
 * Blocks as HTML with real nested lists, for other programs.
 *
 * A text made by escaping: nothing of it is ever parsed or shown by Backrow itself.
 */
export function htmlOf(blocks: readonly Block[]): string {
  const writer = new HtmlWriter();
  for (const block of blocks) writer.write(block);
  return writer.finish();
}

/** Part of a line as HTML. */
export function htmlOfContent(content: readonly Inline[]): string {
  return content.map(inlineHtml).join('');
}

/** An element that is open, and what closes it. */
interface Open {
  /** The container it stands for. */
  readonly kind: Container['kind'];
  /** `ul` or `ol` around the items; null for a quote. */
  readonly list: 'ul' | 'ol' | null;
}

class HtmlWriter {
  #html = '';
  readonly #open: Open[] = [];

  write({ inside, opens, body }: Block): void {
    this.#closeTo(inside.length, opens[0] ?? null);
    for (const [index, container] of opens.entries()) this.#enter(container, index === 0);
    const last = opens.at(-1);
    const isLine = last?.kind === 'item' && body.kind === 'paragraph';
    if (last?.kind === 'item' && last.task !== null)
      this.#html += `<input type="checkbox" disabled${last.task === 'done' ? ' checked' : ''}> `;
    this.#html += isLine ? htmlOfContent(body.content) : bodyHtml(body);
  }

  finish(): string {
    this.#closeTo(0, null);
    return this.#html;
  }

  /** Leaves what does not hold the next block; a list stays open for its next item. */
  #closeTo(depth: number, next: Container | null): void {
    while (this.#open.length > depth) {
      const open = this.#open.pop();
      if (open === undefined) return;
      if (open.list === null) {
        this.#html += '</blockquote>';
        continue;
      }
      this.#html += '</li>';
      const goesOn =
        this.#open.length === depth && next?.kind === 'item' && listOf(next) === open.list;
      if (goesOn) this.#waiting = open.list;
      else this.#html += `</${open.list}>`;
    }
  }

  /** A list whose last item is closed and whose next one comes now. */
  #waiting: 'ul' | 'ol' | null = null;

  #enter(container: Container, first: boolean): void {
    if (container.kind !== 'item') {
      this.#html += '<blockquote>';
      this.#open.push({ kind: container.kind, list: null });
      return;
    }
    const list = listOf(container);
    if (!first || this.#waiting !== list) this.#html += startOf(container, list);
    this.#waiting = null;
    this.#html += '<li>';
    this.#open.push({ kind: 'item', list });
  }
}

type Item = Extract<Container, { kind: 'item' }>;

function listOf({ marker }: Item): 'ul' | 'ol' {
  return /\d/.test(marker) ? 'ol' : 'ul';
}

function startOf({ marker }: Item, list: 'ul' | 'ol'): string {
  const number = Number.parseInt(marker, 10);
  return list === 'ol' && number !== 1 ? `<ol start="${number}">` : `<${list}>`;
}

function bodyHtml(body: Block['body']): string {
  switch (body.kind) {
    case 'paragraph':
      return `<p>${htmlOfContent(body.content)}</p>`;
    case 'heading':
      return `<h${body.level}>${htmlOfContent(body.content)}</h${body.level}>`;
    case 'code':
      return `<pre><code>${escaped(body.text)}\n</code></pre>`;
    case 'rule':
      return '<hr>';
    case 'table':
      return tableHtml(body.table);
    case 'html':
    case 'definition':
    case 'frontMatter':
    case 'source':
      return `<pre>${escaped(body.text)}</pre>`;
  }
}

function tableHtml({ align, rows }: Table): string {
  const lines = rows.map((row, index) => {
    const tag = index === 0 ? 'th' : 'td';
    const cells = align.map((side, column) => {
      const style = side === null ? '' : ` align="${side}"`;
      return `<${tag}${style}>${htmlOfContent(row[column] ?? [])}</${tag}>`;
    });
    return `<tr>${cells.join('')}</tr>`;
  });
  return `<table>${lines.join('')}</table>`;
}

const TAGS: Readonly<Record<Exclude<Mark['type'], 'link'>, string>> = {
  strong: 'strong',
  emphasis: 'em',
  strike: 's',
  code: 'code',
};

function inlineHtml(inline: Inline): string {
  let html = bareHtml(inline);
  for (const mark of inline.marks.toReversed()) {
    if (mark.type === 'link') {
      if (isOpenable(mark.url)) html = `<a href="${escaped(mark.url)}">${html}</a>`;
    } else html = `<${TAGS[mark.type]}>${html}</${TAGS[mark.type]}>`;
  }
  return html;
}

function bareHtml(inline: Inline): string {
  switch (inline.type) {
    case 'text':
      return escaped(inline.text);
    case 'break':
      return '<br>';
    case 'source':
      return escaped(inline.source);
    case 'image':
      // A slide lies in the notebook, where no other program finds it: its words go instead.
      return /^https?:/i.test(inline.url)
        ? `<img src="${escaped(inline.url)}" alt="${escaped(inline.alt)}">`
        : escaped(plainText([inline]) || inline.url.replace(/^.*\//, ''));
  }
}

function isOpenable(url: string): boolean {
  return /^(?:https?|mailto):/i.test(url);
}

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
};

function escaped(text: string): string {
  return text.replace(/[&<>"]/g, (character) => ENTITIES[character] ?? character);
}
