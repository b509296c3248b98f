import type { CallError } from '../../shared/ipc/contract.ts';
import { err, type Result } from '../../shared/result.ts';
import { PATIENCE_MS, within } from '../notebook/patience.ts';

/** Told to a task that nobody waits for any more. */
export interface GivenUp {
  isUp: boolean;
}

interface Disk {
  /** Tasks that ended, of any image. */
  ended: number;
  /** Tasks that were given up and have not ended. */
  hanging: number;
}

/** Tasks on disks of which some may hang: an unplugged cable, a server that is gone. */
export interface Patience {
  /**
   * The task's answer, or `instead`'s where the disk says nothing for too long, or already hangs.
   * Where that fails, too, there is nothing but to wait for the disk.
   */
  readonly wait: <Value>(
    disk: string,
    task: (given: GivenUp) => Promise<Result<Value, CallError>>,
    instead: () => Promise<Result<Value, CallError>>,
  ) => Promise<Result<Value, CallError>>;
}

/** Makes the memory of disks that hang; `limitMs` counts from the last task of a disk that ended. */
export function createPatience(limitMs = PATIENCE_MS): Patience {
  const disks = new Map<string, Disk>();

  async function wait<Value>(
    name: string,
    task: (given: GivenUp) => Promise<Result<Value, CallError>>,
    instead: () => Promise<Result<Value, CallError>>,
  ): Promise<Result<Value, CallError>> {
    const disk = disks.get(name) ?? { ended: 0, hanging: 0 };
    disks.set(name, disk);
    if (disk.hanging > 0) {
      const answer = await instead();
      if (answer.ok) return answer;
    }
    const given: GivenUp = { isUp: false };
    const answered = task(given).finally(() => disk.ended++);
    const inTime = await patiently(disk, answered);
    if (inTime !== null) return inTime;
    given.isUp = true;
    disk.hanging++;
    void answered.then(
      () => disk.hanging--,
      () => disk.hanging--,
    );
    const answer = await instead();
    if (answer.ok) return answer;
    given.isUp = false;
    return answered.catch((thrown: unknown) => err({ kind: 'failed', detail: String(thrown) }));
  }

  /** Null where nothing of the disk ended for as long as one is patient. */
  async function patiently<Value>(disk: Disk, answered: Promise<Value>): Promise<Value | null> {
    for (;;) {
      const { ended } = disk;
      const answer = await within(limitMs, answered);
      if (answer !== null || disk.ended === ended) return answer;
    }
  }

  return { wait };
}
