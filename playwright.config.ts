import { execFileSync } from 'node:child_process';
import { defineConfig } from '@playwright/test';

/**
 * The Electron that the journeys drive. `npm test` names it; for a run by hand it is looked up
 * once, here, and handed on to the workers.
 */
process.env.BACKROW_ELECTRON ??= execFileSync(
  process.execPath,
  ['electron/dev/electron-path.mjs'],
  {
    cwd: import.meta.dirname,
    encoding: 'utf8',
  },
).trim();

/** Journeys and security tests on real Electron, one after the other: they share one display. */
export default defineConfig({
  testDir: 'test',
  testMatch: ['e2e/**/*.spec.ts', 'security/**/*.spec.ts'],
  outputDir: 'test-results/journeys',
  workers: 1,
  retries: 0,
  timeout: 60_000,
  forbidOnly: true,
  reporter: [['list'], ['json', { outputFile: 'test-results/playwright.json' }]],
  use: { trace: 'retain-on-failure' },
});
