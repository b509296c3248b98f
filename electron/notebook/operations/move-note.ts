import { join } from 'node:path';
import type { CallError } from '../../../shared/ipc/contract.ts';
import { freeNoteName, sameFileName } from '../../../shared/note/given-name.ts';
import { folderOf } from '../../../shared/note/links/path.ts';
import { err, ok, type Result } from '../../../shared/result.ts';
import { type FileSnapshot, hashBytes, readSnapshot } from '../file-version.ts';
import { decodeNote, encodeNote } from '../note-text.ts';
import { carryNote, leaveOld } from './carry.ts';
import { isOneFile } from './disk.ts';
import { assetsOf, pathIn, unwrittenGround } from './ground.ts';
import type { MoveIntent } from './intent.ts';
import type { OperationsOptions } from './operations-options.ts';
import { recaseNote } from './recase.ts';
import { relinkFor } from './relink-bytes.ts';
import { namesTaken } from './taken.ts';

/** Puts a note, or a copy of it, under a name that is free; answers with that name. */
export type MoveTo = (
  kind: MoveIntent['kind'],
  from: string,
  wanted: string,
) => Promise<Result<string, CallError>>;

/**
 * Makes the function that moves and copies the notes of a notebook.
 *
 * A note that is open goes on in its editor: main's text is handed over between the writing of the
 * new file and the end of the old one, with every edit that came meanwhile.
 */
export function createMover(options: OperationsOptions): MoveTo {
  const { ground, store, listener } = options;
  const { disk, folder } = ground;

  async function moveTo(
    kind: MoveIntent['kind'],
    from: string,
    wanted: string,
  ): Promise<Result<string, CallError>> {
    if (kind === 'move' && wanted === from) return ok(from);
    const isTaken = await namesTaken(ground, folderOf(wanted), kind === 'move' ? from : null);
    const to = freeNoteName(wanted, isTaken);
    const done = await store.exclusively(from, async () => {
      const path = await pathIn(ground, from);
      const snapshot = await readSnapshot(disk, path);
      if (snapshot === null) return err({ kind: 'missing' as const, detail: from });
      if (kind === 'move' && sameFileName(from, to) && (await isOneFile(path, join(folder, to))))
        return recase(from, to, snapshot);
      return carry(kind, from, to, snapshot);
    });
    return done.ok ? done.value : done;
  }

  async function carry(
    kind: MoveIntent['kind'],
    from: string,
    to: string,
    snapshot: FileSnapshot,
  ): Promise<Result<string, CallError>> {
    const { text, readOnly } = decodeNote(snapshot.bytes);
    const assets = await assetsOf(ground, from);
    // Links that cannot be rewritten would lead nowhere.
    if (readOnly !== null && assets.files.length > 0)
      return err({ kind: 'read-only', detail: readOnly });
    const relink = await relinkFor(ground, { from, to }, text);
    const bytes = readOnly === null ? encodeNote(relink(text)) : snapshot.bytes;
    const unwritten = await assetsOf(unwrittenGround(ground), from);
    const hasImages = assets.files.length + unwritten.files.length > 0;
    const used = kind === 'move' && hasImages ? await options.usedElsewhere(from) : [];
    const intent: MoveIntent = {
      kind,
      from,
      to,
      fromHash: snapshot.version.hash,
      toHash: hashBytes(bytes),
      written: false,
      staying: [...used],
    };
    const { mode, mtimeMs } = snapshot.stat;
    await carryNote(ground, intent, { bytes, mode, mtimeMs: kind === 'move' ? mtimeMs : null });
    if (kind === 'move') await handOver(from, to, relink);
    else listener.onCopied?.(from, to);
    await leaveOld(ground, intent);
    listener.onFiles([from, to]);
    return ok(to);
  }

  async function recase(
    from: string,
    to: string,
    snapshot: FileSnapshot,
  ): Promise<Result<string, CallError>> {
    const { text, readOnly } = decodeNote(snapshot.bytes);
    const relink = await relinkFor(ground, { from, to }, text);
    await recaseNote(ground, { kind: 'recase', from, to }, (bytes) =>
      readOnly === null ? encodeNote(relink(decodeNote(bytes).text)) : bytes,
    );
    await handOver(from, to, relink);
    listener.onFiles([from, to]);
    return ok(to);
  }

  /** From here on edits go to the new file. */
  async function handOver(
    from: string,
    to: string,
    relink: (text: string) => string,
  ): Promise<void> {
    const snapshot = await readSnapshot(disk, join(folder, to));
    const note = snapshot === null ? null : await store.adopt(from, to, snapshot, relink);
    listener.onMoved(from, note, to);
  }

  return moveTo;
}
