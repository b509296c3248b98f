/*
 * Loaded into a process whose disk is to hang: any call on a file whose name is also that of a pipe in the
 * folder `BACKROW_TEST_PIPES` opens that pipe first, and so keeps its thread, a real one, until somebody
 * writes to the pipe or the process dies. Threads that the process begins later hang alike.
 */
const fs = require('node:fs');
const { basename, join } = require('node:path');
const { syncBuiltinESMExports } = require('node:module');
const threads = require('node:worker_threads');

const CALLS = [
  'access',
  'lstat',
  'stat',
  'open',
  'readFile',
  'realpath',
  'rename',
  'link',
  'unlink',
];
const folder = process.env.BACKROW_TEST_PIPES;
const openPipe = fs.promises.open;
const openPipeSync = fs.openSync;
const closeSync = fs.closeSync;

function pipeOf(path) {
  const pipe = typeof path === 'string' ? join(folder, basename(path)) : null;
  return pipe !== null && fs.existsSync(pipe) ? pipe : null;
}

/** One that went a moment ago answers at once. */
async function hangAt(pipe) {
  const handle = await openPipe(pipe, 'r').catch(() => null);
  await handle?.close();
}

function hangHereAt(pipe) {
  try {
    closeSync(openPipeSync(pipe, 'r'));
  } catch {
    // It went a moment ago.
  }
}

for (const name of CALLS) {
  const call = fs.promises[name];
  fs.promises[name] = async (...args) => {
    const pipe = pipeOf(args[0]);
    if (pipe !== null) await hangAt(pipe);
    return call(...args);
  };
  if (threads.isMainThread) continue;
  const callSync = fs[`${name}Sync`];
  fs[`${name}Sync`] = (...args) => {
    const pipe = pipeOf(args[0]);
    if (pipe !== null) hangHereAt(pipe);
    return callSync(...args);
  };
}

if (threads.isMainThread) {
  const load = `require(${JSON.stringify(__filename)});`;
  threads.Worker = class extends threads.Worker {
    constructor(program, options) {
      super(load + program, options);
    }
  };
}
syncBuiltinESMExports();
