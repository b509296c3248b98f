import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { root } from '../../e2e/app.ts';
import type { BenchResult, Row } from '../row.ts';

/** What a start loads: figures to watch, without a budget of their own. */
const PARTS = [
  { work: 'main process, first script', file: /^main\/main\.cjs$/ },
  { work: 'main process, the rest', file: /^app\/.*\.cjs$/ },
  { work: 'command line, one file', file: /^main\/cli\.js$/ },
  { work: 'preload script', file: /^preload\/.*\.cjs$/ },
  { work: 'page, first script', file: /^renderer\/assets\/index-.*\.js$/ },
  {
    work: 'page, scripts loaded when they are needed',
    file: /^renderer\/assets\/(?!index-).*\.js$/,
  },
  { work: 'page, styles', file: /^renderer\/assets\/.*\.css$/ },
] as const;

/** The sizes of what was built, as it lies on disk and as a download would be. */
export async function run(): Promise<BenchResult> {
  const dist = join(root, 'dist');
  const files = readdirSync(dist, { recursive: true, encoding: 'utf8' });
  const rows = PARTS.flatMap(({ work, file }) => {
    const parts = files
      .filter((name) => file.test(name.replaceAll('\\', '/')))
      .map((name) => readFileSync(join(dist, name)));
    if (parts.length === 0) throw new Error(`no file of the build is: ${work}`);
    return [
      row(
        work,
        parts.map((bytes) => bytes.length),
      ),
      row(
        `${work}, gzip`,
        parts.map((bytes) => gzipSync(bytes).length),
      ),
    ];
  });
  return { name: 'sizes', rows };
}

function row(work: string, bytes: readonly number[]): Row {
  const kib = bytes.map((count) => count / 1024);
  const figure = kib.reduce((sum, part) => sum + part, 0);
  return { work, unit: 'KiB', figure, yardstick: null, budget: null, raw: { files: kib } };
}
