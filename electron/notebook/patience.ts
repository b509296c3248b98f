import { setTimeout as sleep } from 'node:timers/promises';

/** The task's value, or null when it takes longer than `limitMs`. The task itself goes on. */
export async function within<Value>(limitMs: number, task: Promise<Value>): Promise<Value | null> {
  const clock = new AbortController();
  const late = sleep(limitMs, null, { signal: clock.signal }).catch(() => null);
  try {
    return await Promise.race([task, late]);
  } finally {
    clock.abort();
  }
}
