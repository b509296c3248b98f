import { createHash } from 'node:crypto';
import { createConnection, createServer, type Socket } from 'node:net';
import { tmpdir, userInfo } from 'node:os';
import { join } from 'node:path';
import type { SyncStatus } from '../../shared/sync-status.ts';
import { lstat, mkdir, rm } from '../disk/calls.ts';

/** Longest request and answer taken, in bytes. */
const MAX_LINE = 64 * 1024;
const PATIENCE_MS = 10 * 60_000;

/**
 * Where a running app listens for one notebook.
 *
 * Derived from the notebook's git folder, never read from it: a folder that came from elsewhere
 * cannot lead us to a socket of its choice.
 */
function linePath(gitFolder: string): string {
  const name = createHash('sha256').update(gitFolder).digest('hex').slice(0, 24);
  if (process.platform === 'win32') return `\\\\.\\pipe\\backrow-${name}`;
  return join(lineFolder(), name);
}

function lineFolder(): string {
  return join(tmpdir(), `backrow-${userInfo().uid}`);
}

/**
 * Lets the command line ask this process to synchronise the notebook, so that there is one writer.
 *
 * Returns the cleanup, or null where no line could be opened; the app works without it.
 */
export async function listenForSync(
  gitFolder: string,
  sync: () => Promise<SyncStatus>,
): Promise<(() => Promise<void>) | null> {
  const path = linePath(gitFolder);
  if (process.platform !== 'win32') {
    await mkdir(lineFolder(), { recursive: true, mode: 0o700 });
    if (!(await isOurs(lineFolder()))) return null;
    // A socket that nobody answers on was left by a crash.
    if ((await askApp(gitFolder, 'present')) !== null) return null;
    await rm(path, { force: true });
  }
  const open = new Set<Socket>();
  const server = createServer((socket) => {
    open.add(socket);
    socket.once('close', () => open.delete(socket));
    void answer(socket, sync);
  });
  const listening = await new Promise<boolean>((resolve) => {
    server.once('error', () => resolve(false));
    server.listen(path, () => resolve(true));
  });
  if (!listening) return null;
  server.unref();
  return () => {
    for (const socket of open) socket.destroy();
    return new Promise((resolve) => server.close(() => resolve()));
  };
}

async function answer(socket: Socket, sync: () => Promise<SyncStatus>): Promise<void> {
  socket.on('error', () => socket.destroy());
  const request = await readLine(socket);
  if (request === 'present') socket.end('"present"\n');
  else if (request === 'sync') socket.end(`${JSON.stringify(await sync())}\n`);
  else socket.destroy();
}

/** Asks the app that has the notebook open; null where there is none. */
export async function askApp(gitFolder: string, request: 'present'): Promise<'present' | null>;
export async function askApp(gitFolder: string, request: 'sync'): Promise<SyncStatus | null>;
export async function askApp(
  gitFolder: string,
  request: 'present' | 'sync',
): Promise<SyncStatus | 'present' | null> {
  if (process.platform !== 'win32' && !(await isOurs(lineFolder()))) return null;
  const socket = createConnection(linePath(gitFolder));
  const connected = await new Promise<boolean>((resolve) => {
    socket.once('connect', () => resolve(true));
    socket.once('error', () => resolve(false));
  });
  if (!connected) return null;
  socket.on('error', () => socket.destroy());
  socket.setTimeout(PATIENCE_MS, () => socket.destroy());
  socket.write(`${request}\n`);
  const line = await readLine(socket);
  socket.destroy();
  return line === null ? null : (JSON.parse(line) as SyncStatus | 'present');
}

/** The folder of the lines must belong to this user alone: temporary folders are shared. */
async function isOurs(folder: string): Promise<boolean> {
  const stats = await lstat(folder).catch(() => null);
  return (
    stats?.isDirectory() === true && stats.uid === userInfo().uid && (stats.mode & 0o022) === 0
  );
}

function readLine(socket: Socket): Promise<string | null> {
  return new Promise((resolve) => {
    let text = '';
    socket.on('data', (chunk: Buffer) => {
      text += chunk.toString('utf8');
      const end = text.indexOf('\n');
      if (end !== -1) resolve(text.slice(0, end));
      else if (text.length > MAX_LINE) resolve(null);
    });
    socket.once('close', () => resolve(null));
  });
}
