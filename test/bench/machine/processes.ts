import { readdirSync, readFileSync } from 'node:fs';

/** The kernel counts CPU time for programs in hundredths of a second (`sysconf(_SC_CLK_TCK)`). */
const TICK_MS = 10;

/** The CPU time that a process has used in all its threads, in ms (proc(5), stat: utime, stime). */
export function cpuMs(pid: number): number {
  const fields = statFields(pid);
  return (Number(fields[11]) + Number(fields[12])) * TICK_MS;
}

/**
 * The CPU time of a process's first thread, in ms: of a window's process the one that runs the page.
 *
 * In nanoseconds from the kernel (sched-stats.rst), fine enough for a few keys.
 */
export function firstThreadMs(pid: number): number {
  const [ns] = readFileSync(`/proc/${pid}/task/${pid}/schedstat`, 'utf8').split(' ');
  return Number(ns) / 1e6;
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
