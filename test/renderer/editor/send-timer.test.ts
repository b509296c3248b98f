import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { SendTimer } from '../../../renderer/editor/send-timer.ts';

describe('unsent text', () => {
  let sends: number[] = [];
  let timer: SendTimer;

  beforeEach(() => {
    vi.useFakeTimers();
    sends = [];
    timer = new SendTimer(() => {
      sends.push(performance.now());
      timer.sent();
    });
    vi.setSystemTime(0);
  });

  afterEach(() => {
    vi.useRealTimers();
  });

  /** A key every 100 ms, each of which asks in its own way. */
  function type(keys: number, ask: () => void): number {
    const start = performance.now();
    for (let key = 0; key < keys; key++) {
      ask();
      vi.advanceTimersByTime(100);
    }
    return start;
  }

  it('goes after a rest', () => {
    const start = type(1, () => timer.request());
    vi.advanceTimersByTime(1_000);
    expect(sends.map((at) => at - start)).toEqual([250]);
  });

  it('goes while somebody types without a rest, and again', () => {
    const start = type(11, () => timer.request());
    expect(sends.map((at) => at - start)).toEqual([450, 950]);
  });

  it('goes again after a refusal, also while somebody types on', () => {
    const start = type(30, () => timer.retry());
    expect(sends.map((at) => at - start)).toEqual([2_000]);
  });

  it('stays where it was stopped', () => {
    timer.request();
    timer.stop();
    vi.advanceTimersByTime(5_000);
    expect(sends).toEqual([]);
  });
});
