import { build } from './build.mjs';
import { script } from './command.mjs';
import { prepareNpmDependencies } from './npm-dependencies.mjs';

/* `npm run build`: what `npm start` does by itself before it opens the window. */
await script(async () => {
  await prepareNpmDependencies();
  await build();
  return 0;
});
