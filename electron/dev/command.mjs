import { spawn, spawnSync } from 'node:child_process';
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
 * It gets a process group of its own and every signal that would end us goes to the whole group:
 * wrappers like xvfb-run leave their children behind otherwise.
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
    detached: process.platform !== 'win32',
    shell: process.platform === 'win32' && program.endsWith('.cmd'),
  });
  /** @param {NodeJS.Signals} signal */
  const pass = (signal) => stop(child, signal);
  for (const signal of PASSED_ON) process.on(signal, pass);
  return new Promise((resolve) => {
    /** @param {number} code */
    const finish = (code) => {
      for (const signal of PASSED_ON) process.off(signal, pass);
      resolve(code);
    };
    child.on('error', (error) => {
      console.error(`${program}: ${error.message}`);
      finish(127);
    });
    child.on('exit', (code) => finish(code ?? 128));
  });
}

/** @type {readonly NodeJS.Signals[]} */
const PASSED_ON = ['SIGINT', 'SIGTERM', 'SIGHUP'];

/**
 * @param {import('node:child_process').ChildProcess} child
 * @param {NodeJS.Signals} signal
 */
function stop(child, signal) {
  if (child.pid === undefined) return;
  try {
    process.kill(process.platform === 'win32' ? child.pid : -child.pid, signal);
  } catch {
    // It ended by itself in the meantime.
  }
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
