/** Shorter texts may lose most of what they say without being asked about. UTF-16 units. */
const WORTH_KEEPING = 200;
const SHRINK_TO = 1 / 5;

/**
 * Whether a change from outside took most of a text away.
 *
 * A program that was killed while it wrote, a power cut, a wrong merge: they leave such files, and
 * what was there before must stay one click away.
 */
export function isSuspiciousShrink(before: string, after: string): boolean {
  const [old, now] = [before.trim().length, after.trim().length];
  return old >= WORTH_KEEPING ? now < old * SHRINK_TO : old > 0 && now === 0;
}
