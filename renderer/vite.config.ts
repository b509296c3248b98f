import path from 'node:path';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

const root = import.meta.dirname;

/**
 * The window's page.
 *
 * No inlined assets: the content security policy allows the page's own files only. Chrome 130 is the oldest that runs it (the development runtime).
 */
export default defineConfig({
  root,
  base: './',
  plugins: [react()],
  build: {
    target: 'chrome130',
    outDir: path.resolve(root, '../dist/renderer'),
    emptyOutDir: true,
    assetsInlineLimit: 0,
    // What the first file imports is asked for beside it; no script of Vite's own does that.
    modulePreload: { polyfill: false },
    sourcemap: false,
    chunkSizeWarningLimit: 2000,
    rolldownOptions: {
      // One file for all that the first frame needs: each one more is another way through the main
      // process, and what it imports is asked for only when it is there.
      output: {
        codeSplitting: { groups: [{ name: 'first', tags: ['$initial'] }] },
        // A single letter beyond Latin would make V8 keep all of a script at two bytes a letter.
        charset: 'ascii',
      },
    },
  },
});
