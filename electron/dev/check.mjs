import { CHECKS } from './checks.mjs';
import { script } from './command.mjs';
import { prepareNpmDependencies } from './npm-dependencies.mjs';
import { runSteps } from './steps.mjs';

/* `npm run check`: types, lint and dead code, without a test. */
await script(async () => {
  await prepareNpmDependencies();
  return (await runSteps(CHECKS)).code;
});
