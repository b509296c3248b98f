/** Runs tasks of one key one after another; tasks of different keys run side by side. */
export interface KeyedQueue {
  /** Settles as the task does. A task that fails does not stop those behind it. */
  readonly run: <Value>(key: string, task: () => Promise<Value>) => Promise<Value>;
}

/**
 * Makes an empty queue.
 *
 * Two writers of one file must never interleave between the comparison with the disk and the
 * rename: the second one would overwrite what the first has just written.
 */
export function createKeyedQueue(): KeyedQueue {
  const tails = new Map<string, Promise<void>>();

  function run<Value>(key: string, task: () => Promise<Value>): Promise<Value> {
    const previous = tails.get(key) ?? Promise.resolve();
    const result = previous.then(task);
    const tail = result.then(
      () => undefined,
      () => undefined,
    );
    tails.set(key, tail);
    void tail.then(() => {
      if (tails.get(key) === tail) tails.delete(key);
    });
    return result;
  }

  return { run };
}
