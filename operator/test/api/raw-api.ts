import type { IncomingMessage } from 'node:http';
import { Agent, request } from 'node:https';
import type { RealApiServer } from '../real-api-server.ts';

/** The parts of any answer that a test looks at. */
export interface RawBody {
  readonly message?: string;
  readonly metadata?: object;
  readonly spec?: object;
  readonly status?: { readonly conditions?: readonly { readonly type: string; readonly status: string }[] };
  /** Of a discovery document. */
  readonly resources?: readonly { readonly name: string; readonly kind: string; readonly namespaced: boolean }[];
  /** Of an OpenAPI document. */
  readonly components?: { readonly schemas: Readonly<Record<string, OpenApiSchema>> };
}

export interface OpenApiSchema {
  readonly description?: string;
  readonly properties?: Readonly<Record<string, OpenApiSchema>>;
  readonly items?: OpenApiSchema;
  readonly allOf?: readonly unknown[];
}

export interface RawAnswer {
  readonly status: number;
  readonly warnings: readonly string[];
  readonly body: RawBody;
}

export interface RawRequest {
  readonly method?: 'GET' | 'POST' | 'PUT' | 'PATCH';
  readonly path: string;
  readonly body?: unknown;
  readonly contentType?: string;
}

const deadlineMs = 30_000;

/** Rejects when it is no JSON: a path that is not served yet is answered in plain text. */
async function whole({ statusCode = 0, headersDistinct }: IncomingMessage, text: string): Promise<RawAnswer> {
  return { status: statusCode, warnings: headersDistinct['warning'] ?? [], body: JSON.parse(text) as RawBody };
}

/** The server's whole answer, warnings included, which the operator's own client does not look at. */
export class RawApi {
  readonly #server: RealApiServer;
  readonly #agent: Agent;

  constructor(server: RealApiServer) {
    const { ca, cert, key } = server.admin;
    this.#server = server;
    this.#agent = new Agent({ ca, cert, key, keepAlive: true, maxSockets: 8 });
  }

  call({ method = 'GET', path, body, contentType = 'application/json' }: RawRequest): Promise<RawAnswer> {
    return new Promise((resolve, reject) => {
      const headers = body === undefined ? {} : { 'content-type': contentType };
      const sent = request(
        new URL(path, this.#server.admin.server),
        { agent: this.#agent, method, headers, signal: AbortSignal.timeout(deadlineMs) },
        (answer) => {
          const chunks: Buffer[] = [];
          answer.on('data', (chunk: Buffer) => chunks.push(chunk));
          answer.on('error', reject);
          answer.on('end', () => resolve(whole(answer, Buffer.concat(chunks).toString())));
        },
      );
      sent.on('error', reject);
      sent.end(body === undefined ? undefined : JSON.stringify(body));
    });
  }

  close(): void {
    this.#agent.destroy();
  }
}
