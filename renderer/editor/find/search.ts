/** What is looked for. */
export interface Query {
  readonly words: string;
  readonly isRegex: boolean;
  readonly matchCase: boolean;
}

/** A place where it was found: UTF-16 offsets in the text with that index. */
export interface Match {
  readonly index: number;
  readonly from: number;
  readonly to: number;
  /** What a replacement puts there; the words themselves while nothing is replaced. */
  readonly replacement: string;
}

/** Why nothing can be found: the regular expression is none, or did not end in time. */
export type QueryProblem = 'invalid' | 'slow';

/** More are not shown, counted or replaced: nobody visits them one by one. */
const MOST_MATCHES = 100_000;

/** What stands in a text for an image; no match may hold one, or replacing would remove it. */
export const IMAGE_PLACE = '\uFFFC';

/** The regular expression of a query; null where it is none. */
export function expressionOf({ words, isRegex, matchCase }: Query): RegExp | null {
  try {
    return new RegExp(isRegex ? words : literally(words), `gmu${matchCase ? '' : 'i'}`);
  } catch {
    return null;
  }
}

/** Marks that are drawn over the letter before them and belong to it: accents, kana's sound marks. */
const MARKS = '\\u0300-\\u036f\\u3099\\u309a';

/** Letter by letter, with its marks, in each of the forms that Unicode has for it. */
function literally(words: string): string {
  const letters = words.match(/\P{M}\p{M}*|\p{M}/gu) ?? [];
  const forms = letters.map((letter) => {
    const spelled = new Set([letter, letter.normalize('NFC'), letter.normalize('NFD')]);
    return spelled.size === 1 ? escaped(letter) : `(?:${[...spelled].map(escaped).join('|')})`;
  });
  return `${forms.join('')}(?![${MARKS}])`;
}

function escaped(words: string): string {
  return words.replaceAll(/[\\^$.*+?()[\]{}|/]/g, '\\$&');
}

/**
 * Finds a query in texts, one after the other.
 *
 * `replacement` may name groups where the query is a regular expression: `$1`, `$<name>`, `$&`.
 * Empty matches are left out: there would be nothing to see.
 */
export function search(
  texts: readonly string[],
  query: Query,
  replacement: string | null,
): readonly Match[] {
  const expression = query.words === '' ? null : expressionOf(query);
  if (expression === null) return [];
  const matches: Match[] = [];
  for (const [index, text] of texts.entries()) {
    for (const found of text.matchAll(expression)) {
      const [words] = found;
      if (words === '' || words.includes(IMAGE_PLACE)) continue;
      const put = replacement === null ? words : fill(replacement, found, query.isRegex);
      const from = found.index;
      matches.push({ index, from, to: from + words.length, replacement: put });
      if (matches.length >= MOST_MATCHES) return matches;
    }
  }
  return matches;
}

function fill(replacement: string, found: RegExpExecArray, isRegex: boolean): string {
  if (!isRegex) return replacement;
  return replacement.replaceAll(
    /\$(?:([$&])|(\d{1,2})|<([^>]+)>)/g,
    (whole, sign, digits, name) => {
      if (sign === '$') return '$';
      if (sign === '&') return found[0];
      if (digits !== undefined) return found[Number(digits)] ?? whole;
      return found.groups?.[name] ?? '';
    },
  );
}
