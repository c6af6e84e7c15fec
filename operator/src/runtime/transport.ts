import { Agent, type Dispatcher } from 'undici';
import { connector, type Reach } from './connector.ts';
import { failureOf } from './failure-of.ts';
import { fenceWrites } from './fence-writes.ts';
import { KubeError } from './kube-error.ts';

export interface RawRequest {
  readonly method: Dispatcher.HttpMethod;
  readonly path: string;
  readonly headers: Record<string, string>;
  readonly body?: string;
  readonly signal: AbortSignal;
}

export interface RawAnswer {
  readonly code: number;
  readonly headers: Record<string, string | string[] | undefined>;
  readonly body: AsyncIterable<Uint8Array> & { destroy(): unknown };
}

/** HTTP/1.1 over kept-alive sockets to one server: no redirects, no decompression, no retry. Errors are KubeErrors. */
export class Transport {
  readonly #origin: string;
  readonly #calls: Agent;
  readonly #fenced: Dispatcher;
  /** Watches hold a socket for half an hour each, so they have their own and never starve calls. */
  readonly #watches: Agent;

  constructor(
    reach: Reach,
    limits: { readonly timeoutMs: number; readonly maxSockets: number; readonly fence: () => boolean },
  ) {
    this.#origin = new URL(reach.server).origin;
    const connect = connector(reach, limits.timeoutMs);
    const shared = {
      connect,
      allowH2: false,
      pipelining: 1,
      headersTimeout: 0,
      bodyTimeout: 0,
      keepAliveTimeout: 30_000,
    };
    this.#calls = new Agent({ ...shared, connections: limits.maxSockets });
    this.#fenced = this.#calls.compose(fenceWrites(limits.fence));
    this.#watches = new Agent(shared);
  }

  async send(request: RawRequest, kind: 'call' | 'watch' = 'call'): Promise<RawAnswer> {
    const agent = kind === 'call' ? this.#fenced : this.#watches;
    try {
      const answer = await agent.request({ origin: this.#origin, ...request });
      if (isEncoded(answer.headers)) {
        // We never ask for compression, so this is a broken proxy or a bomb.
        answer.body.on('error', () => undefined).destroy();
        throw new KubeError({
          code: 0,
          reason: 'BadAnswer',
          message: 'the server compressed its answer without being asked',
        });
      }
      return { code: answer.statusCode, headers: answer.headers, body: answer.body };
    } catch (error) {
      throw failureOf(error);
    }
  }

  async close(): Promise<void> {
    const closed = new KubeError({ code: 0, reason: 'Closed', message: 'the connection was closed by us' });
    await Promise.all([this.#calls.destroy(closed), this.#watches.destroy(closed)]);
  }
}

function isEncoded(headers: Record<string, string | string[] | undefined>): boolean {
  const encoding = headers['content-encoding'];
  return encoding !== undefined && encoding !== 'identity';
}
