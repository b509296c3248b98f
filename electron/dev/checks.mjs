import { toolStep } from './steps.mjs';

/** Everything that judges the code without running it. */
export const CHECKS = [
  ...['shared', 'electron', 'renderer', 'test'].map((layer) =>
    toolStep(`types of ${layer}/`, 'tsc', ['-p', layer]),
  ),
  toolStep('format, lint and layers', 'biome', ['ci', '--error-on-warnings']),
  toolStep('dead code and dependencies', 'knip', []),
];
