import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { build, type Plugin } from 'vite';

/** Bundles a program that a test starts as a process of its own, and gives the path of the result. */
export async function bundleEntry(
  entry: string,
  outDir: string,
  plugins: readonly Plugin[] = [],
): Promise<string> {
  mkdirSync(outDir, { recursive: true });
  await build({
    root: join(import.meta.dirname, '../..'),
    configFile: false,
    logLevel: 'error',
    plugins: [...plugins],
    ssr: { noExternal: true },
    build: {
      ssr: true,
      target: 'node20',
      outDir,
      minify: false,
      rolldownOptions: {
        input: entry,
        output: { format: 'es', entryFileNames: 'entry.mjs', codeSplitting: false },
      },
    },
  });
  return join(outDir, 'entry.mjs');
}
