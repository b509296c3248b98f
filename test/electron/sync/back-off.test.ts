import { expect, test } from 'vitest';
import { pauseAfter } from '../../../electron/sync/back-off.ts';

const MINUTE = 60_000;

test('pauses double up to five minutes, longer at once for a server in trouble', () => {
  const longest = (trouble: 'no-network' | 'server') =>
    [0, 1, 2, 3, 6, 7, 100].map((failures) => pauseAfter(failures, trouble, 1));
  expect(longest('no-network')).toEqual([
    5_000,
    10_000,
    20_000,
    40_000,
    5 * MINUTE,
    5 * MINUTE,
    5 * MINUTE,
  ]);
  expect(longest('server')).toEqual([
    30_000,
    MINUTE,
    2 * MINUTE,
    4 * MINUTE,
    5 * MINUTE,
    5 * MINUTE,
    5 * MINUTE,
  ]);
});

test('any moment up to that is as likely, so that a hall full of laptops does not come back at once', () => {
  expect([0, 0.25, 0.5, 0.75, 1].map((random) => pauseAfter(3, 'no-network', random))).toEqual([
    1_000, 10_000, 20_000, 30_000, 40_000,
  ]);
});
