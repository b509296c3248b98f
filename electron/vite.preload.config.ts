import path from 'node:path';
import { defineConfig } from 'vite';

const root = path.resolve(import.meta.dirname, '..');

/** The preload script: one CommonJS file, because a sandboxed preload loads nothing else. */
export default defineConfig({
  root,
  publicDir: false,
  build: {
    target: 'chrome130',
    outDir: path.join(root, 'dist/preload'),
    emptyOutDir: false,
    minify: false,
    sourcemap: false,
    lib: {
      entry: path.join(root, 'electron/preload/preload.ts'),
      formats: ['cjs'],
      fileName: () => 'preload.cjs',
    },
    rolldownOptions: { external: ['electron'], output: { codeSplitting: false } },
  },
});
