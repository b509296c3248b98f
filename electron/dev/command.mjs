import { spawn, spawnSync } from 'node:child_process';
import { endWithUs } from './end-with-us.mjs';
import { root } from './paths.mjs';

/**
 * @typedef {object} Finished
 * @property {number} code - The exit code; 127 where the program is missing, 128 and more for a signal.
 * @property {string} stdout
 * @property {string} stderr
 */

/**
 * Runs a program and keeps what it says.
 *
 * @param {string} program
 * @param {readonly string[]} args
 * @param {{ cwd?: string, env?: NodeJS.ProcessEnv, timeoutMs?: number }} [options] - `timeoutMs`
 *   kills the program; the code is then not 0.
 * @returns {Finished}
 */
export function capture(program, args, options = {}) {
  const result = spawnSync(program, args, {
    cwd: options.cwd ?? root,
    env: options.env ?? process.env,
    encoding: 'utf8',
    killSignal: 'SIGKILL',
    maxBuffer: 256 * 1024 * 1024,
    ...(options.timeoutMs === undefined ? {} : { timeout: options.timeoutMs }),
  });
  return {
    code: result.error === undefined ? (result.status ?? 128) : 127,
    stdout: result.stdout ?? '',
    stderr: result.stderr ?? '',
  };
}

/**
 * Runs a program that talks to the user's terminal and answers its exit code.
 *
 * A signal that would end us ends what it started, and so does the end of our own parent: npm dies
 * of a signal without telling its scripts.
 *
 * @param {string} program
 * @param {readonly string[]} args
 * @param {{ cwd?: string, env?: NodeJS.ProcessEnv, stdoutToStderr?: boolean }} [options] -
 *   `stdoutToStderr` keeps our own standard output clean for a caller that reads it.
 * @returns {Promise<number>}
 */
export function run(program, args, options = {}) {
  const child = spawn(program, args, {
    cwd: options.cwd ?? root,
    env: options.env ?? process.env,
    stdio: ['inherit', options.stdoutToStderr ? 2 : 'inherit', 'inherit'],
    shell: process.platform === 'win32' && program.endsWith('.cmd'),
  });
  const release = endWithUs(child);
  return new Promise((resolve) => {
    /** @param {number} code */
    const finish = (code) => {
      release();
      resolve(code);
    };
    child.on('error', (error) => {
      console.error(`${program}: ${error.message}`);
      finish(127);
    });
    child.on('exit', (code) => finish(code ?? 128));
  });
}

/** A reason to stop that is the machine's or the user's, told without a stack trace. */
export class Stop extends Error {}

/**
 * Runs a script's main function; what it answers is the exit code.
 *
 * @param {() => Promise<number>} main
 */
export async function script(main) {
  try {
    process.exitCode = await main();
  } catch (error) {
    console.error(error instanceof Stop ? error.message : error);
    process.exitCode = 1;
  }
}
