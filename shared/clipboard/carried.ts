/**
 * Backrow's own form of what is copied.
 *
 * The words are Markdown, so whatever another program puts there can be nothing but words and links
 * (law 7). What Markdown alone cannot say is beside them: where the images lie, and whether the
 * words belong into a line or below it.
 */
export interface Carried {
  /** The note it was copied from; links to images are relative to it. */
  readonly note: string;
  /** The notebook that holds the note. */
  readonly notebook: string;
  /** Part of a line without any mark, part of a line, or whole blocks. */
  readonly kind: (typeof KINDS)[number];
  /** Markdown; for letters the text as it is. */
  readonly text: string;
}

const KINDS = ['letters', 'words', 'blocks'] as const;

/** The clipboard's type for it; web custom data, so it survives a restart of the app. */
export const CARRIED_TYPE = 'application/x-backrow';

/** Writes the form that `readCarried` reads. */
export function writeCarried(carried: Carried): string {
  return JSON.stringify(carried);
}

/** Reads what lies on the clipboard; anybody may have put it there, so null where it does not fit. */
export function readCarried(text: string): Carried | null {
  if (text === '') return null;
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value !== 'object' || value === null) return null;
    const { note, notebook, kind: said, text: words } = value as Record<string, unknown>;
    if (typeof note !== 'string' || typeof notebook !== 'string') return null;
    const kind = KINDS.find((known) => known === said);
    if (kind === undefined || typeof words !== 'string') return null;
    return { note, notebook, kind, text: words };
  } catch {
    return null;
  }
}
