import { readdirSync, readFileSync } from 'node:fs';

/** CPU time, in ms. */
export interface CpuTime {
  /** In all threads. */
  readonly all: number;
  /** In the process's first thread: of a window's process the one that runs the page. */
  readonly first: number;
}

/**
 * Starts to count the CPU time of a process; the answer tells how much it has used since, in ms.
 *
 * In nanoseconds from the kernel (sched-stats.rst), fine enough for a few keys, where a process's
 * own sum comes in hundredths of a second. They are told by thread; one that has ended since is
 * left out. Chromium's workers end after half a minute without work, so it has next to none of it.
 */
export function startCpu(pid: number): () => CpuTime {
  const before = threadTimes(pid);
  return () => {
    let all = 0;
    let first = 0;
    for (const [thread, ms] of threadTimes(pid)) {
      const used = ms - (before.get(thread) ?? 0);
      all += used;
      if (thread === pid) first = used;
    }
    return { all, first };
  };
}

/** The CPU time of each thread of a process so far, in ms. */
function threadTimes(pid: number): ReadonlyMap<number, number> {
  const times = new Map<number, number>();
  for (const name of readdirSync(`/proc/${pid}/task`)) {
    try {
      const [ns] = readFileSync(`/proc/${pid}/task/${name}/schedstat`, 'utf8').split(' ');
      times.set(Number(name), Number(ns) / 1e6);
    } catch {
      // It ended while we looked.
    }
  }
  return times;
}

/** The fields after the program's name, which may hold blanks and brackets itself. */
function statFields(pid: number): readonly string[] {
  const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
  return stat.slice(stat.lastIndexOf(')') + 2).split(' ');
}

/** A process and all that come from it. */
function processTree(root: number): readonly number[] {
  const parents = new Map<number, number>();
  for (const name of readdirSync('/proc')) {
    if (!/^\d+$/.test(name)) continue;
    const parent = parentOf(Number(name));
    if (parent !== null) parents.set(Number(name), parent);
  }
  const tree = [root];
  for (const member of tree)
    for (const [pid, parent] of parents) if (parent === member) tree.push(pid);
  return tree;
}

function parentOf(pid: number): number | null {
  try {
    return Number(statFields(pid)[1]);
  } catch {
    // It ended while we looked.
    return null;
  }
}

/**
 * The memory of a process with all that come from it, in MiB.
 *
 * Proportional set size: a page that several processes share counts once in all, so that
 * Electron's many processes compare with another program's few.
 */
export function treeMemoryMiB(root: number): number {
  let kib = 0;
  for (const pid of processTree(root)) kib += proportionalKib(pid);
  return kib / 1024;
}

function proportionalKib(pid: number): number {
  try {
    const text = readFileSync(`/proc/${pid}/smaps_rollup`, 'utf8');
    return Number(/^Pss:\s+(\d+) kB$/m.exec(text)?.[1] ?? 0);
  } catch {
    return 0;
  }
}
