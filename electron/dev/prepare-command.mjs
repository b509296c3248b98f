import { script } from './command.mjs';
import { prepare } from './prepare.mjs';

/* `npm run prepare-machine`: what start and test do first, for a machine that will go offline. */
await script(async () => {
  await prepare();
  return 0;
});
