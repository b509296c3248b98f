import { decodeText } from './inline/entity.ts';
import { destinationSource } from './inline/link-source.ts';
import { readDefinition } from './read/definition.ts';
import { NOTE_START } from './read/reader.ts';
import { readTexts } from './write/entry.ts';

/** What a link definition says: the words that references name it by, and where they lead. */
export interface DefinitionWords {
  /** As written: labels are compared with their escapes. */
  readonly label: string;
  readonly url: string;
  readonly title: string | null;
}

/** Reads the text of a definition; null for a text that is none, or more than one. */
export function definitionWords(text: string): DefinitionWords | null {
  const found = readDefinition(text, 0);
  if (found === null || found.end < text.trimEnd().length) return null;
  const { label, url, title } = found;
  return {
    label: label.replace(/[ \t\n]+/g, ' ').trim(),
    url: decodeText(url),
    title: title === null ? null : decodeText(title),
  };
}

/**
 * The text of a definition with other words or another address; all else stays as it was written.
 *
 * Words without a letter name nothing: the definition keeps those it had. Null where no definition
 * can say it.
 */
export function definitionWith(
  text: string,
  { label, url }: Pick<DefinitionWords, 'label' | 'url'>,
): string | null {
  const words = definitionWords(text);
  const found = readDefinition(text, 0);
  if (words === null || found === null) return null;
  const spelled = labelSource(label);
  const labelAt = text.indexOf('[') + 1;
  const restAt = labelAt + found.label.length;
  const urlAt = restAt + (/^\]:[ \t\n]*/.exec(text.slice(restAt))?.[0].length ?? 0);
  const urlLength = found.url.length + (text[urlAt] === '<' ? 2 : 0);
  const says = (made: string) => {
    const read = isDefinition(made) ? definitionWords(made) : null;
    return read?.url === url && (spelled === '' || read.label === spelled);
  };
  // At the start of a line an address may be a fence, a heading's underline, a tag, and so on.
  const ways = [text.slice(restAt, urlAt), ']: '].map((between) =>
    [
      text.slice(0, labelAt),
      spelled === '' || spelled === words.label ? found.label : spelled,
      between,
      url === words.url ? text.slice(urlAt, urlAt + urlLength) : destinationSource(url),
      text.slice(urlAt + urlLength),
    ].join(''),
  );
  return ways.find(says) ?? null;
}

/** True for a text whose lines, read as those of a note, are one definition and nothing else. */
function isDefinition(text: string): boolean {
  const [only, ...others] = readTexts({ ...NOTE_START, first: false }, [text]);
  return only?.leaf.kind === 'definition' && others.length === 0;
}

/** Words as a label: brackets and what would end it get a backslash, and it is no footnote's. */
function labelSource(words: string): string {
  return words
    .replace(/[ \t\n\r]+/g, ' ')
    .trim()
    .replace(/\\[[\]\\]|[[\]]|\\$/g, (sign) => (sign.length === 2 ? sign : `\\${sign}`))
    .replace(/^\^/, '\\^');
}
