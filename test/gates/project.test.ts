import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';
import { describe, expect, test } from 'vitest';
import { missingOptionalPackages } from '../../electron/dev/complete-lock.mjs';

const ROOT = resolve(import.meta.dirname, '../..');

function read(file: string): string {
  return readFileSync(join(ROOT, file), 'utf8');
}

/** The layers' source files that import a name from a package, in whatever form. */
function filesImporting(name: string, from: string): string[] {
  const named = new RegExp(
    String.raw`import\s+(?:type\s+)?[^;]*\b${name}\b[^;]*\sfrom\s+'${from}'|await import\('${from}'\)`,
  );
  return ['shared', 'electron', 'renderer']
    .flatMap((layer) => sourceFiles(join(ROOT, layer)))
    .filter((file) => named.test(readFileSync(file, 'utf8')))
    .map((file) => relative(ROOT, file));
}

function sourceFiles(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /\.(?:ts|tsx|mjs)$/.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name));
}

describe('the project keeps its shape', () => {
  test('every folder that ARCHITECTURE.md names exists', () => {
    const table = read('ARCHITECTURE.md').matchAll(/^\| `([a-z/]+\/)` \|/gm);
    const folders = Array.from(table, (match) => match[1] ?? '');
    expect(folders.length).toBeGreaterThan(10);
    expect(folders.filter((folder) => !existsSync(join(ROOT, folder)))).toEqual([]);
  });

  // With ten of them said of every element, a new line had its style worked out 21 times.
  test('what paints over text is said of the note or of a part of it, not of every element', () => {
    const styles = readdirSync(join(ROOT, 'renderer'), { recursive: true, encoding: 'utf8' })
      .filter((file) => file.endsWith('.css'))
      .map((file) => read(join('renderer', file)))
      .join('\n');
    expect(styles.match(/\S*::highlight\([^)]*\)/g)?.length).toBeGreaterThan(5);
    expect(styles.match(/(?<=^|[\s,*])::highlight\([^)]*\)/g) ?? []).toEqual([]);
  });

  test('the doors between the processes and to the settings file are one file each', () => {
    expect(filesImporting('ipcMain', 'electron')).toEqual(['electron/ipc/register.ts']);
    expect(filesImporting('ipcRenderer', 'electron')).toEqual(['electron/preload/preload.ts']);
    expect(filesImporting('\\w+', 'electron-store')).toHaveLength(1);
  });

  test('a package carries no dependencies: everything is bundled', () => {
    const manifest = JSON.parse(read('package.json'));
    expect(manifest.dependencies).toBeUndefined();
    expect(manifest.optionalDependencies).toBeUndefined();
  });

  test('there is one copy of Lexical, and all its packages have one version', () => {
    const installed: Record<string, { version: string }> = JSON.parse(
      read('node_modules/.package-lock.json'),
    ).packages;
    const lexical = Object.entries(installed).filter(([path]) =>
      /(?:^|\/)node_modules\/(?:lexical|@lexical\/[^/]+)$/.test(path),
    );
    const names = lexical.map(([path]) => path.replace(/^.*node_modules\//, ''));
    expect(names).toContain('lexical');
    expect(names).toEqual(Array.from(new Set(names)));
    // The editor that the fidelity benchmark compares with has no newer version; the app has it not.
    const app = lexical.filter(([path]) => !path.endsWith('/@lexical/mdast'));
    expect(new Set(app.map(([, { version }]) => version))).toEqual(new Set(['0.52.0']));
  });

  /*
   * npm leaves a platform's package out of the lock file when the registry at hand lacks it, says
   * nothing, and then `npm ci` refuses the lock file: no clean clone could be installed.
   */
  test('the lock file lists every package that npm ci asks for', () => {
    const { packages } = JSON.parse(read('package-lock.json'));
    expect(missingOptionalPackages(packages)).toEqual([]);
    delete packages['node_modules/@biomejs/cli-darwin-x64'];
    expect(missingOptionalPackages(packages).map(({ name }) => name)).toEqual([
      '@biomejs/cli-darwin-x64',
    ]);
  });

  test('what tests and CI call is there', () => {
    const { scripts } = JSON.parse(read('package.json'));
    expect(Object.keys(scripts)).toEqual(
      expect.arrayContaining([
        'start',
        'test',
        'build',
        'check',
        'bench',
        'package',
        'electron-path',
      ]),
    );
    expect(existsSync(join(ROOT, '.ci/run'))).toBe(true);
  });
});
