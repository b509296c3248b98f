import { readFileSync } from 'node:fs';
import Module, { createRequire } from 'node:module';
import { dirname } from 'node:path';
import { Script } from 'node:vm';
import { type CodeKey, packCode, unpackCode } from './packed-code.ts';

/** A script that was run as a CommonJS module. */
export interface LoadedScript {
  readonly exports: unknown;
  /**
   * What to keep in the cache file, asked for once the start is over: then it holds every function
   * that the start called. Null where the file had it already.
   */
  readonly codeToKeep: (() => Uint8Array) | null;
}

/**
 * Runs a script of ours with the code that an earlier start kept of it.
 *
 * Compiling the main process's script is among the dearest things of a start, and Node 20 has no
 * compile cache of its own. A cache that is missing, damaged or another version's costs nothing but the
 * compiling. V8 checks of its own only the length of the source, hence the checksums.
 */
export function loadScript(file: string, cacheFile: string): LoadedScript {
  const source = readFileSync(file, 'latin1');
  const key: CodeKey = { v8: process.versions.v8, arch: process.arch, source };
  const kept = unpackCode(readOrNull(cacheFile), key);
  const script = new Script(Module.wrap(source), {
    filename: file,
    ...(kept === null ? {} : { cachedData: kept }),
  });
  const isCurrent = kept !== null && script.cachedDataRejected === false;
  return {
    exports: runAsModule(file, script),
    codeToKeep: isCurrent ? null : () => packCode(script.createCachedData(), key),
  };
}

/** Known to Node like any other module, because the script's own parts import it back. */
function runAsModule(file: string, script: Script): unknown {
  const require = createRequire(file);
  const module = new Module(file);
  module.filename = file;
  require.cache[file] = module;
  const run = script.runInThisContext() as (...given: readonly unknown[]) => void;
  run.call(module.exports, module.exports, require, module, file, dirname(file));
  module.loaded = true;
  return module.exports;
}

function readOrNull(file: string): Uint8Array | null {
  try {
    return readFileSync(file);
  } catch {
    return null;
  }
}
