import { diffLines } from '../../../shared/text-patch.ts';
import { hashBytes } from '../file-version.ts';
import { encodeNote } from '../note-text.ts';
import { encodeRecord } from './record.ts';
import type { JournalVersion, Replayed } from './replay.ts';

/** How much of the past a log keeps. */
interface Thinness {
  /** Versions closer to each other than this become one, the later. */
  readonly apartMs: number;
  readonly versions: number;
  /** Of the encoded log; the last version stays whatever it takes. */
  readonly bytes: number;
}

const KEPT: Thinness = { apartMs: 120_000, versions: 300, bytes: 1024 * 1024 };

/** The versions of a log that are kept when it is thinned, oldest first; always the last one. */
function keptVersions(
  versions: readonly JournalVersion[],
  { apartMs, versions: most }: Thinness,
): readonly JournalVersion[] {
  const kept: JournalVersion[] = [];
  for (const version of versions) {
    const last = kept.at(-1);
    // A clock that was set back makes no difference: what is not clearly later replaces.
    if (last !== undefined && kept.length > 1 && version.atEpochMs - last.atEpochMs < apartMs)
      kept.pop();
    kept.push(version);
  }
  return kept.slice(-most);
}

/** The log written anew with fewer versions; only for a log without unsaved text. */
export function thinned(log: Replayed): string {
  let kept = keptVersions(log.versions, KEPT);
  for (;;) {
    const text = encodeVersions(log.name, kept);
    if (kept.length <= 1 || Buffer.byteLength(text) <= KEPT.bytes) return text;
    kept = kept.slice(Math.ceil(kept.length / 2));
  }
}

function encodeVersions(name: string, versions: readonly JournalVersion[]): string {
  let before: readonly string[] = [];
  const lines: string[] = [];
  for (const [index, { atEpochMs, lines: now }] of versions.entries()) {
    const hash = hashBytes(encodeNote(now.join('')));
    if (index === 0) {
      const text = now.join('');
      lines.push(encodeRecord({ kind: 'base', atEpochMs, name, hash, text, held: null }));
    } else {
      lines.push(encodeRecord({ kind: 'edit', atEpochMs, patch: diffLines(before, now) }));
      lines.push(encodeRecord({ kind: 'saved', atEpochMs, hash, behind: 0 }));
    }
    before = now;
  }
  return lines.join('');
}
