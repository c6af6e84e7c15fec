import type { Clock } from './clock.ts';

export interface TokenBucketOptions {
  readonly burst: number;
  /** One more every so many milliseconds. */
  readonly everyMs: number;
}

/** So many at once, then one at a time. */
export class TokenBucket {
  readonly #options: TokenBucketOptions;
  readonly #clock: Clock;
  #tokens: number;
  #at: number;

  constructor(options: TokenBucketOptions, clock: Clock) {
    this.#options = options;
    this.#clock = clock;
    this.#tokens = options.burst;
    this.#at = clock.now();
  }

  /** false: not now. */
  take(): boolean {
    this.#refill();
    if (this.#tokens < 1) return false;
    this.#tokens -= 1;
    return true;
  }

  /** Nothing has been taken that is not back, so the bucket need not be remembered. */
  get full(): boolean {
    this.#refill();
    return this.#tokens >= this.#options.burst;
  }

  #refill(): void {
    const now = this.#clock.now();
    this.#tokens = Math.min(this.#options.burst, this.#tokens + (now - this.#at) / this.#options.everyMs);
    this.#at = now;
  }
}
