import { CARRIED_TYPE, readCarried } from '../../../shared/clipboard/carried.ts';
import { onlyLine } from '../../../shared/clipboard/fit.ts';
import { readHtml } from '../../../shared/clipboard/html/read.ts';
import { type ReadText, readText } from '../../../shared/clipboard/outline-text.ts';
import { parse } from '../../../shared/markdown/index.ts';
import type { Block } from '../../../shared/markdown/model.ts';
import { parseInert } from './inert.ts';

/** The forms in which a program offers what it copied; a `DataTransfer` is one. */
export interface Offered {
  readonly files: readonly File[];
  readonly getData: (type: string) => string;
}

/** What a paste turned out to be. */
export type Pasted =
  | { readonly kind: 'files'; readonly files: readonly File[] }
  | {
      readonly kind: 'text';
      readonly read: ReadText;
      /** The letters alone, for code and source. */
      readonly letters: string;
      /** Written as an outline of talks: its headings are headings here. */
      readonly keepsHeadings: boolean;
      /** Where it was copied, if that was in Backrow: its links to images are relative to there. */
      readonly from: { readonly note: string; readonly notebook: string } | null;
    };

/**
 * Chooses among the forms of a paste the one that says most: our own, a page, plain text.
 *
 * Programs offer a picture beside their words (a sheet, a document) and words beside their pictures
 * (a page's image, a file manager's paths), so words win where there are real ones.
 */
export function readPaste(offered: Offered, asOutline: boolean): Pasted | null {
  const letters = offered.getData('text/plain').replace(/\r\n?/g, '\n');
  const carried = readCarried(offered.getData(CARRIED_TYPE));
  if (carried !== null) {
    const { note, notebook } = carried;
    const from = { note, notebook };
    return { kind: 'text', read: readOwn(carried), letters, keepsHeadings: true, from };
  }
  const page = readPage(offered, letters);
  if (offered.files.length > 0 && !saysMore(page, letters, offered.files))
    return { kind: 'files', files: offered.files };
  if (page.length > 0) {
    const line = onlyLine(page);
    const read: ReadText =
      line === null ? { kind: 'blocks', blocks: page } : { kind: 'words', content: line };
    return { kind: 'text', read, letters, keepsHeadings: false, from: null };
  }
  if (letters.trim() === '') return null;
  const read = readText(letters, asOutline);
  return { kind: 'text', read, letters, keepsHeadings: true, from: null };
}

function readOwn({ kind, text }: { kind: 'letters' | 'words' | 'blocks'; text: string }): ReadText {
  if (kind === 'letters') return { kind: 'words', content: [{ type: 'text', text, marks: [] }] };
  const { blocks } = parse(text);
  const line = kind === 'words' ? onlyLine(blocks) : null;
  return line === null ? { kind: 'blocks', blocks } : { kind: 'words', content: line };
}

/** The blocks of the HTML, or none where the plain text says it better. */
function readPage(offered: Offered, letters: string): readonly Block[] {
  const html = offered.getData('text/html');
  if (html.trim() === '' || isMarkdownSource(offered, letters)) return [];
  return readHtml(parseInert(html));
}

/** Text of an editor of source comes as coloured HTML; its Markdown is in the plain text. */
function isMarkdownSource(offered: Offered, letters: string): boolean {
  const data = offered.getData('vscode-editor-data');
  if (data === '') return false;
  if (/"mode"\s*:\s*"(?:markdown|plaintext)"/.test(data)) return true;
  return !letters.trim().includes('\n');
}

function saysMore(page: readonly Block[], letters: string, files: readonly File[]): boolean {
  if (page.length > 0) return page.some(hasWords);
  return letters.trim() !== '' && !namesFiles(letters, files);
}

function hasWords({ body }: Block): boolean {
  if (body.kind === 'table' || body.kind === 'code') return true;
  return (
    'content' in body &&
    body.content.some((inline) => inline.type === 'text' && inline.text.trim() !== '')
  );
}

/** A file manager gives the paths or names of its files as text. */
function namesFiles(letters: string, files: readonly File[]): boolean {
  const names = new Set(files.map(({ name }) => name));
  return letters
    .trim()
    .split('\n')
    .every((line) => {
      const path = line.trim();
      return /^(?:file:|\/|[a-z]:\\)/i.test(path) || names.has(path);
    });
}
