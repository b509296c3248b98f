import { defineConfig } from '@playwright/test';

/** The displays that `npm test` started; where there are none, all journeys share the one there is. */
const displays = process.env.BACKROW_DISPLAYS?.split(',').filter(Boolean) ?? [];

// Each worker reads this file, too: what it starts is shown on its own display.
const own = displays[Number(process.env.TEST_PARALLEL_INDEX)];
if (own !== undefined) process.env.DISPLAY = own;

/** Journeys and security tests on real Electron, as many side by side as have a display of their own. */
export default defineConfig({
  testDir: 'test',
  testMatch: ['e2e/**/*.spec.ts', 'security/**/*.spec.ts'],
  outputDir: 'test-results/journeys',
  workers: Math.max(1, displays.length),
  retries: 0,
  timeout: 90_000,
  // A busy machine is slow, not wrong: what is awaited comes, or the test fails all the same.
  expect: { timeout: 15_000 },
  forbidOnly: true,
  reporter: [['list'], ['json', { outputFile: 'test-results/playwright.json' }]],
  use: { trace: 'retain-on-failure' },
});
