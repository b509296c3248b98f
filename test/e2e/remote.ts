import { spawn } from 'node:child_process';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { join } from 'node:path';
import { git, tempFolder } from './notebook.ts';

/**
 * A git remote over HTTP that can really be unreachable: `git http-backend` behind a port of this
 * machine that is closed and opened again.
 */
export class HttpRemote {
  readonly #root = tempFolder('remote');
  readonly #sockets = new Set<Socket>();
  #server: Server | null = null;
  #port = 0;
  /** What a client has to send as `user:token`; null lets everybody in. */
  key: string | null = null;

  /** An empty bare repository, reachable. */
  static async start(): Promise<HttpRemote> {
    const remote = new HttpRemote();
    git(remote.#root, 'init', '-q', '--bare', '-b', 'main', 'notes.git');
    git(join(remote.#root, 'notes.git'), 'config', 'http.receivepack', 'true');
    await remote.up();
    return remote;
  }

  get url(): string {
    return `http://127.0.0.1:${this.#port}/notes.git`;
  }

  /** The bare repository on disk. */
  get folder(): string {
    return join(this.#root, 'notes.git');
  }

  /** Opens the port, the same one as before. */
  async up(): Promise<void> {
    const server = createServer((request, response) => {
      const key = `Basic ${Buffer.from(this.key ?? '').toString('base64')}`;
      if (this.key === null || request.headers.authorization === key)
        return serve(this.#root, request, response);
      response.writeHead(401, { 'WWW-Authenticate': 'Basic realm="notes"' });
      response.end();
    });
    server.on('connection', (socket) => {
      this.#sockets.add(socket);
      socket.on('close', () => this.#sockets.delete(socket));
    });
    await new Promise<void>((resolve) => server.listen(this.#port, '127.0.0.1', resolve));
    this.#port = (server.address() as AddressInfo).port;
    this.#server = server;
  }

  /** Closes the port and every connection: from now on the remote refuses to be reached. */
  async down(): Promise<void> {
    const server = this.#server;
    this.#server = null;
    for (const socket of this.#sockets) socket.destroy();
    await new Promise<void>((resolve) =>
      server === null ? resolve() : server.close(() => resolve()),
    );
  }

  /** A fresh clone of what the remote has now. */
  clone(): string {
    const folder = tempFolder('clone');
    git(folder, 'clone', '-q', this.folder, '.');
    return folder;
  }
}

function serve(root: string, request: IncomingMessage, response: ServerResponse): void {
  const url = new URL(request.url ?? '/', 'http://localhost');
  const backend = spawn('git', ['http-backend'], {
    env: {
      ...process.env,
      GIT_PROJECT_ROOT: root,
      GIT_HTTP_EXPORT_ALL: '1',
      PATH_INFO: url.pathname,
      QUERY_STRING: url.search.slice(1),
      REQUEST_METHOD: request.method ?? 'GET',
      CONTENT_TYPE: request.headers['content-type'] ?? '',
      HTTP_CONTENT_ENCODING: String(request.headers['content-encoding'] ?? ''),
      GIT_PROTOCOL: String(request.headers['git-protocol'] ?? ''),
      REMOTE_USER: 'tester',
      REMOTE_ADDR: '127.0.0.1',
    },
  });
  request.pipe(backend.stdin);
  backend.stdin.on('error', () => undefined);
  const chunks: Buffer[] = [];
  backend.stdout.on('data', (chunk: Buffer) => chunks.push(chunk));
  backend.on('close', () => answer(Buffer.concat(chunks), response));
}

/** Turns the CGI answer into an HTTP one. */
function answer(output: Buffer, response: ServerResponse): void {
  const end = output.indexOf('\r\n\r\n');
  let status = 200;
  for (const line of output.subarray(0, Math.max(0, end)).toString('latin1').split('\r\n')) {
    const [name = '', ...rest] = line.split(':');
    const value = rest.join(':').trim();
    if (name.toLowerCase() === 'status') status = Number.parseInt(value, 10);
    else if (name !== '') response.setHeader(name, value);
  }
  response.writeHead(status);
  response.end(output.subarray(end + 4));
}
