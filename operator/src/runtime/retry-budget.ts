import type { KubeError } from './kube-error.ts';
import type { TokenSource } from './token-source.ts';

/** How often a server may make us wait by Retry-After within one call. */
const longestPatience = 2;

/** What one call may still try again: only what cannot do harm twice. */
export class RetryBudget {
  readonly #tokens: TokenSource;
  #patience = longestPatience;
  #mayRenew = true;
  #mayReconnect: boolean;

  constructor(method: string, tokens: TokenSource) {
    this.#tokens = tokens;
    // A kept-alive socket may have died unseen; a write may have arrived before it did.
    this.#mayReconnect = method === 'GET';
  }

  /** Milliseconds to wait before the next try, or undefined when the failure stands. */
  async pauseAfter(failure: KubeError, leftMs: number): Promise<number | undefined> {
    if (failure.reason === 'ConnectionLost' && this.#mayReconnect) {
      this.#mayReconnect = false;
      return 0;
    }
    if (failure.code === 401 && this.#mayRenew) {
      this.#mayRenew = false;
      return (await this.#tokens.renew()) ? 0 : undefined;
    }
    return this.#asked(failure, leftMs);
  }

  /** 429 and 503 with Retry-After mean that nothing was done. */
  #asked(failure: KubeError, leftMs: number): number | undefined {
    const rejected = failure.code === 429 || failure.code === 503;
    const pause = failure.retryAfterMs;
    if (!rejected || pause === undefined || pause >= leftMs || this.#patience === 0) return undefined;
    this.#patience -= 1;
    return pause;
  }
}
