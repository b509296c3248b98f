import { sameMark, sameMarks } from '../../markdown/inline/compare.ts';
import type { Inline, Mark } from '../../markdown/model.ts';

/**
 * Collects the words of one line as a browser shows them: blanks in a row are one, none at the ends.
 */
export class LineWriter {
  #content: Inline[] = [];
  /** A blank that is written when another word follows. */
  #blank = false;

  get isEmpty(): boolean {
    return this.#content.length === 0;
  }

  text(text: string, marks: readonly Mark[]): void {
    // No-break blanks are what browsers and word processors put where somebody typed a blank.
    const words = text.replace(/[ \t\n\r\f\u00a0]+/g, ' ').replace(/[\0\u200b\ufeff]/g, '');
    if (words === '') return;
    const leads = words.startsWith(' ');
    const bare = words.trim();
    if ((leads || this.#blank) && bare !== '' && !this.#atLineStart()) this.#push(' ', marks);
    if (bare === '') {
      this.#blank = true;
      return;
    }
    this.#push(bare, marks);
    this.#blank = words.endsWith(' ');
  }

  image(image: { readonly alt: string; readonly url: string }, marks: readonly Mark[]): void {
    if (this.#blank && !this.#atLineStart()) this.#push(' ', marks);
    this.#blank = false;
    this.#content.push({ type: 'image', ...image, title: null, marks });
  }

  break(): void {
    this.#blank = false;
    if (!this.isEmpty) this.#content.push({ type: 'break', hard: true, marks: [] });
  }

  /** True where the line ends with a break: one more begins another paragraph. */
  get endsWithBreak(): boolean {
    return this.#content.at(-1)?.type === 'break';
  }

  /** Gives the line and begins the next one. */
  take(): readonly Inline[] {
    const content = this.#content;
    while (content.at(-1)?.type === 'break') content.pop();
    this.#content = [];
    this.#blank = false;
    return content;
  }

  #atLineStart(): boolean {
    const last = this.#content.at(-1);
    return last === undefined || last.type === 'break';
  }

  #push(text: string, marks: readonly Mark[]): void {
    const last = this.#content.at(-1);
    // A blank between two runs belongs to neither of their marks alone.
    if (last?.type === 'text' && sameMarks(last.marks, marks))
      this.#content[this.#content.length - 1] = { ...last, text: last.text + text };
    else if (text === ' ' && last?.type === 'text')
      this.#content.push({ type: 'text', text, marks: shared(last.marks, marks) });
    else this.#content.push({ type: 'text', text, marks });
  }
}

function shared(one: readonly Mark[], other: readonly Mark[]): readonly Mark[] {
  return one.filter((mark) => other.some((partner) => sameMark(mark, partner)));
}
