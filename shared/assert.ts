/**
 * Stops on a programmer's mistake.
 *
 * For what cannot happen if the code is right. Expected outcomes are union values
 * (see result.ts), never this.
 */
export function invariant(condition: unknown, message: string): asserts condition {
  if (!condition) throw new Error(`Invariant: ${message}`);
}

/** Makes the compiler prove that a switch over a union is complete. */
export function assertNever(value: never): never {
  throw new Error(`Unexpected value: ${JSON.stringify(value)}`);
}
