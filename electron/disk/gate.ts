import { dirname, sep } from 'node:path';

/** One call on a disk, which may hang. */
export interface DiskCall<Value> {
  /** What it hangs on, when it does. */
  readonly path: string;
  /** Makes the call on one of Node's own threads. */
  readonly onPool: () => Promise<Value>;
  /** Makes the same call on a thread of ours; null where there is no such way. */
  readonly onSpare: (() => Promise<Value>) | null;
}

/** Lets calls pass so that those that hang hold up nobody else. */
export interface DiskGate {
  readonly pass: <Value>(call: DiskCall<Value>) => Promise<Value>;
  /**
   * True while a call on what is in a folder, or on anything, has not been answered for long: its
   * thread would keep the process from ending.
   */
  readonly hangs: (folder?: string) => boolean;
}

interface Passing {
  readonly path: string;
  readonly place: 'pool' | 'spare';
  readonly sinceMs: number;
  hangs: boolean;
}

interface Waiting {
  readonly path: string;
  readonly hasSpare: boolean;
  readonly start: (place: Passing['place']) => void;
}

export interface DiskGateOptions {
  /** Who is not answered for this long hangs. A slow disk only gets more threads by it. */
  readonly hangsAfterMs: number;
  /** Calls at once, of those that do not hang; fewer than Node's four threads. */
  readonly atOnce: number;
  /** Calls that hang in one folder; the next ones there wait for an answer. */
  readonly mostInFolder: number;
  /** Calls that hang in all, at most. */
  readonly most: number;
}

const OPTIONS: DiskGateOptions = { hangsAfterMs: 1_000, atOnce: 3, mostInFolder: 12, most: 30 };

/**
 * Makes a gate before Node's pool of four threads, which all file calls of a process share.
 *
 * Never more than `atOnce` calls are on the pool, so that what does not pass here always finds a
 * thread. Where calls hang and hold those, the next ones get threads of ours. No call waits inside
 * the gate for another one, so it cannot lock itself.
 */
export function createDiskGate(options = OPTIONS): DiskGate {
  const passing = new Set<Passing>();
  let waiting: Waiting[] = [];
  /** Where in `waiting` the first one is; those before it are gone. */
  let first = 0;
  let hanging = 0;
  let timer: NodeJS.Timeout | null = null;

  function pass<Value>(call: DiskCall<Value>): Promise<Value> {
    const { path, onPool, onSpare } = call;
    return new Promise((resolve, reject) => {
      const start = (place: Passing['place']): void => {
        const mine: Passing = { path, place, sinceMs: performance.now(), hangs: false };
        passing.add(mine);
        timer ??= setTimeout(look, options.hangsAfterMs).unref();
        const task = place === 'spare' && onSpare !== null ? onSpare : onPool;
        task().then(
          (value) => {
            end(mine);
            resolve(value);
          },
          (thrown: unknown) => {
            end(mine);
            reject(thrown);
          },
        );
      };
      waiting.push({ path, hasSpare: onSpare !== null, start });
      letPass();
    });
  }

  function end(ended: Passing): void {
    passing.delete(ended);
    if (ended.hangs) hanging--;
    letPass();
  }

  /** Finds out who hangs. One timer for all: a folder of notes is thousands of calls. */
  function look(): void {
    timer = null;
    const now = performance.now();
    for (const one of passing) {
      if (one.hangs || now - one.sinceMs < options.hangsAfterMs) continue;
      one.hangs = true;
      hanging++;
    }
    letPass();
    if (timer === null && passing.size > hanging) {
      timer = setTimeout(look, options.hangsAfterMs / 4).unref();
    }
  }

  function letPass(): void {
    if (hanging === 0) letPassInOrder();
    else letPassAround();
  }

  function letPassInOrder(): void {
    while (passing.size < options.atOnce) {
      const next = waiting[first];
      if (next === undefined) break;
      first++;
      next.start('pool');
    }
    if (first < 1_024 && first < waiting.length) return;
    waiting.splice(0, first);
    first = 0;
  }

  function letPassAround(): void {
    const all = waiting.slice(first);
    waiting = [];
    first = 0;
    const kept: Waiting[] = [];
    for (const one of all) {
      const place = placeOf(one);
      if (place === null) kept.push(one);
      else one.start(place);
    }
    // Before those that a call which began just now put there.
    waiting = [...kept, ...waiting];
  }

  function placeOf({ path, hasSpare }: Waiting): Passing['place'] | null {
    if (passing.size - hanging >= options.atOnce) return null;
    const all = [...passing];
    const hung = all.filter(({ hangs }) => hangs);
    const folder = dirname(path);
    if (hung.some((one) => one.path === path)) return null;
    if (hung.filter((one) => dirname(one.path) === folder).length >= options.mostInFolder)
      return null;
    if (all.filter(({ place }) => place === 'pool').length < options.atOnce) return 'pool';
    return hasSpare && passing.size < options.most ? 'spare' : null;
  }

  function hangs(folder?: string): boolean {
    if (folder === undefined || hanging === 0) return hanging > 0;
    const isIn = (path: string): boolean => path === folder || path.startsWith(folder + sep);
    return [...passing].some((one) => one.hangs && isIn(one.path));
  }

  return { pass, hangs };
}
