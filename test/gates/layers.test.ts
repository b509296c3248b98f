import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';

/*
 * A gate that checks nothing is green too (dependency-cruiser is, with TypeScript 7). So each
 * forbidden thing is planted in a copy of the configuration, and the gate must turn red.
 */

const ROOT = resolve(import.meta.dirname, '../..');
const CONFIGURATION = [
  'biome.json',
  '.gitignore',
  'tsconfig.json',
  ...['shared', 'electron', 'renderer', 'test'].map((layer) => `${layer}/tsconfig.json`),
];

let copy = '';

beforeAll(() => {
  copy = mkdtempSync(join(tmpdir(), 'backrow-gates-'));
  for (const file of CONFIGURATION) cpSync(join(ROOT, file), join(copy, file));
  symlinkSync(join(ROOT, 'node_modules'), join(copy, 'node_modules'), 'junction');
  plant('shared/neighbour.ts', 'export const value = 1;\n');
  plant('electron/neighbour.ts', 'export const value = 1;\n');
  plant('renderer/neighbour.ts', 'export const value = 1;\n');
});

afterAll(() => rmSync(copy, { recursive: true, force: true }));

function plant(file: string, source: string): void {
  mkdirSync(dirname(join(copy, file)), { recursive: true });
  writeFileSync(join(copy, file), source);
}

/** Runs a tool on the copy with one more file in it. */
function judge(tool: 'biome' | 'tsc', layer: string, source: string) {
  const file = `${layer}/deep/planted.ts`;
  plant(file, source);
  const args = tool === 'tsc' ? ['-p', layer] : ['lint', '--only=style/noRestrictedImports', file];
  const { status, stdout, stderr } = spawnSync(join(ROOT, 'node_modules/.bin', tool), args, {
    cwd: copy,
    encoding: 'utf8',
  });
  rmSync(join(copy, file));
  return { green: status === 0, words: stdout + stderr };
}

describe('the linter refuses an import across layers', () => {
  test.each([
    ['shared', '../../electron/neighbour.ts'],
    ['shared', '../../renderer/neighbour.ts'],
    ['shared', 'electron'],
    ['shared', 'node:fs'],
    ['shared', 'react'],
    ['shared', 'react-dom/client'],
    ['shared', 'lexical'],
    ['shared', '@lexical/utils'],
    ['renderer', '../../electron/neighbour.ts'],
    ['renderer', 'electron'],
    ['renderer', 'node:path'],
    ['electron', '../../renderer/neighbour.ts'],
    ['electron', 'react/jsx-runtime'],
    ['electron', 'react-dom/server'],
    ['electron', 'lexical'],
    ['electron', '@lexical/headless'],
  ])('%s/ never imports %s', (layer, name) => {
    const forms = [
      `import * as planted from '${name}';\nexport const value = planted;\n`,
      `import type * as planted from '${name}';\nexport type Value = typeof planted;\n`,
      `export const value = import('${name}');\n`,
    ];
    const verdicts = forms.map((form) => judge('biome', layer, form));
    expect(verdicts.map(({ green }) => green)).toEqual([false, false, false]);
    for (const { words } of verdicts) expect(words).toContain('noRestrictedImports');
  });

  test.each([
    ['electron', '../../shared/neighbour.ts'],
    ['renderer', '../../shared/neighbour.ts'],
    ['renderer', 'react'],
    ['electron', 'electron'],
  ])('%s/ may import %s', (layer, name) => {
    expect(judge('biome', layer, `export * from '${name}';\n`)).toMatchObject({ green: true });
  });
});

describe('the type checker knows what a layer has', () => {
  test.each([
    ['shared', 'document.title', "Cannot find name 'document'"],
    ['shared', 'process.cwd()', "Cannot find name 'process'"],
    ['shared', 'Buffer.alloc(1)', "Cannot find name 'Buffer'"],
    ['shared', 'setTimeout(() => {}, 1)', "Cannot find name 'setTimeout'"],
    ['electron', 'document.title', "Cannot find name 'document'"],
    ['electron', 'window.name', "Cannot find name 'window'"],
    ['renderer', 'process.cwd()', "Cannot find name 'process'"],
    ['renderer', 'Buffer.alloc(1)', "Cannot find name 'Buffer'"],
  ])('%s/ has no %s', (layer, expression, words) => {
    const verdict = judge('tsc', layer, `export const value = ${expression};\n`);
    expect(verdict).toMatchObject({ green: false, words: expect.stringContaining(words) });
  });

  test.each([
    ['shared', '[1].at(0)'],
    ['electron', 'process.cwd()'],
    ['renderer', 'document.title'],
  ])('%s/ has %s', (layer, expression) => {
    const verdict = judge('tsc', layer, `export const value = ${expression};\n`);
    expect(verdict).toEqual({ green: true, words: '' });
  });
});
