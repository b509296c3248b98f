import { toolStep } from './steps.mjs';

/** In a log Biome's colours, one code per letter, hide what it says. */
const colors = process.stdout.isTTY ? [] : ['--colors=off'];

/** Everything that judges the code without running it. */
export const CHECKS = [
  ...['shared', 'electron', 'renderer', 'test'].map((layer) =>
    toolStep(`types of ${layer}/`, 'tsc', ['-p', layer]),
  ),
  toolStep('format, lint and layers', 'biome', ['ci', '--error-on-warnings', ...colors]),
  toolStep('dead code and dependencies', 'knip', []),
];
