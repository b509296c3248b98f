import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, expect, test } from 'vitest';
import { loadScript } from '../../../electron/code-cache/load-script.ts';
import { temporaryFolder } from '../temporary-folder.ts';

const SOURCE = "exports.word = 'one'; exports.late = () => require('./late.cjs').word;";

let file: string;
let cache: string;

beforeEach(async () => {
  const folder = await temporaryFolder();
  file = join(folder, 'script.cjs');
  cache = join(folder, 'code.bin');
  writeFileSync(file, SOURCE);
  writeFileSync(join(folder, 'late.cjs'), "exports.word = require('./script.cjs').word + ' more';");
});

/** Loads the script as a start does; whether its code came from the cache, and what it says. */
function start(): { readonly isKept: boolean; readonly word: string; readonly late: string } {
  const { exports, codeToKeep } = loadScript(file, cache);
  const { word, late } = exports as { readonly word: string; readonly late: () => string };
  if (codeToKeep !== null) writeFileSync(cache, codeToKeep());
  return { isKept: codeToKeep === null, word, late: late() };
}

test('the second start takes the code that the first one kept, and runs the same script', () => {
  const first = start();
  expect([first, start()]).toEqual([
    { isKept: false, word: 'one', late: 'one more' },
    { isKept: true, word: 'one', late: 'one more' },
  ]);
});

// V8 itself compares only the length of the source.
test('code of another source of the same length is not taken', () => {
  start();
  writeFileSync(file, SOURCE.replace('one', 'two'));
  const { isKept, word } = start();
  expect({ isKept, word }).toEqual({ isKept: false, word: 'two' });
});

test.each([
  ['with one bit turned', withBitTurned],
  ['cut off', (bytes: Buffer) => bytes.subarray(0, bytes.length / 2)],
  ['cut off in its first line', (bytes: Buffer) => bytes.subarray(0, 9)],
  ['empty', () => Buffer.alloc(0)],
  [
    'of another V8',
    (bytes: Buffer) =>
      Buffer.from(bytes.toString('latin1').replace(process.versions.v8, '1.0'), 'latin1'),
  ],
])('a cache that is %s costs nothing but the compiling', (_what, damage) => {
  start();
  writeFileSync(cache, damage(readFileSync(cache)));
  expect([start().isKept, start().isKept]).toEqual([false, true]);
});

function withBitTurned(bytes: Buffer): Buffer {
  const at = bytes.length - 9;
  bytes.writeUInt8(bytes.readUInt8(at) ^ 4, at);
  return bytes;
}
