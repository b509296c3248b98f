/** A key that was sent, and when: `performance.now()` of whoever sent it. */
export interface SentKey {
  readonly character: string;
  readonly sentMs: number;
}

/** What a death cost. */
export interface Loss {
  /** Keys that were sent and are nowhere; line ends and blanks do not count. */
  readonly keys: number;
  /** From the first lost key to the death; 0 where none is lost. */
  readonly stretchMs: number;
}

/**
 * The words of a note without its Markdown: item marks, indents, empty items and blank lines are
 * how the editor writes what was typed, and not what was typed.
 */
function wordsOf(text: string): string {
  return text
    .split('\n')
    .map((line) =>
      line
        .replace(/^[ \t]*(?:- )?/, '')
        .replace(/^-$/, '')
        .trimEnd(),
    )
    .filter((line) => line !== '')
    .join('\n');
}

/**
 * Compares what a note says after a death with what was typed before.
 *
 * `before` is the note when typing began. The words that came must be a beginning of the keys that
 * were sent: anything else is null, and worse than a loss.
 */
export function lossOf(
  before: string,
  keys: readonly SentKey[],
  after: string,
  deathMs: number,
): Loss | null {
  const known = wordsOf(before);
  const found = wordsOf(after);
  if (!found.startsWith(known)) return null;
  const came = found.slice(known.length).trim();
  const sent = keys.map(({ character }) => character).join('');
  const kept = prefixLength(sent, came);
  if (kept === null) return null;
  const lost = keys.slice(kept).filter(({ character }) => character.trim() !== '');
  return { keys: lost.length, stretchMs: deathMs - (lost[0]?.sentMs ?? deathMs) };
}

/** How many of the sent characters make these words; null where they make others. */
function prefixLength(sent: string, words: string): number | null {
  let at = 0;
  for (const character of words) {
    while (/\s/.test(sent[at] ?? '') && !isSame(sent[at], character)) at++;
    if (!isSame(sent[at], character)) return null;
    at++;
  }
  return at;
}

function isSame(one: string | undefined, other: string): boolean {
  return one === other || (one !== undefined && /\s/.test(one) && /\s/.test(other));
}
