import type { AddressInfo } from 'node:net';
import { connect, createServer, type Socket } from 'node:net';

/** A TCP line that fails like a hall full of phones. */
export interface FlakyProxy {
  readonly port: number;
  /** Off: everything passes. */
  trouble: boolean;
  readonly counts: { connections: number; cut: number; swallowed: number; portal: number };
  readonly stop: () => Promise<void>;
}

const PORTAL =
  'HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 14\r\nConnection: close\r\n\r\n<html></html>\n';

/** Starts a proxy in front of a port; `random` decides what happens to each connection. */
export async function startFlakyProxy(target: number, random: () => number): Promise<FlakyProxy> {
  const open = new Set<Socket>();
  const counts = { connections: 0, cut: 0, swallowed: 0, portal: 0 };
  const server = createServer((client) => {
    open.add(client);
    client.on('close', () => open.delete(client)).on('error', () => client.destroy());
    counts.connections++;
    const fate = proxy.trouble ? random() : 1;
    if (fate < 0.05) {
      counts.swallowed++;
      client.resume();
      return;
    }
    if (fate < 0.12) {
      counts.portal++;
      client.once('data', () => client.end(PORTAL));
      return;
    }
    const upstream = connect(target, '127.0.0.1');
    open.add(upstream);
    upstream.on('close', () => client.destroy()).on('error', () => client.destroy());
    client.on('close', () => upstream.destroy());
    let left = fate < 0.35 ? Math.floor(random() * 3_000) : Number.POSITIVE_INFINITY;
    const pass = (to: Socket) => (chunk: Buffer) => {
      left -= chunk.length;
      if (left >= 0) {
        to.write(chunk);
        return;
      }
      counts.cut++;
      client.resetAndDestroy();
    };
    client.on('data', pass(upstream));
    upstream.on('data', pass(client));
  });
  const proxy: FlakyProxy = {
    port: 0,
    trouble: true,
    counts,
    stop: () => {
      for (const socket of open) socket.destroy();
      return new Promise((resolve) => server.close(() => resolve()));
    },
  };
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return Object.defineProperty(proxy, 'port', { value: (server.address() as AddressInfo).port });
}
