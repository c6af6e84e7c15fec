import { createServer, type Server } from 'node:https';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import { gzipSync } from 'node:zlib';
import { createAuthority, issueLeaf, keyPem } from '../../e2e/cluster/pki/certificate.ts';

/** What a server does with one request; `rst` ends its connection by a TCP reset. */
export type Answer = (request: IncomingMessage, response: ServerResponse, rst: () => void) => void;

/** A TLS server on loopback that answers as told, to see how a client bears it. */
export class FaultServer {
  /** Requests so far, as `GET /path?query`. */
  readonly requests: string[] = [];
  readonly headers: IncomingMessage['headers'][] = [];
  /** TLS connections so far. */
  connections = 0;
  readonly ca: string;
  readonly #server: Server;
  readonly #sockets = new Set<Socket>();
  readonly #queue: Answer[] = [];
  #default: Answer = status(404, 'NotFound');

  static async start(hosts: readonly string[] = ['127.0.0.1']): Promise<FaultServer> {
    const server = new FaultServer(hosts);
    await new Promise<void>((resolve) => server.#server.listen(0, '127.0.0.1', resolve));
    return server;
  }

  private constructor(hosts: readonly string[]) {
    const authority = createAuthority('fault-server');
    const leaf = issueLeaf(authority, { commonName: 'fault-server', hosts, usage: ['server'] });
    this.ca = authority.certificate;
    this.#server = createServer({ cert: leaf.certificate, key: keyPem(leaf.key) }, (request, response) =>
      this.#serve(request, response),
    );
    this.#server.on('connection', (socket: Socket) => {
      this.#sockets.add(socket);
      socket.once('close', () => this.#sockets.delete(socket));
    });
    this.#server.on('secureConnection', () => (this.connections += 1));
  }

  get port(): number {
    const address = this.#server.address();
    return typeof address === 'object' && address !== null ? address.port : 0;
  }

  get url(): string {
    return `https://127.0.0.1:${this.port}`;
  }

  /** Open TCP connections now. */
  get open(): number {
    return this.#sockets.size;
  }

  /** The next requests are answered by these, in order. */
  next(...answers: readonly Answer[]): void {
    this.#queue.push(...answers);
  }

  /** All other requests are answered by this. */
  otherwise(answer: Answer): void {
    this.#default = answer;
  }

  async close(): Promise<void> {
    const closed = new Promise((resolve) => this.#server.close(resolve));
    for (const socket of this.#sockets) socket.destroy();
    await closed;
  }

  #serve(request: IncomingMessage, response: ServerResponse): void {
    this.requests.push(`${request.method ?? ''} ${request.url ?? ''}`);
    this.headers.push(request.headers);
    // A client that goes away is no news here.
    response.on('error', () => undefined);
    const answer = this.#queue.shift() ?? this.#default;
    answer(request, response, () => this.#reset(request.socket.remotePort));
  }

  /** TLS sockets cannot be reset themselves. */
  #reset(port: number | undefined): void {
    for (const socket of this.#sockets) if (socket.remotePort === port) socket.resetAndDestroy();
  }
}

/** A small answer that is large when unpacked. */
export const gzipBomb: Answer = (_request, response) => {
  response.writeHead(200, { 'content-encoding': 'gzip' });
  response.end(gzipSync(Buffer.alloc(50_000_000)));
};

export function json(body: unknown, headers: Record<string, string> = {}): Answer {
  return (_request, response) => {
    response.writeHead(200, { 'content-type': 'application/json', ...headers });
    response.end(JSON.stringify(body));
  };
}

/** A Status as an API server sends it. */
export function status(
  code: number,
  reason: string,
  extra: { message?: string; details?: object; headers?: Record<string, string> } = {},
): Answer {
  return (_request, response) => {
    response.writeHead(code, { 'content-type': 'application/json', ...extra.headers });
    const { message = `${reason} happened`, details } = extra;
    response.end(
      JSON.stringify({ kind: 'Status', apiVersion: 'v1', status: 'Failure', message, reason, details, code }),
    );
  };
}

/** Something that is no API server, e.g. a proxy's page. */
export function page(code: number, body: string, headers: Record<string, string> = {}): Answer {
  return (_request, response) => {
    response.writeHead(code, { 'content-type': 'text/html', ...headers });
    response.end(body);
  };
}

/** RST instead of an answer. */
export const reset: Answer = (_request, _response, rst) => rst();

/** Takes the request and says nothing more. */
export const mute: Answer = () => undefined;

/** Announces a body and sends it a byte at a time. */
export function slowLoris(everyMs: number): Answer {
  return (_request, response) => {
    response.writeHead(200, { 'content-type': 'application/json' });
    const timer = setInterval(() => response.write(' '), everyMs);
    response.once('close', () => clearInterval(timer));
  };
}

/** Sends bytes for as long as they are taken. */
export const endless: Answer = (_request, response) => {
  response.writeHead(200, { 'content-type': 'application/json' });
  const chunk = Buffer.alloc(64 * 1024, 0x20);
  const more = (): void => {
    if (response.destroyed) return;
    if (response.write(chunk)) setImmediate(more);
    else response.once('drain', more);
  };
  more();
};

export interface WatchScript {
  /** Each sent as a line of JSON. */
  readonly events?: readonly unknown[];
  /** Sent as it stands after the events. */
  readonly tail?: string;
  /** Default: keep the watch open and say nothing more. */
  readonly then?: 'mute' | 'end' | 'reset';
}

export function watching({ events = [], tail = '', then = 'mute' }: WatchScript): Answer {
  return (_request, response, rst) => {
    response.writeHead(200, { 'content-type': 'application/json' });
    response.write(events.map((event) => `${JSON.stringify(event)}\n`).join('') + tail);
    if (then === 'end') response.end();
    // After the bytes are on their way.
    if (then === 'reset') setTimeout(rst, 20);
  };
}
