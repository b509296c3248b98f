import { spawn } from 'node:child_process';
import { endWithUs } from './end-with-us.mjs';

/**
 * Starts virtual displays of their own for things that run side by side: a clipboard and the
 * keyboard's focus belong to a display, and two windows on one would take them from each other.
 *
 * @param {number} count
 * @returns {Promise<{ names: readonly string[], stop: () => void }>} Names as for `DISPLAY`.
 */
export async function startDisplays(count) {
  const started = await Promise.all(Array.from({ length: count }, startDisplay));
  return {
    names: started.map(({ name }) => name),
    stop: () => {
      for (const { stop } of started) stop();
    },
  };
}

/** @returns {Promise<{ name: string, stop: () => void }>} */
function startDisplay() {
  // The server finds a free number itself and writes it to the pipe.
  const server = spawn(
    'Xvfb',
    ['-displayfd', '3', '-screen', '0', '1600x1000x24', '-nolisten', 'tcp'],
    { stdio: ['ignore', 'ignore', 'ignore', 'pipe'] },
  );
  const release = endWithUs(server);
  const stop = () => {
    release();
    server.kill();
  };
  return new Promise((resolve, reject) => {
    server.on('error', reject);
    server.on('exit', () => reject(new Error('Xvfb ended before it was ready.')));
    let said = '';
    server.stdio[3]?.on('data', (/** @type {Buffer} */ chunk) => {
      said += chunk;
      const number = /^(\d+)\n/.exec(said)?.[1];
      if (number !== undefined) resolve({ name: `:${number}`, stop });
    });
  });
}
