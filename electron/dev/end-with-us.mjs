import fs from 'node:fs';

/** @type {readonly NodeJS.Signals[]} */
const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'];
const PARENT_CHECK_MS = 1000;

/**
 * Ties a child's life to ours.
 *
 * Signals that would end us go to the child instead; we end when it has ended.
 * When our own parent is gone nobody can stop us any more: then the child is stopped too.
 *
 * @param {import('node:child_process').ChildProcess} child
 * @returns {() => void} Cuts the tie.
 */
export function endWithUs(child) {
  /** @param {NodeJS.Signals} signal */
  const pass = (signal) => signalProgram(child, signal);
  const parent = process.ppid;
  const watch = setInterval(() => {
    if (process.ppid === parent) return;
    clearInterval(watch);
    pass('SIGTERM');
  }, PARENT_CHECK_MS);
  for (const signal of SIGNALS) process.on(signal, pass);
  return () => {
    clearInterval(watch);
    for (const signal of SIGNALS) process.off(signal, pass);
  };
}

/**
 * Signals what a child was started for.
 *
 * Under xvfb-run that is the program on the virtual display: when it has ended, xvfb-run ends the
 * display and tidies up, which it does not when it is stopped itself. A program's own helpers are
 * left to it, for Electron crashes when they go first.
 *
 * @param {import('node:child_process').ChildProcess} child
 * @param {NodeJS.Signals} signal
 */
function signalProgram(child, signal) {
  const wrapped = programName(child.pid) === 'xvfb-run' ? childrenOf(child.pid) : [];
  const programs = wrapped.filter((pid) => programName(pid) !== 'Xvfb');
  if (programs.length === 0) child.kill(signal);
  for (const pid of programs) process.kill(pid, signal);
}

/**
 * As Linux tells it, the only system with xvfb-run; empty elsewhere or when the process is gone.
 *
 * @param {number | undefined} pid
 */
function programName(pid) {
  return readProcess(`${pid}/comm`).trim();
}

/** @param {number | undefined} pid */
function childrenOf(pid) {
  const list = readProcess(`${pid}/task/${pid}/children`);
  return list.split(' ').filter(Boolean).map(Number);
}

/** @param {string} name */
function readProcess(name) {
  try {
    return fs.readFileSync(`/proc/${name}`, 'utf8');
  } catch {
    return '';
  }
}
