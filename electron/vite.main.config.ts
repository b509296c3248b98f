import { builtinModules } from 'node:module';
import path from 'node:path';
import { defineConfig, type Plugin } from 'vite';

const root = path.resolve(import.meta.dirname, '..');

/** What Electron or Node bring along; everything else goes into the bundle. */
const external = ['electron', ...builtinModules, ...builtinModules.map((name) => `node:${name}`)];

interface Part {
  readonly input: string;
  readonly folder: string;
  readonly file: string;
  readonly format: 'es' | 'cjs';
  /** Whether what is imported late goes into files of its own. */
  readonly isSplit: boolean;
}

const parts: Readonly<Record<string, Part>> = {
  // The first lines of the main process: small, because nothing else begins before it is read.
  production: {
    input: 'electron/main.ts',
    folder: 'dist/main',
    file: 'main.cjs',
    format: 'cjs',
    isSplit: false,
  },
  // All the rest of it: CommonJS, because V8's code can be kept of nothing else (electron/code-cache/).
  app: {
    input: 'electron/app/run.ts',
    folder: 'dist/app',
    file: 'app.cjs',
    format: 'cjs',
    isSplit: true,
  },
  // The command line, which needs no Electron.
  cli: {
    input: 'electron/sync/cli.ts',
    folder: 'dist/main',
    file: 'cli.js',
    format: 'es',
    isSplit: false,
  },
};

/** The main process and the command line; nothing of node_modules is left to resolve at start. */
export default defineConfig(({ mode }) => {
  const part = parts[mode];
  if (part === undefined) throw new Error(`No part is called ${mode}`);
  const { input, folder, file, format, isSplit } = part;
  // What a start imports stays together, also where a late file imports it, too.
  const codeSplitting = isSplit && { groups: [{ name: 'first', tags: ['$initial' as const] }] };
  return {
    root,
    publicDir: false,
    plugins: [onlyWhatIsUsed()],
    ssr: { noExternal: true, external: ['electron'] },
    build: {
      ssr: true,
      target: 'node20',
      outDir: path.join(root, folder),
      emptyOutDir: isSplit,
      minify: false,
      sourcemap: false,
      rolldownOptions: {
        input: path.join(root, input),
        external,
        output: {
          format,
          // A single letter beyond Latin would make V8 keep all of the script at two bytes a letter.
          charset: 'ascii',
          comments: { legal: true, annotation: false, jsdoc: false },
          entryFileNames: file,
          chunkFileNames: '[name].cjs',
          codeSplitting,
        },
      },
    },
  };
});

/** A line that loads a file of ours and takes nothing of it: Rolldown leaves such behind its helpers. */
const IDLE_REQUIRE = /^require\("\.\/[\w-]+\.cjs"\);\n/gm;

/** Drops what would load late files at once. */
function onlyWhatIsUsed(): Plugin {
  return {
    name: 'only-what-is-used',
    // The last hook: before it the line is not there yet.
    generateBundle: (_options, files) => {
      for (const file of Object.values(files))
        if (file.type === 'chunk') file.code = file.code.replace(IDLE_REQUIRE, '');
    },
  };
}
