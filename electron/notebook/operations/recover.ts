import { join } from 'node:path';
import { deleteFiles, finishDelete } from '../../trash/delete.ts';
import { readRecord } from '../../trash/hold.ts';
import { restoreFiles } from '../../trash/restore.ts';
import { diskError } from '../errno.ts';
import { readSnapshot } from '../file-version.ts';
import { carryNote, leaveOld } from './carry.ts';
import { isThere } from './disk.ts';
import type { Ground } from './ground.ts';
import {
  clearIntent,
  type DeleteIntent,
  type Intent,
  type MoveIntent,
  OperationRefused,
  readIntent,
} from './intent.ts';
import { recaseNote } from './recase.ts';
import { relinkBytes } from './relink-bytes.ts';
import { hashOf } from './same-file.ts';

/**
 * Takes up what was under way when the app ended; call before a notebook is looked at.
 *
 * Rolls forward, since somebody asked for it, unless the files are not what they were then: what
 * another program wrote meanwhile is never removed. What the disk refuses now is tried at the next
 * start; both names work until then.
 */
export async function recoverOperation(ground: Ground): Promise<void> {
  const intent = await readIntent(ground.dataFolder);
  if (intent === null) return;
  try {
    await rollForward(ground, intent);
  } catch (thrown) {
    if (!(thrown instanceof OperationRefused)) diskError(thrown);
  }
}

async function rollForward(ground: Ground, intent: Intent): Promise<void> {
  switch (intent.kind) {
    case 'move':
    case 'duplicate':
      return recoverMove(ground, intent);
    case 'recase':
      return recaseNote(ground, intent, await relinkBytes(ground, intent));
    case 'delete':
      return recoverDelete(ground, intent);
    case 'restore':
      if ((await readRecord(ground.dataFolder, intent.hold)) === null)
        return clearIntent(ground.disk, ground.dataFolder);
      await restoreFiles(ground, intent);
  }
}

async function recoverMove(ground: Ground, intent: MoveIntent): Promise<void> {
  const { disk, folder, dataFolder } = ground;
  const written = await hashOf(disk, join(folder, intent.to));
  if (written !== null) {
    // A note that is neither ours nor as we wrote it came from elsewhere: both stay.
    if (intent.written || written === intent.toHash) return leaveOld(ground, intent);
    return clearIntent(disk, dataFolder);
  }
  const snapshot = await readSnapshot(disk, join(folder, intent.from));
  // The new note is gone again, or the old one is another by now: there is nothing to go on with.
  if (intent.written || snapshot === null || snapshot.version.hash !== intent.fromHash)
    return clearIntent(disk, dataFolder);
  const bytes = (await relinkBytes(ground, intent))(snapshot.bytes);
  const { mode, mtimeMs } = snapshot.stat;
  await carryNote(ground, intent, {
    bytes,
    mode,
    mtimeMs: intent.kind === 'move' ? mtimeMs : null,
  });
  await leaveOld(ground, intent);
}

async function recoverDelete(ground: Ground, intent: DeleteIntent): Promise<void> {
  const { disk, folder, dataFolder } = ground;
  if ((await readRecord(dataFolder, intent.hold)) !== null) {
    await finishDelete(ground, intent);
    return;
  }
  for (const { name, hash } of intent.files) {
    if (!(await isThere(join(folder, name))) || (await hashOf(disk, join(folder, name))) !== hash)
      return clearIntent(disk, dataFolder);
  }
  await deleteFiles(ground, intent);
}
