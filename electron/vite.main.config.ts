import { builtinModules } from 'node:module';
import path from 'node:path';
import { defineConfig } from 'vite';

const root = path.resolve(import.meta.dirname, '..');

/** What Electron or Node bring along; everything else goes into the bundle. */
const external = ['electron', ...builtinModules, ...builtinModules.map((name) => `node:${name}`)];

const entries: Readonly<Record<string, string>> = {
  main: 'electron/main.ts',
  cli: 'electron/sync/cli.ts',
};

/**
 * The main process, or with `--mode cli` the command line that needs no Electron: one ESM file
 * each, nothing left to resolve at start.
 */
export default defineConfig(({ mode }) => {
  const name = mode === 'cli' ? 'cli' : 'main';
  return {
    root,
    publicDir: false,
    ssr: { noExternal: true, external: ['electron'] },
    build: {
      ssr: true,
      target: 'node20',
      outDir: path.join(root, 'dist/main'),
      emptyOutDir: false,
      minify: false,
      sourcemap: false,
      rolldownOptions: {
        input: path.join(root, entries[name] ?? ''),
        external,
        output: {
          format: 'es',
          // A single letter beyond Latin would make V8 keep all of the script at two bytes a letter.
          charset: 'ascii',
          comments: { legal: true, annotation: false, jsdoc: false },
          entryFileNames: `${name}.js`,
          codeSplitting: false,
        },
      },
    },
  };
});
