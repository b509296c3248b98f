import { execFileSync, spawn } from 'node:child_process';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import type { World } from './world.ts';

/** How the server behaves; a number is answered as a bare status. */
export type Mood = 'git' | 'sign-in page' | 'empty page' | 'redirect' | 'silent' | 'cut' | number;

/** Git over HTTP on this computer, with the troubles of a conference network. */
export interface HttpRemote {
  readonly url: string;
  mood: Mood;
  /** What a client has to send as `user:token`; null lets everybody in. */
  key: string | null;
  /** How many requests came. */
  requests: number;
  /** Closes the port: really unreachable. */
  readonly stop: () => Promise<void>;
  /** Opens the same port again. */
  readonly start: () => Promise<void>;
}

/** Serves all repositories of a world. */
export async function serveHttp(world: World, name = 'remote.git'): Promise<HttpRemote> {
  const backend = join(
    execFileSync('git', ['--exec-path'], { encoding: 'utf8' }).trim(),
    'git-http-backend',
  );
  let server: Server | null = null;
  let port = 0;
  const remote: HttpRemote = {
    get url() {
      return `http://127.0.0.1:${port}/${name}`;
    },
    mood: 'git',
    key: null,
    requests: 0,
    stop: async () => {
      const closing = server;
      server = null;
      if (closing === null) return;
      closing.closeAllConnections();
      await new Promise((resolve) => closing.close(resolve));
    },
    start: async () => {
      const opening = createServer((request, response) => {
        remote.requests++;
        const mood = knows(remote.key, request) ? remote.mood : 401;
        answer(mood, request, response, () => runBackend(backend, world, request, response));
      });
      await new Promise<void>((resolve) => opening.listen(port, '127.0.0.1', resolve));
      port = (opening.address() as AddressInfo).port;
      server = opening;
    },
  };
  await remote.start();
  return remote;
}

function knows(key: string | null, { headers }: IncomingMessage): boolean {
  return key === null || headers.authorization === `Basic ${Buffer.from(key).toString('base64')}`;
}

function answer(
  mood: Mood,
  request: IncomingMessage,
  response: ServerResponse,
  git: () => void,
): void {
  if (mood === 'silent') return;
  if (mood === 'git') {
    git();
    return;
  }
  if (mood === 'cut') {
    request.socket.destroy();
    return;
  }
  if (typeof mood === 'number')
    response.writeHead(mood, mood === 401 ? { 'WWW-Authenticate': 'Basic realm="x"' } : {});
  else if (mood === 'redirect') response.writeHead(302, { Location: '/welcome' });
  else response.writeHead(200, { 'Content-Type': 'text/html' });
  response.end(
    mood === 'sign-in page' ? '<html><body>Please accept our terms\n</body></html>\n' : '',
  );
}

function runBackend(
  backend: string,
  world: World,
  request: IncomingMessage,
  response: ServerResponse,
): void {
  const url = new URL(request.url ?? '/', 'http://localhost');
  const child = spawn(backend, [], {
    env: {
      ...world.environment,
      GIT_PROJECT_ROOT: world.folder,
      GIT_HTTP_EXPORT_ALL: '1',
      PATH_INFO: decodeURIComponent(url.pathname),
      QUERY_STRING: url.search.slice(1),
      REQUEST_METHOD: request.method ?? 'GET',
      CONTENT_TYPE: request.headers['content-type'] ?? '',
      HTTP_CONTENT_ENCODING: request.headers['content-encoding'] ?? '',
      GIT_PROTOCOL: String(request.headers['git-protocol'] ?? ''),
      REMOTE_ADDR: '127.0.0.1',
      ...(request.headers['content-length']
        ? { CONTENT_LENGTH: request.headers['content-length'] }
        : {}),
    },
  });
  request.pipe(child.stdin);
  child.stdin.on('error', () => {});
  let head = Buffer.alloc(0);
  let headed = false;
  child.stdout.on('data', (chunk: Buffer) => {
    if (headed) {
      response.write(chunk);
      return;
    }
    head = Buffer.concat([head, chunk]);
    const end = head.indexOf('\r\n\r\n');
    if (end === -1) return;
    headed = true;
    for (const line of head.subarray(0, end).toString().split('\r\n')) {
      const [key = '', value = ''] = line.split(': ');
      if (key === 'Status') response.statusCode = Number(value.slice(0, 3));
      else response.setHeader(key, value);
    }
    response.write(head.subarray(end + 4));
  });
  child.on('close', () => response.end());
}
