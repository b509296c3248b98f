/**
 * What a Markdown link's destination cannot hold as it is: blanks, brackets and parentheses, what
 * an address gives a meaning, what Markdown gives a meaning, and all that cannot be seen.
 */
const NOT_PLAIN = /[\s%#?()[\]<>"`*|\\&:\p{C}\p{Z}\p{Default_Ignorable_Code_Point}]/gu;

/**
 * A relative path as the destination of a Markdown link.
 *
 * Letters of every script stay readable; `/` stays. `decodeLink` gives the path back.
 */
export function encodeLink(path: string): string {
  return path.replace(NOT_PLAIN, percent);
}

/** The path that a link's destination means; a stray `%` is a character, not an error. */
export function decodeLink(link: string): string {
  return link.replace(/(?:%[0-9a-f]{2})+/gi, (run) => {
    try {
      return decodeURIComponent(run);
    } catch {
      return run;
    }
  });
}

/** Half a surrogate pair has no UTF-8; file systems show it as U+FFFD. */
function percent(character: string): string {
  const code = character.charCodeAt(0);
  const lone = character.length === 1 && code >= 0xd800 && code <= 0xdfff;
  const encoded = encodeURIComponent(lone ? '\ufffd' : character);
  if (encoded !== character) return encoded;
  return `%${code.toString(16).toUpperCase().padStart(2, '0')}`;
}
