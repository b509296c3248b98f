import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, it, onTestFinished } from 'vitest';
import { createDiskGate, type DiskGate } from '../../../electron/disk/gate.ts';

interface World {
  readonly gate: DiskGate;
  /** Begins a call that stays until it is answered; on a thread of ours only where it may. */
  readonly call: (path: string, mayUseSpare?: 'may use spare' | 'pool only') => Promise<string>;
  readonly answer: (path: string) => void;
  /** What has begun, in order. */
  readonly begun: string[];
}

const HANGS_AFTER_MS = 30;

function world(): World {
  const limits = { atOnce: 3, mostInFolder: 5, most: 7 };
  const gate = createDiskGate({ ...limits, hangsAfterMs: HANGS_AFTER_MS });
  const begun: string[] = [];
  const answers = new Map<string, () => void>();
  onTestFinished(() => {
    for (const end of answers.values()) end();
  });
  const on = (place: string, path: string) => (): Promise<string> => {
    begun.push(`${path} on ${place}`);
    return new Promise((resolve) => answers.set(path, () => resolve(path)));
  };
  return {
    gate,
    begun,
    call: (path, mayUseSpare = 'may use spare') =>
      gate.pass({
        path,
        onPool: on('pool', path),
        onSpare: mayUseSpare === 'may use spare' ? on('spare', path) : null,
      }),
    answer: (path) => answers.get(path)?.(),
  };
}

/** Long enough for whatever has begun to be taken for hanging; in steps, because a busy machine is late. */
async function untilAllHang(): Promise<void> {
  for (let step = 0; step < 16; step++) await sleep(HANGS_AFTER_MS / 2);
}

describe('the gate before the threads', () => {
  it('lets three calls pass at once, and the next ones in their order', async () => {
    const { call, answer, begun, gate } = world();
    for (const path of ['/a/1', '/a/2', '/a/3', '/a/4', '/a/5']) void call(path);
    expect(begun).toEqual(['/a/1 on pool', '/a/2 on pool', '/a/3 on pool']);
    answer('/a/2');
    await sleep(0);
    expect(begun.slice(3)).toEqual(['/a/4 on pool']);
    expect(gate.hangs()).toBe(false);
  });

  it('gives a call that is refused its error, and its place to the next one', async () => {
    const { gate } = world();
    const refuse = (): Promise<never> => Promise.reject(new Error('refused'));
    const refused = Array.from({ length: 9 }, () =>
      gate.pass({ path: '/a', onPool: refuse, onSpare: null }),
    );
    expect((await Promise.allSettled(refused)).map(({ status }) => status)).toEqual(
      Array.from({ length: 9 }, () => 'rejected'),
    );
    expect(await gate.pass({ path: '/a', onPool: async () => 'taken', onSpare: null })).toBe(
      'taken',
    );
  });

  it('gives the calls behind those that hang threads of ours, as long as there are some', async () => {
    const { call, begun, gate } = world();
    for (const path of ['/a/1', '/a/2', '/a/3', '/b/1', '/b/2', '/b/3']) void call(path);
    await untilAllHang();
    expect(gate.hangs()).toBe(true);
    expect(begun.slice(3)).toEqual(['/b/1 on spare', '/b/2 on spare', '/b/3 on spare']);
    for (const path of ['/c/1', '/d/1']) void call(path);
    await untilAllHang();
    expect(begun.slice(6)).toEqual(['/c/1 on spare']);
  });

  it('keeps what is for a file that hangs, and for a folder with many such, until there is an answer', async () => {
    const { call, answer, begun } = world();
    for (const path of ['/a/1', '/a/2', '/a/3', '/a/4', '/a/5']) void call(path);
    await untilAllHang();
    const again = call('/a/1');
    void call('/a/6');
    void call('/b/1');
    await sleep(0);
    expect(begun.slice(5)).toEqual(['/b/1 on spare']);
    answer('/a/1');
    await sleep(0);
    expect(begun.slice(6)).toEqual(['/a/1 on pool', '/a/6 on spare']);
    answer('/a/1');
    expect(await again).toBe('/a/1');
  });

  it('begins no second call on a file that hangs, though there are threads', async () => {
    const { call, answer, begun } = world();
    void call('/a/1');
    await untilAllHang();
    const again = call('/a/1');
    void call('/a/2');
    await sleep(0);
    expect(begun).toEqual(['/a/1 on pool', '/a/2 on pool']);
    answer('/a/1');
    await sleep(0);
    expect(begun.slice(2)).toEqual(['/a/1 on pool']);
    answer('/a/1');
    expect(await again).toBe('/a/1');
  });

  it('tells of which folder a disk hangs', async () => {
    const { call, gate } = world();
    void call(join('/a', 'b', '1'));
    await untilAllHang();
    const folders = ['/a', join('/a', 'b'), join('/a', 'bc'), '/c'];
    expect(folders.map((folder) => gate.hangs(folder))).toEqual([true, true, false, false]);
    expect(gate.hangs()).toBe(true);
  });

  it('keeps a call that only the pool can make until that has a thread', async () => {
    const { call, answer, begun, gate } = world();
    for (const path of ['/a/1', '/a/2', '/a/3']) void call(path);
    await untilAllHang();
    void call('/b/1', 'pool only');
    void call('/b/2');
    expect(begun.slice(3)).toEqual(['/b/2 on spare']);
    for (const path of ['/a/1', '/a/2', '/a/3']) answer(path);
    await sleep(0);
    expect(begun.slice(4)).toEqual(['/b/1 on pool']);
    expect(gate.hangs()).toBe(false);
  });
});
