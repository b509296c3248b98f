import { isMarkdownBlank } from '../read/target.ts';
import { decodeText } from './entity.ts';
import type { Definitions } from './label.ts';
import { scan } from './scan.ts';

/** The resource of a link or an image: `(url "title")`. */
export function resourceSource(url: string, title: string | null): string {
  const destination = destinationSource(url);
  return title === null ? `(${destination})` : `(${destination} ${titleSource(title)})`;
}

/** A destination as plain as it can be: bare, else in angle brackets. */
export function destinationSource(url: string): string {
  const bare = /^[^\0-\x20<\x7f][^\0-\x20\x7f]*$/.test(url) && !url.endsWith('\\');
  if (bare && decodeText(url) === url && isBalanced(url)) return url;
  return `<${escapeResource(url, /[<>\\]/g)}>`;
}

/** True where the round brackets pair up without going deep. */
function isBalanced(url: string): boolean {
  let depth = 0;
  for (const character of url) {
    if (character === '(') depth++;
    if (character === ')') depth--;
    if (depth < 0 || depth > 8) return false;
  }
  return depth === 0;
}

function titleSource(title: string): string {
  const quote = title.includes('"') && !title.includes("'") ? "'" : '"';
  return quote + escapeResource(title, quote === '"' ? /["\\]/g : /['\\]/g) + quote;
}

/** What may follow a backslash in a resource without being changed by it is all else. */
const CHANGED_BY_BACKSLASH = /^(?:[!-/:-@[-`{-~\n\r\t]|$)/;

/** Backslashes and references where decoding would change the text, and for line ends. */
function escapeResource(text: string, special: RegExp): string {
  return text
    .replace(special, (character, at: number) =>
      character === '\\' && !CHANGED_BY_BACKSLASH.test(text.slice(at + 1, at + 2))
        ? character
        : `\\${character}`,
    )
    .replace(/&(?=#?[\da-zA-Z]+;)/g, '&amp;')
    .replace(/[\n\r\t]/g, (character) => `&#${character.charCodeAt(0)};`);
}

/** The alt text of an image between its brackets, escaped only where it must be. */
export function altSource(alt: string, definitions: Definitions): string {
  if (readsAs(alt, alt, definitions)) return alt;
  const escaped = alt
    .replace(/[\\`*_~[\]<&!]/g, '\\$&')
    .replace(/[\n\r]/g, (character) => `&#${character.charCodeAt(0)};`);
  return escaped;
}

function readsAs(source: string, alt: string, definitions: Definitions): boolean {
  if (/[\n\r]/.test(source)) return false;
  const [image, ...rest] = scan(`![${source}](x)`, definitions);
  return rest.length === 0 && image?.kind === 'image' && image.alt === alt;
}

/** The backticks around code, with a blank where the text would run into them. */
export function codeDelimiters(text: string): { readonly open: string; readonly close: string } {
  const lengths = new Set(Array.from(text.matchAll(/`+/g), (match) => match[0].length));
  let length = 1;
  while (lengths.has(length)) length++;
  const fence = '`'.repeat(length);
  const first = text.charCodeAt(0);
  const last = text.charCodeAt(text.length - 1);
  const stripped = isMarkdownBlank(first) && isMarkdownBlank(last) && /[^ ]/.test(text);
  const pad = stripped || first === 0x60 || last === 0x60 ? ' ' : '';
  return { open: fence + pad, close: pad + fence };
}
