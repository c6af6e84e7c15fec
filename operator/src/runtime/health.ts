import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';

/** Undefined when all is well, else what is not, in a sentence without secrets. */
export interface Check {
  readonly name: string;
  readonly trouble: () => string | undefined;
}

export interface HealthOptions {
  /** 0 takes any free port; the same number twice makes one server. */
  readonly ports: { readonly health: number; readonly metrics: number };
  /** Answered by /readyz: caches are filled. Not leadership: whoever waits for the lease is ready too. */
  readonly ready: readonly Check[];
  /** The text that /metrics answers. */
  readonly metrics: () => Promise<string>;
}

export interface Health {
  /** As bound. */
  readonly ports: { readonly health: number; readonly metrics: number };
  close(): Promise<void>;
}

interface Answer {
  readonly code: number;
  readonly text: string;
}

type Page = () => Promise<Answer> | Answer;

/** Serves /livez, /readyz and /metrics. Rejects when a port is taken. */
export async function serveHealth({ ports, ready, metrics }: HealthOptions): Promise<Health> {
  // /livez checks nothing: an answer is all there is to tell, since it proves that the event loop turns.
  const health = { '/livez': checks([]), '/readyz': checks(ready) };
  const scrape = { '/metrics': async () => ({ code: 200, text: await metrics() }) };
  if (ports.health === ports.metrics && ports.health !== 0) {
    const both = await listen({ ...health, ...scrape }, ports.health);
    return { ports: { health: portOf(both), metrics: portOf(both) }, close: () => close(both) };
  }
  const first = await listen(health, ports.health);
  const second = await listen(scrape, ports.metrics).catch(async (error: unknown) => {
    await close(first);
    throw error;
  });
  return {
    ports: { health: portOf(first), metrics: portOf(second) },
    close: async () => {
      await Promise.all([close(first), close(second)]);
    },
  };
}

/** Like an API server's: `ok`, or a line for each check. */
function checks(all: readonly Check[]): Page {
  return () => {
    const seen = all.map(({ name, trouble }) => ({ name, why: attempt(trouble) }));
    const failed = seen.some(({ why }) => why !== undefined);
    if (!failed) return { code: 200, text: 'ok' };
    return {
      code: 503,
      text: seen.map(({ name, why }) => (why === undefined ? `[+]${name} ok` : `[-]${name} failed: ${why}`)).join('\n'),
    };
  };
}

function attempt(trouble: Check['trouble']): string | undefined {
  try {
    return trouble();
  } catch {
    return 'the check itself failed';
  }
}

function listen(pages: Readonly<Record<string, Page>>, port: number): Promise<Server> {
  const limits = { requestTimeout: 10_000, headersTimeout: 5000, keepAliveTimeout: 5000, maxHeaderSize: 8192 };
  const server = createServer(limits, (request, response) => void answer(pages, request, response));
  server.maxConnections = 100;
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, () => resolve(server));
  });
}

async function answer(
  pages: Readonly<Record<string, Page>>,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const [path = ''] = (request.url ?? '').split('?');
  const page = Object.hasOwn(pages, path) ? pages[path] : undefined;
  const readable = request.method === 'GET' || request.method === 'HEAD';
  const { code, text } = page === undefined || !readable ? missing(readable) : await made(page);
  const type = path === '/metrics' ? 'text/plain; version=0.0.4; charset=utf-8' : 'text/plain; charset=utf-8';
  response.writeHead(code, { 'content-type': type, 'cache-control': 'no-store', 'x-content-type-options': 'nosniff' });
  response.end(request.method === 'HEAD' ? '' : `${text}\n`);
}

function missing(readable: boolean): Answer {
  return readable ? { code: 404, text: 'not found' } : { code: 405, text: 'only GET and HEAD' };
}

async function made(page: Page): Promise<Answer> {
  try {
    return await page();
  } catch {
    return { code: 500, text: 'this page could not be made' };
  }
}

function portOf(server: Server): number {
  const address = server.address();
  return typeof address === 'object' && address !== null ? address.port : 0;
}

function close(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });
}
