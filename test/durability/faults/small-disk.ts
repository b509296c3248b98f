import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A small file system of its own. */
export interface SmallDisk {
  /** Where it is mounted. */
  readonly folder: string;
  readonly readOnly: (yes: boolean) => void;
  readonly remove: () => void;
}

export type DiskKind = 'tmpfs' | 'ext4';

/**
 * Mounts a small disk, or says why that cannot be done here.
 *
 * Only root on Linux can; whoever tests with it must say so elsewhere, and not count it as passed.
 */
export function mountSmallDisk(kind: DiskKind, megabytes: number): SmallDisk | string {
  if (process.platform !== 'linux') return 'only Linux mounts them';
  if (process.getuid?.() !== 0) return 'only root may mount';
  const top = mkdtempSync(join(tmpdir(), 'backrow disk '));
  const folder = join(top, 'mounted');
  try {
    run('mkdir', folder);
    if (kind === 'tmpfs') {
      run('mount', '-t', 'tmpfs', '-o', `size=${megabytes}m`, 'tmpfs', folder);
    } else {
      const image = join(top, 'image');
      run('truncate', '-s', `${megabytes}M`, image);
      // No reserved blocks: root could fill a disk that is full for everybody else.
      run('mkfs.ext4', '-q', '-m', '0', image);
      run('mount', '-o', 'loop', image, folder);
    }
  } catch (thrown) {
    rmSync(top, { recursive: true, force: true });
    return thrown instanceof Error ? (thrown.message.split('\n')[0] ?? 'refused') : 'refused';
  }
  return {
    folder,
    readOnly: (yes) => run('mount', '-o', `remount,${yes ? 'ro' : 'rw'}`, folder),
    remove: () => {
      run('umount', folder);
      rmSync(top, { recursive: true, force: true });
    },
  };
}

function run(program: string, ...args: string[]): void {
  execFileSync(program, args, { stdio: ['ignore', 'ignore', 'pipe'] });
}
