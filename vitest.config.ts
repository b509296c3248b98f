import type { Plugin } from 'vite';
import { defineConfig } from 'vitest/config';

/**
 * Takes away the condition "development", under which micromark and mdast, the judges of all that is
 * read and written, resolve to builds with assertions about themselves: slower, the same trees. The
 * arrays of a config are only ever added to, so this one is changed where it is complete.
 */
const judgesAsPublished: Plugin = {
  name: 'judges as published',
  configResolved(config) {
    for (const { resolve } of Object.values(config.environments)) {
      resolve.conditions = resolve.conditions.filter((name) => !name.includes('development'));
    }
    const { resolve } = config.ssr;
    if (resolve?.conditions)
      resolve.conditions = resolve.conditions.filter((name) => !name.includes('development'));
  },
};

export default defineConfig({
  plugins: [judgesAsPublished],
  test: {
    include: [
      'test/shared/**/*.test.ts',
      'test/electron/**/*.test.ts',
      'test/renderer/**/*.test.ts',
      'test/gates/**/*.test.ts',
    ],
    setupFiles: ['test/property-seed.ts'],
    testTimeout: 60_000,
    maxWorkers: 2,
  },
});
