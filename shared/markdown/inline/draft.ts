/** What a character of a draft is there for. */
export const TEXT = 0;
/** Syntax that is meant, or source that is kept as it is. */
export const FIXED = 1;
/** Delimiters of strong, emphasis and strike, which depend on what stands beside them. */
export const OPENING = 2;
export const CLOSING = 3;

export type Role = typeof TEXT | typeof FIXED | typeof OPENING | typeof CLOSING;

/** Inline source on its way to be printed: each character knows what it is meant to be. */
export interface Draft {
  readonly source: string;
  /** One role for each UTF-16 unit. */
  readonly roles: Uint8Array;
}

/** A change of a draft: `length` characters at `at` give way to fixed source. */
export interface DraftEdit {
  readonly at: number;
  readonly length: number;
  readonly source: string;
}

/** Collects a draft from left to right. */
export class DraftWriter {
  private readonly parts: { readonly source: string; readonly role: Role }[] = [];
  private length = 0;
  private last = '\n';

  write(source: string, role: Role): void {
    if (source === '') return;
    this.parts.push({ source, role });
    this.length += source.length;
    this.last = source.charAt(source.length - 1);
  }

  /** True where blanks written now would be dropped: at the start of a line or after blanks. */
  get afterBlank(): boolean {
    return /[ \t\n]/.test(this.last);
  }

  finish(): Draft {
    const roles = new Uint8Array(this.length);
    let at = 0;
    for (const { source, role } of this.parts) {
      roles.fill(role, at, at + source.length);
      at += source.length;
    }
    return { source: this.parts.map((part) => part.source).join(''), roles };
  }
}

/** The draft with all edits made; they must not overlap. */
export function editDraft(draft: Draft, edits: readonly DraftEdit[]): Draft {
  const ordered = edits.toSorted((one, other) => one.at - other.at);
  const growth = ordered.reduce((sum, edit) => sum + edit.source.length - edit.length, 0);
  const roles = new Uint8Array(draft.source.length + growth);
  const parts: string[] = [];
  let [from, to] = [0, 0];
  for (const edit of ordered) {
    parts.push(draft.source.slice(from, edit.at), edit.source);
    roles.set(draft.roles.subarray(from, edit.at), to);
    to += edit.at - from;
    roles.fill(FIXED, to, to + edit.source.length);
    to += edit.source.length;
    from = edit.at + edit.length;
  }
  parts.push(draft.source.slice(from));
  roles.set(draft.roles.subarray(from), to);
  return { source: parts.join(''), roles };
}

/** Puts a backslash before each of these characters. */
export function escapeAt(draft: Draft, indices: Iterable<number>): Draft {
  const edits = [...new Set(indices)].map((at) => ({
    at,
    length: 1,
    source: `\\${draft.source.charAt(at)}`,
  }));
  return editDraft(draft, edits);
}
