import { diffLines } from '../../../shared/text-patch.ts';
import { hashBytes } from '../file-version.ts';
import { encodeNote } from '../note-text.ts';
import { encodeRecord } from './record.ts';
import type { Replayed } from './replay.ts';
import { type JournalVersion, keptVersions } from './versions.ts';

/** A thinned log takes no more than this, or one version, whatever that takes. */
const MOST_BYTES = 1024 * 1024;

/** The log written anew with fewer versions; only for a log without unsaved text. */
export function thinned(log: Replayed): string {
  let kept: readonly JournalVersion[] = keptVersions(log.versions);
  for (;;) {
    const text = encodeVersions(log.name, kept);
    if (kept.length <= 1 || Buffer.byteLength(text) <= MOST_BYTES) return text;
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
