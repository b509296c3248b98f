import type { FileSnapshot } from '../file-version.ts';
import { decodeNote } from '../note-text.ts';
import type { JoinTexts } from '../outside-change.ts';
import { passedThrough, type Replayed } from './replay.ts';

/** What becomes of the text that a death left in a journal. */
export type Recovery =
  /** The file has it all. */
  | { readonly kind: 'nothing' }
  /** The file is as it was left: the text takes its place without a question. */
  | { readonly kind: 'restore'; readonly text: string }
  /** The file went meanwhile: it is written again. */
  | { readonly kind: 'bring-back'; readonly text: string }
  /** The file has another text: `text` holds both. */
  | { readonly kind: 'joined'; readonly text: string }
  /** The file is no text that could be joined: the journal's text becomes a note beside it. */
  | { readonly kind: 'beside'; readonly text: string };

/** Decides what a left journal means for the file as it is now. Pure: the caller reads and acts. */
export function planRecovery(log: Replayed, found: FileSnapshot | null, join: JoinTexts): Recovery {
  const text = log.lines.join('');
  if (log.unsaved.length === 0) return { kind: 'nothing' };
  // Of a note that was never in the folder, or went with the folder's disk.
  if (found === null) {
    return log.file.hash === null ? { kind: 'restore', text } : { kind: 'bring-back', text };
  }
  const isAsLeft = found.version.hash === log.file.hash || passedThrough(log, found.bytes);
  const { text: theirs, readOnly } = decodeNote(found.bytes);
  if (theirs === text && readOnly === null) return { kind: 'nothing' };
  if (isAsLeft) return { kind: 'restore', text };
  if (readOnly !== null) return { kind: 'beside', text };
  // A file cut to nothing, as a power cut leaves those of other programs, has no side of its own.
  if (theirs.trim() === '') return { kind: 'restore', text };
  return joined(log, text, theirs, join);
}

function joined(log: Replayed, ours: string, theirs: string, join: JoinTexts): Recovery {
  // There was no file when the journal began: what is there now did not grow from ours.
  if (log.file.hash === null) return { kind: 'beside', text: ours };
  const text = join(log.file.lines.join(''), ours, theirs);
  return text === theirs ? { kind: 'nothing' } : { kind: 'joined', text };
}

/**
 * The name of the note beside: `night (recovered 2026-11-26 10.42.07).md`.
 *
 * Made from the journal's last moment, so that a recovery that is killed and runs again finds its
 * own note instead of making a second one.
 */
export function besideName(name: string, atEpochMs: number, count: number): string {
  const at = new Date(atEpochMs);
  const two = (part: number): string => String(part).padStart(2, '0');
  const day = `${at.getFullYear()}-${two(at.getMonth() + 1)}-${two(at.getDate())}`;
  const time = `${two(at.getHours())}.${two(at.getMinutes())}.${two(at.getSeconds())}`;
  const again = count === 1 ? '' : ` ${count}`;
  const suffix = ` (recovered ${day} ${time}${again}).md`;
  const slash = name.lastIndexOf('/') + 1;
  const stem = name.slice(slash).replace(/\.md$/, '');
  return name.slice(0, slash) + shortened(stem, Buffer.byteLength(suffix)) + suffix;
}

/** File systems take 255 bytes for a name. */
function shortened(stem: string, reserved: number): string {
  let kept = stem;
  while (Buffer.byteLength(kept) + reserved > 255) kept = [...kept].slice(0, -1).join('');
  return kept;
}
