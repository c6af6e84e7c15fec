// The few calls that bringing up a cluster makes to its API server.
import { readFile } from 'node:fs/promises';
import type { IncomingMessage } from 'node:http';
import { Agent, request, type RequestOptions } from 'node:https';
import { text } from 'node:stream/consumers';
import { parse } from 'yaml';
import { z } from 'zod';
import { objectPath, type KubeObject } from './object-path.ts';

interface Answer {
  readonly status: number;
  readonly body: string;
}

export interface KubeConnection {
  /** Whether a GET of this path ends with 200; false as well while nobody listens. */
  answers(path: string): Promise<boolean>;
  /** Throws if nobody answers in time; every status is an answer. */
  call(method: 'GET' | 'POST' | 'DELETE', path: string, body?: unknown): Promise<Answer>;
  /** Server-side apply by force. Throws with the server's words if it refuses. */
  apply(object: KubeObject): Promise<void>;
  /** The lines of a watch, until the server ends it. */
  lines(path: string): Promise<AsyncIterable<string>>;
  close(): void;
}

const timeout = 10_000;
const manager = 'slipway-cluster';

const Kubeconfig = z.object({
  clusters: z.tuple([z.object({ cluster: z.object({ server: z.url(), 'certificate-authority-data': z.base64() }) })]),
  users: z.tuple([
    z.object({ user: z.object({ 'client-certificate-data': z.base64(), 'client-key-data': z.base64() }) }),
  ]),
});

/** Opens a kubeconfig as this project writes them: one cluster, one client certificate, all inline. */
export async function connect(kubeconfig: string): Promise<KubeConnection> {
  const { clusters, users } = Kubeconfig.parse(parse(await readFile(kubeconfig, 'utf8')));
  const { server, 'certificate-authority-data': authority } = clusters[0].cluster;
  const { 'client-certificate-data': certificate, 'client-key-data': key } = users[0].user;
  const agent = new Agent({ keepAlive: true, ca: decoded(authority), cert: decoded(certificate), key: decoded(key) });

  function send(options: RequestOptions, path: string, body?: unknown): Promise<IncomingMessage> {
    return new Promise((resolve, reject) => {
      const sent = request(new URL(path, server), { agent, ...options }, resolve);
      sent.on('error', reject);
      if (options.timeout !== undefined) sent.on('timeout', () => sent.destroy(new Error(`${server} did not answer`)));
      sent.end(body === undefined ? undefined : JSON.stringify(body));
    });
  }

  async function answer(options: RequestOptions, path: string, body?: unknown): Promise<Answer> {
    const response = await send({ ...options, timeout }, path, body);
    return { status: response.statusCode ?? 0, body: await text(response) };
  }

  const json = { 'content-type': 'application/json' };
  return {
    answers: (path) =>
      answer({}, path).then(
        ({ status }) => status === 200,
        () => false,
      ),
    call: (method, path, body) => answer({ method, headers: json }, path, body),
    async apply(object) {
      const path = `${objectPath(object)}?fieldManager=${manager}&force=true`;
      const patch = { method: 'PATCH', headers: { 'content-type': 'application/apply-patch+yaml' } };
      const { status, body } = await answer(patch, path, object);
      if (status >= 300)
        throw new Error(`${object.kind} ${object.metadata.name} was refused (${status}): ${body.slice(0, 500)}`);
    },
    async lines(path) {
      const response = await send({}, path);
      if (response.statusCode !== 200) throw new Error(`watch of ${path} ended with ${response.statusCode ?? 0}`);
      return linesOf(response);
    },
    close: () => agent.destroy(),
  };
}

async function* linesOf(response: IncomingMessage): AsyncGenerator<string> {
  let rest = '';
  for await (const piece of response.setEncoding('utf8')) {
    const parts = `${rest}${String(piece)}`.split('\n');
    rest = parts.pop() ?? '';
    yield* parts;
  }
}

function decoded(base64: string): Buffer {
  return Buffer.from(base64, 'base64');
}
