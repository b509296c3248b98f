import { errnoCode } from '../errno.ts';
import { hashBytes } from '../file-version.ts';
import { isOneFile, type OperationDisk } from './disk.ts';
import { OperationRefused } from './intent.ts';

/** The hash of a file's content, or null where there is no file. */
export async function hashOf(disk: OperationDisk, path: string): Promise<string | null> {
  try {
    if (!(await disk.stat(path)).isFile) return null;
    return hashBytes(await disk.read(path));
  } catch (thrown) {
    const code = errnoCode(thrown);
    if (code === 'ENOENT' || code === 'ENOTDIR') return null;
    throw thrown;
  }
}

/** Whether two files say the same; two names of one file are not read. */
export async function sameContent(
  disk: OperationDisk,
  left: string,
  right: string,
): Promise<boolean> {
  if (await isOneFile(left, right)) return true;
  const [one, other] = await Promise.all([hashOf(disk, left), hashOf(disk, right)]);
  return one !== null && one === other;
}

/** A second name costs no space and no time; where there is no such thing the file is copied. */
export async function linkOrCopy(disk: OperationDisk, source: string, copy: string): Promise<void> {
  try {
    await disk.link(source, copy);
  } catch (thrown) {
    if (errnoCode(thrown) === null) throw thrown;
    await copyOnce(disk, source, copy);
  }
}

/**
 * Copies a file, unless an interrupted run did so; a copy that was cut short is made anew.
 *
 * Refused where something else has the name: another program made it after the names were compared.
 */
export async function copyOnce(disk: OperationDisk, source: string, copy: string): Promise<void> {
  try {
    await disk.copy(source, copy);
  } catch (thrown) {
    if (errnoCode(thrown) !== 'EEXIST') throw thrown;
    if (await sameContent(disk, source, copy)) return;
    if (!(await isCutShort(disk, source, copy)))
      throw new OperationRefused({ kind: 'failed', detail: `${copy} exists` });
    await disk.unlink(copy);
    await disk.copy(source, copy);
  }
}

/** True for what a death leaves of a copy: its beginning, with zeros where the disk was not written. */
async function isCutShort(disk: OperationDisk, source: string, copy: string): Promise<boolean> {
  const [whole, part] = await Promise.all([disk.read(source), disk.read(copy)]);
  if (part.length > whole.length) return false;
  const written = part.findLastIndex((byte) => byte !== 0) + 1;
  return part.subarray(0, written).every((byte, at) => byte === whole[at]);
}
