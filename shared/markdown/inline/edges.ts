import { BLANK, classAt, OTHER, PUNCTUATION } from './character.ts';
import { CLOSING, type Draft, type DraftEdit, editDraft, OPENING, TEXT } from './draft.ts';
import { isUnsafe } from './entity.ts';

/**
 * Makes delimiters work where the characters beside them forbid it.
 *
 * `**「強調」**です` is no strong text in CommonMark: between a bracket and a letter the
 * asterisks cannot close. The only exact way to write it is to spell the letter outside as a
 * character reference, `**「強調」**&#12391;す`, because its ampersand counts as punctuation. A blank
 * inside a mark is spelt so too. https://spec.commonmark.org/0.31.2/#left-flanking-delimiter-run
 */
export function spellEdges(draft: Draft): Draft {
  const spelt = new Set<number>();
  let at = 0;
  while (at < draft.source.length) {
    const role = draft.roles[at];
    if (role !== OPENING && role !== CLOSING) {
      at++;
      continue;
    }
    const end = runEnd(draft, at);
    for (const index of edgesOf(draft, at, end)) spelt.add(codePointStart(draft, index));
    at = end;
  }
  const edits = [...spelt].flatMap((index) => spell(draft, index));
  // A letter that became a reference ends in punctuation, which the next delimiter must bear.
  return edits.length === 0 ? draft : spellEdges(editDraft(draft, edits));
}

/** The end of the run of one delimiter character. */
function runEnd(draft: Draft, from: number): number {
  const marker = draft.source.charAt(from);
  let end = from;
  while (draft.source.charAt(end) === marker && isDelimiter(draft, end)) end++;
  return end;
}

function isDelimiter(draft: Draft, at: number): boolean {
  return draft.roles[at] === OPENING || draft.roles[at] === CLOSING;
}

/** The characters beside a run that must be spelt for it to open and close as it is meant to. */
function edgesOf(draft: Draft, from: number, to: number): readonly number[] {
  const roles = draft.roles.subarray(from, to);
  const edges: number[] = [];
  if (roles.includes(OPENING)) edges.push(...sides(draft, from - 1, to, roles.includes(CLOSING)));
  else edges.push(...sides(draft, to, from - 1, false));
  return edges;
}

/** What to spell of the outer and the inner character beside a run. */
function sides(draft: Draft, outer: number, inner: number, both: boolean): readonly number[] {
  const outside = classAt(draft.source, outer);
  const inside = classAt(draft.source, inner);
  const inWord = draft.source[Math.min(outer, inner) + 1] === '_';
  const spelt: number[] = [];
  if (inside === BLANK) spelt.push(inner);
  const free = outside !== OTHER || (!inWord && inside === OTHER);
  if (!free) spelt.push(outer);
  if (both && outside === BLANK) spelt.push(outer);
  if (both && inside === OTHER && outside === PUNCTUATION) spelt.push(inner);
  return spelt;
}

/** Replaces the code point at `index` by a numeric character reference, where that is possible. */
function spell(draft: Draft, index: number): readonly DraftEdit[] {
  if (draft.roles[index] !== TEXT) return [];
  const code = draft.source.codePointAt(index);
  if (code === undefined || isUnsafe(code)) return [];
  return [{ at: index, length: code > 0xffff ? 2 : 1, source: `&#${code};` }];
}

function codePointStart(draft: Draft, index: number): number {
  return /[\udc00-\udfff]/.test(draft.source.charAt(index)) ? index - 1 : index;
}
