import { systemClock } from './clock.ts';
import { deadline, type Deadline } from './deadline.ts';
import { failureOf } from './failure-of.ts';
import { KubeError } from './kube-error.ts';
import { readBody } from './read-body.ts';
import { RetryBudget } from './retry-budget.ts';
import { sleep } from './sleep.ts';
import { statusError } from './status-error.ts';
import type { TokenSource } from './token-source.ts';
import type { RawAnswer, Transport } from './transport.ts';

export interface Call {
  readonly method: 'GET' | 'POST' | 'PATCH' | 'PUT' | 'DELETE';
  readonly path: string;
  readonly accept?: string;
  readonly contentType?: string;
  readonly body?: string;
  readonly signal?: AbortSignal | undefined;
  readonly watch?: true;
}

export interface CallerOptions {
  readonly timeoutMs: number;
  readonly maxBodyBytes: number;
  readonly userAgent: string;
  readonly onRequest: (request: { readonly method: string; readonly code: number; readonly ms: number }) => void;
}

const longestStatus = 64 * 1024;

/** Sends calls under a deadline, with the token; retries what is safe: 401 with a new token, 429/503 with Retry-After, a GET on a dead kept-alive socket. */
export class Caller {
  readonly #transport: Transport;
  readonly #tokens: TokenSource;
  readonly #options: CallerOptions;

  constructor(transport: Transport, tokens: TokenSource, options: CallerOptions) {
    this.#transport = transport;
    this.#tokens = tokens;
    this.#options = options;
  }

  /** The body of a 2xx answer. Rejects with KubeError. */
  async text(call: Call): Promise<string> {
    const limit = deadline(this.#options.timeoutMs, call.signal);
    try {
      return await readBody(await this.#answer(call, limit), this.#options.maxBodyBytes);
    } catch (error) {
      throw ended(limit, error);
    } finally {
      limit.clear();
    }
  }

  /** A 2xx answer whose body goes on for as long as `call.signal`, made for this call alone, lets it; only its head has the deadline. */
  async open(call: Call): Promise<RawAnswer> {
    const limit = deadline(this.#options.timeoutMs, call.signal);
    const whole = new AbortController();
    const stop = (): void => whole.abort();
    limit.signal.addEventListener('abort', stop);
    call.signal?.addEventListener('abort', stop, { once: true });
    try {
      return await this.#answer(call, { ...limit, signal: whole.signal });
    } catch (error) {
      throw ended(limit, error);
    } finally {
      limit.signal.removeEventListener('abort', stop);
      limit.clear();
    }
  }

  async #answer(call: Call, limit: Deadline): Promise<RawAnswer> {
    const budget = new RetryBudget(call.method, this.#tokens);
    for (;;) {
      try {
        return await this.#once(call, limit.signal);
      } catch (error) {
        const failure = failureOf(error);
        const pause = limit.signal.aborted ? undefined : await budget.pauseAfter(failure, limit.left());
        if (pause === undefined) throw failure;
        await sleep(systemClock, pause, limit.signal);
      }
    }
  }

  async #once(call: Call, signal: AbortSignal): Promise<RawAnswer> {
    const headers = this.#headers(call, await this.#tokens.read());
    const body = call.body === undefined ? {} : { body: call.body };
    const start = performance.now();
    let code = 0;
    try {
      const request = { method: call.method, path: call.path, headers, signal, ...body };
      const answer = await this.#transport.send(request, call.watch ? 'watch' : 'call');
      code = answer.code;
      if (code >= 200 && code < 300) return answer;
      throw await failureIn(answer);
    } finally {
      this.#options.onRequest({ method: call.method, code, ms: performance.now() - start });
    }
  }

  #headers(call: Call, token: string | undefined): Record<string, string> {
    return {
      accept: call.accept ?? 'application/json',
      'user-agent': this.#options.userAgent,
      ...(call.body === undefined ? {} : { 'content-type': call.contentType ?? 'application/json' }),
      ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
    };
  }
}

async function failureIn(answer: RawAnswer): Promise<KubeError> {
  const body = await readBody(answer, longestStatus).catch(() => '');
  return statusError(answer.code, body, retryAfter(answer));
}

function retryAfter(answer: RawAnswer): number | undefined {
  const header = answer.headers['retry-after'];
  return typeof header === 'string' && /^\d{1,6}$/.test(header) ? Number(header) * 1000 : undefined;
}

function ended(limit: Deadline, error: unknown): KubeError {
  if (limit.expired()) return new KubeError({ code: 0, reason: 'Timeout', message: 'no answer within the deadline' });
  if (limit.signal.aborted) return new KubeError({ code: 0, reason: 'Aborted', message: 'the call was given up' });
  return failureOf(error);
}
