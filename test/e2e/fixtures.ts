import { test as base } from '@playwright/test';
import { type LaunchOptions, launchApp, type RunningApp } from './app.ts';

/** Playwright's `test` with the app: whatever a test starts is quit, and its page had no complaint. */
export const test = base.extend<{ launchApp: (options?: LaunchOptions) => Promise<RunningApp> }>({
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads a fixture's needs from this pattern
  launchApp: async ({}, use) => {
    const running = new Set<RunningApp>();
    await use(async (options) => {
      const started = await launchApp(options);
      const close = async (): Promise<void> => {
        if (running.delete(tracked)) await started.close();
      };
      const tracked: RunningApp = { ...started, close };
      running.add(tracked);
      return tracked;
    });
    for (const app of [...running]) await app.close();
  },
});
