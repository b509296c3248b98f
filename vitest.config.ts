import { defineConfig } from 'vitest/config';

export default defineConfig({
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
