import { setTimeout as pause } from 'node:timers/promises';
import { startCpu } from './processes.ts';

const IDLE_MS = 1500;
/** What an editor puts off until nobody types is paid for too. */
const AFTERMATH_MS = 1000;

/** The CPU of one turn, in ms. */
export interface KeyCost {
  /** In all threads, with all that follows within a second, without what idling costs. */
  readonly all: number;
  /** In the process's first thread, until the last key's frame. */
  readonly page: number;
}

/** Counts the CPU time of one process. */
export interface Meter {
  readonly perKey: (turns: number, press: (turn: number) => Promise<void>) => Promise<KeyCost>;
}

/** Makes a meter of a process that does nothing now: what that costs is taken off later. */
export async function startMeter(pid: number): Promise<Meter> {
  const idle = startCpu(pid);
  const idleBegun = performance.now();
  await pause(IDLE_MS);
  const idleShare = idle().all / (performance.now() - idleBegun);
  return {
    perKey: async (turns, press) => {
      const used = startCpu(pid);
      const begun = performance.now();
      for (let turn = 0; turn < turns; turn++) await press(turn);
      const page = used().first;
      await pause(AFTERMATH_MS);
      const idling = idleShare * (performance.now() - begun);
      return { all: (used().all - idling) / turns, page: page / turns };
    },
  };
}
