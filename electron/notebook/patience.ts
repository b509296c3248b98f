/** What is said of a disk that neither takes nor refuses. */
export const NO_ANSWER = { kind: 'no-answer', detail: 'the disk does not answer' } as const;

/** Who says nothing for this long hangs. A slow disk does one thing after another meanwhile. */
export const PATIENCE_MS = 4_000;

/** The task's value, or null when it takes longer than `limitMs`. The task itself goes on. */
export async function within<Value>(limitMs: number, task: Promise<Value>): Promise<Value | null> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<null>((resolve) => {
    timer = setTimeout(resolve, limitMs, null);
  });
  try {
    return await Promise.race([task, late]);
  } finally {
    clearTimeout(timer);
  }
}

/** The task's answer, or `NO_ANSWER` when it takes longer than `limitMs`. The task itself goes on. */
export async function answeredWithin<Value>(
  limitMs: number,
  task: Promise<Value>,
): Promise<Value | typeof NO_ANSWER> {
  const answer = await within(
    limitMs,
    task.then((value) => ({ value })),
  );
  return answer === null ? NO_ANSWER : answer.value;
}

/** The values of the tasks that end within `limitMs`, in their order; undefined for each of the others. */
export async function endedWithin<Value>(
  limitMs: number,
  tasks: readonly Promise<Value>[],
): Promise<readonly (Value | undefined)[]> {
  const values: (Value | undefined)[] = tasks.map(() => undefined);
  const all = tasks.map(async (task, index) => {
    values[index] = await task;
  });
  await within(limitMs, Promise.all(all));
  return [...values];
}
