import { cpSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from 'vite';

const source = import.meta.dirname;
/** Where Backrow's own page is built for, so that neither has an older dialect to carry. */
const TARGET = 'chrome130';

/** Builds the yardstick app into a temp folder and gives that folder; the caller removes it. */
export async function buildYardstick(): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), 'backrow-yardstick-'));
  for (const file of ['main.cjs', 'package.json']) cpSync(join(source, file), join(folder, file));
  await build({
    configFile: false,
    root: source,
    base: './',
    logLevel: 'error',
    build: {
      target: TARGET,
      outDir: join(folder, 'pages'),
      modulePreload: false,
      chunkSizeWarningLimit: 2000,
      rolldownOptions: {
        input: ['bare.html', 'codemirror.html', 'prototype.html'].map((page) => join(source, page)),
      },
    },
  });
  return folder;
}
