import { connect, createServer, type Socket } from 'node:net';

export interface FreezableProxy {
  /** The proxied server's URL. */
  readonly server: string;
  /** From now on nothing passes and nothing is closed, like a host that hangs. */
  freeze(): void;
  close(): Promise<void>;
}

/** A TCP proxy on loopback in front of a server on loopback. */
export async function freezableProxy(target: URL): Promise<FreezableProxy> {
  const sockets = new Set<Socket>();
  let frozen = false;
  const listener = createServer((client) => {
    sockets.add(client);
    client.on('error', () => undefined);
    if (frozen) return;
    const upstream = connect(Number(target.port), target.hostname);
    sockets.add(upstream);
    upstream.on('error', () => client.destroy());
    client.pipe(upstream);
    upstream.pipe(client);
  });
  const port = await new Promise<number>((resolve, reject) => {
    listener.on('error', reject);
    listener.listen(0, '127.0.0.1', () => {
      const address = listener.address();
      resolve(typeof address === 'object' && address !== null ? address.port : 0);
    });
  });
  return {
    server: `https://127.0.0.1:${port}`,
    freeze() {
      frozen = true;
      for (const socket of sockets) {
        socket.unpipe();
        socket.pause();
      }
    },
    async close() {
      for (const socket of sockets) socket.destroy();
      await new Promise((resolve) => listener.close(resolve));
    },
  };
}
