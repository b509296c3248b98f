import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';

/*
 * A gate that checks nothing is green too (dependency-cruiser is, with TypeScript 7). So each
 * forbidden thing is planted in a copy of the configuration, and the gate must name it.
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

/** The planted file for a case; each has its own, so that one run of a tool judges them all. */
function fileFor(layer: string, name: string, form = 0): string {
  return `${layer}/deep/${name.replace(/\W+/g, '-')}-${form}.ts`;
}

function run(tool: 'biome' | 'tsc', ...args: readonly string[]): string {
  const path = join(ROOT, 'node_modules/.bin', tool);
  const { stdout, stderr } = spawnSync(path, args, { cwd: copy, encoding: 'utf8' });
  return stdout + stderr;
}

const REFUSED = [
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
  ['electron', 'node:fs/promises'],
] as const;
const ALLOWED = [
  ['electron', '../../shared/neighbour.ts'],
  ['renderer', '../../shared/neighbour.ts'],
  ['renderer', 'react'],
  ['electron', 'electron'],
] as const;
const FORMS = [
  (name: string) => `import * as planted from '${name}';\nexport const value = planted;\n`,
  (name: string) =>
    `import type * as planted from '${name}';\nexport type Value = typeof planted;\n`,
  (name: string) => `export const value = import('${name}');\n`,
];

describe('the linter', () => {
  let words = '';
  beforeAll(() => {
    const files: string[] = [];
    const add = (file: string, source: string): void => {
      plant(file, source);
      files.push(file);
    };
    for (const [layer, name] of REFUSED)
      for (const [form, source] of FORMS.entries()) add(fileFor(layer, name, form), source(name));
    for (const [layer, name] of ALLOWED) add(fileFor(layer, name), `export * from '${name}';\n`);
    const options = ['--only=style/noRestrictedImports', '--max-diagnostics=none'];
    words = run('biome', 'lint', ...options, ...files);
    expect(words).toContain(`Checked ${files.length} files`);
    for (const file of files) rmSync(join(copy, file));
  });

  test.each(REFUSED)('refuses that %s/ imports %s', (layer, name) => {
    const found = words.split('\n').filter((line) => line.includes('noRestrictedImports'));
    for (const form of FORMS.keys())
      expect(found.some((line) => line.startsWith(`${fileFor(layer, name, form)}:`))).toBe(true);
  });

  test.each(ALLOWED)('lets %s/ import %s', (layer, name) => {
    expect(words).not.toContain(fileFor(layer, name));
  });
});

const MISSING = [
  ['shared', 'document.title', "Cannot find name 'document'"],
  ['shared', 'process.cwd()', "Cannot find name 'process'"],
  ['shared', 'Buffer.alloc(1)', "Cannot find name 'Buffer'"],
  ['shared', 'setTimeout(() => {}, 1)', "Cannot find name 'setTimeout'"],
  ['electron', 'document.title', "Cannot find name 'document'"],
  ['electron', 'window.name', "Cannot find name 'window'"],
  ['renderer', 'process.cwd()', "Cannot find name 'process'"],
  ['renderer', 'Buffer.alloc(1)', "Cannot find name 'Buffer'"],
] as const;
const THERE = [
  ['shared', '[1].at(0)'],
  ['electron', 'process.cwd()'],
  ['renderer', 'document.title'],
] as const;

describe('the type checker knows what a layer has', () => {
  let words = '';
  beforeAll(() => {
    for (const [layer, expression] of [...MISSING, ...THERE])
      plant(fileFor(layer, expression), `export const value = ${expression};\n`);
    words = ['shared', 'electron', 'renderer'].map((layer) => run('tsc', '-p', layer)).join('\n');
  });

  test.each(MISSING)('%s/ has no %s', (layer, expression, complaint) => {
    const found = words.split('\n').filter((line) => line.includes(fileFor(layer, expression)));
    expect(found).toEqual([expect.stringContaining(complaint)]);
  });

  test.each(THERE)('%s/ has %s', (layer, expression) => {
    expect(words).not.toContain(fileFor(layer, expression));
  });
});
