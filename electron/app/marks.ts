/** Notes a moment of the start; epoch milliseconds, so that marks of all processes compare. */
export type Mark = (name: string, atEpochMs?: number) => void;

/**
 * Prints the moments of a start, one line each: `mark NAME EPOCHMS`.
 *
 * Only where `BACKROW_MARKS` is set; what measures a start spawns the app itself and reads its
 * output, because a test driver's own loader would be measured with it.
 */
export function createMark(environment: NodeJS.ProcessEnv): Mark {
  if (environment.BACKROW_MARKS === undefined) return () => undefined;
  return (name, atEpochMs = performance.timeOrigin + performance.now()) => {
    const word = name.replaceAll(/[^\w.:-]/g, '_');
    process.stdout.write(`mark ${word} ${atEpochMs.toFixed(1)}\n`);
  };
}
