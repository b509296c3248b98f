import type { ChildProcessByStdio } from 'node:child_process';
import { spawn } from 'node:child_process';
import type { Readable, Writable } from 'node:stream';
import { stopGroup } from './process-group.ts';

/** A git program that was found and is new enough. */
export interface GitProgram {
  /** Absolute path: never looked up in a working folder. */
  readonly path: string;
  readonly version: readonly [major: number, minor: number];
}

export interface GitRun {
  readonly cwd: string;
  readonly environment: Readonly<Record<string, string>>;
  /** What git reads; its input is closed at once without it. */
  readonly input?: string | Uint8Array;
  /** After this many milliseconds git and everything it started is ended. */
  readonly timeoutMs?: number;
  readonly signal?: AbortSignal;
  /** Most bytes of output taken; a run that writes more is ended. */
  readonly maxBytes?: number;
  /** Told of the process that starts; the cleanup it gives back runs when all of it has ended. */
  readonly onStart?: (processId: number) => () => void;
}

/** How a run ended. Failures of git are values: nothing here throws for them. */
export interface GitResult {
  readonly ended: 'exited' | 'timed-out' | 'aborted' | 'too-much-output' | 'not-started';
  /** The exit status, or null where it did not exit by itself. */
  readonly code: number | null;
  readonly stdout: Buffer;
  readonly stderr: string;
}

/** Local work is fast; a minute means something is wrong. */
const DEFAULT_TIMEOUT_MS = 60_000;
const DEFAULT_MAX_BYTES = 256 * 1024 * 1024;
const MAX_ERROR_BYTES = 256 * 1024;

/**
 * Runs git once.
 *
 * Arguments are a list, never a shell line. The process leads its own group, because ending git
 * alone leaves its transport helper alive, which keeps the pipes open for ever; so a run ends by
 * its exit, and on a time limit by ending the group.
 */
export function runGit(
  program: Pick<GitProgram, 'path'>,
  args: readonly string[],
  run: GitRun,
): Promise<GitResult> {
  if (run.signal?.aborted) return Promise.resolve(failed('aborted', 'aborted before it started'));
  return new Promise((resolve) => {
    const child = spawn(program.path, args, {
      cwd: run.cwd,
      env: run.environment,
      stdio: ['pipe', 'pipe', 'pipe'],
      detached: process.platform !== 'win32',
      windowsHide: true,
    });
    follow(child, run, resolve);
  });
}

function follow(
  child: ChildProcessByStdio<Writable, Readable, Readable>,
  run: GitRun,
  resolve: (result: GitResult) => void,
): void {
  let ended: GitResult['ended'] = 'exited';
  const stop = (why: GitResult['ended']): void => {
    if (ended === 'exited') ended = why;
    stopGroup(child);
  };
  const forget = child.pid === undefined ? () => {} : (run.onStart?.(child.pid) ?? (() => {}));
  const stdout = collect(child.stdout, run.maxBytes ?? DEFAULT_MAX_BYTES, () =>
    stop('too-much-output'),
  );
  const stderr = collect(child.stderr, MAX_ERROR_BYTES, () => {});
  const timer = setTimeout(() => stop('timed-out'), run.timeoutMs ?? DEFAULT_TIMEOUT_MS);
  const abort = () => stop('aborted');
  run.signal?.addEventListener('abort', abort, { once: true });
  const finish = (result: GitResult): void => {
    clearTimeout(timer);
    run.signal?.removeEventListener('abort', abort);
    forget();
    resolve(result);
  };
  child.once('error', (error) => finish(failed('not-started', error.message)));
  child.once('exit', () => {
    // A stopped group may keep the pipes open a little longer: then `close` is not waited for.
    if (ended !== 'exited')
      finish({ ended, code: null, stdout: stdout(), stderr: stderr().toString() });
  });
  child.once('close', (code) =>
    finish({
      ended,
      code: ended === 'exited' ? code : null,
      stdout: stdout(),
      stderr: stderr().toString(),
    }),
  );
  // Git may exit without reading all of its input; its exit status tells, not the broken pipe.
  child.stdin.on('error', () => {});
  child.stdin.end(run.input ?? '');
}

/** Gathers a stream up to a limit; the function it returns gives what has come so far. */
function collect(stream: Readable, maxBytes: number, onFull: () => void): () => Buffer {
  const chunks: Buffer[] = [];
  let size = 0;
  stream.on('data', (chunk: Buffer) => {
    size += chunk.length;
    if (size <= maxBytes) chunks.push(chunk);
    else onFull();
  });
  return () => Buffer.concat(chunks);
}

function failed(ended: GitResult['ended'], stderr: string): GitResult {
  return { ended, code: null, stdout: Buffer.alloc(0), stderr };
}

/** True where git ran to its end and says that all is well. */
export function succeeded(result: GitResult): boolean {
  return result.ended === 'exited' && result.code === 0;
}

/** The output as text without its last line end. */
export function outputOf(result: GitResult): string {
  return result.stdout.toString('utf8').replace(/\n$/, '');
}
