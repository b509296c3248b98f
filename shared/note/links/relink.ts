import { decodeText } from '../../markdown/inline/entity.ts';
import { decodeLink, encodeLink } from '../link.ts';
import { assetsFolderName } from '../name.ts';
import { type Destination, findDestinations } from './destinations.ts';
import { folderOf, relativePath, resolvePath } from './path.ts';

/** A note's way from one name to another, and the files of the notebook that its links mean. */
export interface NoteMove {
  readonly from: string;
  readonly to: string;
  /** Whether a file or folder of this name is in the notebook. */
  readonly isThere: (name: string) => boolean;
}

/** The files of the notebook that a note's links mean, for `NoteMove.isThere`. */
export function linkedFiles(note: string, text: string): ReadonlySet<string> {
  const targets = findDestinations(text).map(({ url }) => resolvePath(note, pathOf(url).path));
  return new Set(targets.filter((target) => target !== null));
}

/**
 * The text of a note that gets another name: its links lead to the same files.
 *
 * Links into the note's own folder of images follow the folder, also to images that have not
 * arrived yet; other relative links change only where the note goes to another folder and the file
 * is there. Each keeps the way it is written, and every byte beside it stays (law 1).
 */
export function relinkNote(text: string, move: NoteMove): string {
  if (!/\]\s*[(:]|(?:src|href)\s*=/i.test(text)) return text;
  let result = '';
  let at = 0;
  for (const destination of findDestinations(text)) {
    const written = movedDestination(destination, move);
    if (written === null) continue;
    result += text.slice(at, destination.from) + written;
    at = destination.to;
  }
  return result + text.slice(at);
}

function movedDestination(destination: Destination, move: NoteMove): string | null {
  const { path } = pathOf(destination.url);
  const target = resolvePath(move.from, path);
  const moved = target === null ? null : movedTarget(target, move);
  if (moved === null) return null;
  const next = relativePath(move.to, moved);
  return samePath(next, path) ? null : spell(destination, next);
}

/** Where the file is after the move, where the link to it may have to change. */
function movedTarget(target: string, { from, to, isThere }: NoteMove): string | null {
  const assets = assetsFolderName(from);
  const name = target.normalize('NFC');
  if (name === assets.normalize('NFC')) return assetsFolderName(to);
  const prefix = `${assets}/`.normalize('NFC');
  if (name.startsWith(prefix)) {
    return `${assetsFolderName(to)}/${target.split('/').slice(assets.split('/').length).join('/')}`;
  }
  if (name === from.normalize('NFC')) return to;
  return folderOf(from) !== folderOf(to) && isThere(target) ? target : null;
}

function samePath(left: string, right: string): boolean {
  return left === right.replace(/^(?:\.\/)+/, '');
}

/** A destination's path, decoded, and what follows it from `?` or `#` on, as it is. */
function pathOf(url: string): { readonly path: string; readonly rest: string } {
  const end = url.search(/[?#]/);
  const path = end === -1 ? url : url.slice(0, end);
  return { path: decodeLink(path), rest: end === -1 ? '' : url.slice(end) };
}

/** Writes a path in the manner of the destination it replaces; equal parts keep their spelling. */
function spell({ written, style }: Destination, path: string): string {
  const end = written.search(/[?#]/);
  const oldPath = end === -1 ? written : written.slice(0, end);
  const rest = end === -1 ? '' : written.slice(end);
  const dot = /^(?:\.\/)+/.exec(oldPath)?.[0] ?? '';
  const old = oldPath.slice(dot.length).split('/');
  const segments = path.split('/');
  let tail = 0;
  while (tail < Math.min(old.length, segments.length)) {
    const spelled = old[old.length - 1 - tail] ?? '';
    if (decodeLink(decodeText(spelled)) !== segments[segments.length - 1 - tail]) break;
    tail++;
  }
  const isAscii = /%[89a-f][0-9a-f]/i.test(oldPath) && !/[^\0-\x7f]/.test(oldPath);
  const fresh = segments
    .slice(0, segments.length - tail)
    .map((segment) => spellSegment(segment, style, isAscii));
  const spelled = [...fresh, ...old.slice(old.length - tail)].join('/');
  return (path.startsWith('../') ? '' : dot) + spelled + rest;
}

function spellSegment(segment: string, style: Destination['style'], isAscii: boolean): string {
  if (isAscii) return encodeURIComponent(segment).replace(/[()'*]/g, encodeLink);
  if (style !== 'enclosed') return encodeLink(segment);
  // Between angle brackets blanks may stay; what an address or Markdown gives a meaning may not.
  return segment.replace(/[%#?<>\\&\p{Cc}]/gu, (character) => encodeLink(character));
}
