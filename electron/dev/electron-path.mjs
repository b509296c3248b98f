import { script } from './command.mjs';
import { prepareElectron } from './electron-runtime.mjs';
import { prepareNpmDependencies } from './npm-dependencies.mjs';

/* Prints the path of the Electron that `npm start` and `npm test` use, and nothing else. */
await script(async () => {
  await prepareNpmDependencies();
  const { program, description } = await prepareElectron();
  console.error(description);
  console.log(program);
  return 0;
});
