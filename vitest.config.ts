import type { Plugin } from 'vite';
import { defineConfig } from 'vitest/config';
import { BaseSequencer, type TestSpecification } from 'vitest/node';

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

/** Takes a minute, most of which it waits: begun among the last, it would run on alone. */
const LONGEST = 'sync/kill.test.ts';

/** Vitest's own order, but for the file that takes longest, which begins first. */
class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const isLongest = ({ moduleId }: TestSpecification) => Number(moduleId.endsWith(LONGEST));
    return (await super.sort(files)).sort((one, other) => isLongest(other) - isLongest(one));
  }
}

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
    // For what hangs: on a busy machine a test of git's processes takes twice its 30 s, a bundle ten.
    testTimeout: 180_000,
    hookTimeout: 180_000,
    // Three on two cores: the tests of git wait for its processes and the disk half of the time.
    maxWorkers: 3,
    sequence: { sequencer: LongestFirst },
  },
});
