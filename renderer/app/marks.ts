/** Notes a moment of the start; printed by main where `BACKROW_MARKS` is set. */
export function mark(name: string): void {
  const atEpochMs = performance.timeOrigin + performance.now();
  void window.backrow.mark({ name, atEpochMs });
}
