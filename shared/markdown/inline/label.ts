/** Where a link by reference leads. */
export interface LinkTarget {
  readonly url: string;
  readonly title: string | null;
}

/**
 * The definitions of a note, by normalised label (see `normaliseLabel`).
 *
 * `get` knows link definitions only. A footnote definition `[^note]:` is told by `has` under its
 * normalised label with the caret before it (`^NOTE`).
 */
export interface Definitions {
  has(normalisedLabel: string): boolean;
  get(normalisedLabel: string): LinkTarget | undefined;
}

/** A note without definitions. */
export const NO_DEFINITIONS: Definitions = { has: () => false, get: () => undefined };

/** No label is longer than this, so longer brackets need not be looked up. */
const LONGEST_LABEL = 1000;

/**
 * The form of a label by which definitions are found.
 *
 * Blanks are joined, and case is folded to lower and then to upper, because some capitals have
 * a small letter that goes back to another capital.
 * https://spec.commonmark.org/0.31.2/#matches
 */
export function normaliseLabel(label: string): string {
  return label
    .replace(/[\t\n\r ]+/g, ' ')
    .replace(/^ | $/g, '')
    .toLowerCase()
    .toUpperCase();
}

/** The target of the label at `from` to `to`, if it is defined. */
export function findTarget(
  source: string,
  from: number,
  to: number,
  definitions: Definitions,
): LinkTarget | undefined {
  if (to - from > LONGEST_LABEL) return undefined;
  const label = normaliseLabel(source.slice(from, to));
  return label === '' ? undefined : definitions.get(label);
}

/** True where `from` to `to`, the text between the brackets, calls a defined footnote. */
export function isFootnoteCall(
  source: string,
  from: number,
  to: number,
  definitions: Definitions,
): boolean {
  if (to - from > LONGEST_LABEL) return false;
  const label = normaliseLabel(source.slice(from, to));
  return label.startsWith('^') && label.length > 1 && definitions.has(label);
}

const REFERENCE = /\[((?:[^[\]\\]|\\[[\]\\]?)*)\]/y;

/** The label in brackets at `at`, without them, or null. Blank labels do not count. */
export function labelAt(source: string, at: number): string | null {
  REFERENCE.lastIndex = at;
  // A bounded slice keeps a missing `]` from being looked for through the whole text each time.
  const label = REFERENCE.exec(source.slice(0, at + LONGEST_LABEL + 2))?.[1];
  return label === undefined || /^[ \t\n]*$/.test(label) ? null : label;
}
