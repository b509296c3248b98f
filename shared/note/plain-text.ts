import type { Inline } from '../markdown/model.ts';

/** One line of a paragraph as a reader sees it, and the first link on it. */
export interface PlainLine {
  readonly text: string;
  readonly link: string | null;
}

/** The lines of a block's content, without marks. */
export function plainLines(content: readonly Inline[]): PlainLine[] {
  const lines: { text: string; link: string | null }[] = [{ text: '', link: null }];
  for (const inline of content) {
    const line = lines.at(-1);
    if (line === undefined) break;
    if (inline.type === 'break') {
      lines.push({ text: '', link: null });
      continue;
    }
    line.text += inlineText(inline);
    line.link ??= linkOf(inline);
  }
  return lines.map(({ text, link }) => ({ text: tidy(text), link }));
}

/** The content in one line: what a heading is called. */
export function plainText(content: readonly Inline[]): string {
  return tidy(content.map(inlineText).join(''));
}

/** Runs of blanks become one, so that no pattern below meets a long run of them. */
export function tidy(text: string): string {
  return text.replace(/\s+/g, ' ').trim();
}

function inlineText(inline: Inline): string {
  switch (inline.type) {
    case 'text':
      return inline.text;
    case 'image':
      return inline.alt;
    case 'break':
      return ' ';
    case 'source':
      return '';
  }
}

function linkOf(inline: Inline): string | null {
  const mark = inline.marks.find(({ type }) => type === 'link');
  return mark?.type === 'link' ? mark.url : null;
}
