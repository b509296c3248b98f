import { err, ok, type Result } from '../result.ts';
import { safeNoteName } from './safe-name.ts';
import { utf8Length } from './utf8-length.ts';

/** Why a name that a person gave a note or a folder is not taken; each has its own sentence. */
export type NameProblem = 'empty' | 'characters' | 'reserved' | 'hidden' | 'too-long';

/** UTF-8; leaves room for `.assets` and a number below the 255 that file systems take. */
const MAX_BYTES = 230;
/** What some system refuses in a name, or reads as something else. */
const REFUSED = /[/\\:*?"<>|\p{Cc}\p{Cs}\p{Bidi_Control}]/u;

/**
 * The file name of a note that a person names: NFC, without blanks around it, with `.md`.
 *
 * Refuses what another computer of the same notebook could not hold, so that a note never comes to
 * be on one of them only.
 */
export function givenNoteName(typed: string): Result<string, NameProblem> {
  const stem = typed.trim().replace(/\.md$/i, '').trim();
  const problem = problemOf(stem);
  return problem === null ? ok(`${stem.normalize('NFC')}.md`) : err(problem);
}

/** A folder of the notebook that a person names, `/` between its parts; empty for the notebook. */
export function givenFolder(typed: string): Result<string, NameProblem> {
  const parts = typed
    .split(/[/／]/)
    .map((part) => part.trim())
    .filter((part) => part !== '');
  for (const part of parts) {
    const problem = problemOf(part) ?? (isOurs(part) ? 'reserved' : null);
    if (problem !== null) return err(problem);
  }
  return ok(parts.join('/').normalize('NFC'));
}

/**
 * The first name like `wanted` that is free: `talk.md`, then `talk-2.md`, `talk-3.md` …
 *
 * `isTaken` is asked with each; a name with a number gives that up where its own base is taken
 * too, so that a copy of `talk-2` is `talk-3`.
 */
export function freeNoteName(wanted: string, isTaken: (name: string) => boolean): string {
  if (!isTaken(wanted)) return wanted;
  const at = wanted.lastIndexOf('/') + 1;
  const folder = wanted.slice(0, at);
  const stem = wanted.slice(at).replace(/\.md$/i, '');
  const base = stem.replace(/-\d{1,4}$/, '');
  const root = base !== '' && base !== stem && isTaken(`${folder}${base}.md`) ? base : stem;
  for (let number = 2; ; number++) {
    const name = `${folder}${cut(root, String(number).length + 1)}-${number}.md`;
    if (!isTaken(name)) return name;
  }
}

/** Names that some file system holds for one and the same. */
export function sameFileName(left: string, right: string): boolean {
  return foldName(left) === foldName(right);
}

/** The form of a name by which file systems that fold case and Unicode forms compare. */
export function foldName(name: string): string {
  return name.normalize('NFC').toLowerCase().normalize('NFC');
}

function problemOf(part: string): NameProblem | null {
  if (part === '') return 'empty';
  if (REFUSED.test(part)) return 'characters';
  if (part.startsWith('.')) return 'hidden';
  if (utf8Length(part.normalize('NFC')) > MAX_BYTES) return 'too-long';
  return safeNoteName(`${part}.md`).ok && safeNoteName(`${part}/x.md`).ok ? null : 'reserved';
}

/** Folders that hold no notes: images of a note, programs' own. */
function isOurs(part: string): boolean {
  return part === 'node_modules' || /\.assets$/i.test(part);
}

function cut(stem: string, room: number): string {
  let kept = stem;
  while (utf8Length(kept) > MAX_BYTES - room) kept = [...kept].slice(0, -1).join('');
  return kept;
}
