import { defineConfig } from '@playwright/test';

/** Journeys and security tests on real Electron, one after the other: they share one display. */
export default defineConfig({
  testDir: 'test',
  testMatch: ['e2e/**/*.spec.ts', 'security/**/*.spec.ts'],
  outputDir: 'test-results/journeys',
  workers: 1,
  retries: 0,
  timeout: 90_000,
  // A busy machine is slow, not wrong: what is awaited comes, or the test fails all the same.
  expect: { timeout: 15_000 },
  forbidOnly: true,
  reporter: [['list'], ['json', { outputFile: 'test-results/playwright.json' }]],
  use: { trace: 'retain-on-failure' },
});
