import { backoffMs, type BackoffOptions } from './backoff.ts';
import { systemClock, type Clock } from './clock.ts';

export interface WorkQueueOptions {
  /** Per key, by `addBackoff`: milliseconds. */
  readonly backoff: BackoffOptions;
  readonly clock?: Clock;
  /** In [0, 1). */
  readonly random?: () => number;
  readonly observer?: QueueObserver;
}

/** What the queue tells about itself; milliseconds. */
export interface QueueObserver {
  added(depth: number): void;
  taken(depth: number, waitedMs: number): void;
  done(workedMs: number): void;
  retried(): void;
}

/**
 * Keys waiting for work, after client-go's queue: a key is handed out to one worker at a time; adds while it waits or is being worked on
 * collapse into one; of several delays of one key the earliest holds.
 */
export class WorkQueue {
  readonly #options: Required<WorkQueueOptions>;
  readonly #ready: string[] = [];
  /** Keys that need work, and since when. */
  readonly #dirty = new Map<string, number>();
  /** Keys in a worker's hands, and since when. */
  readonly #processing = new Map<string, number>();
  readonly #delayed = new Map<string, { readonly at: number; readonly cancel: () => void }>();
  readonly #failures = new Map<string, number>();
  readonly #takers: ((key: string | undefined) => void)[] = [];
  #closed = false;

  constructor(options: WorkQueueOptions) {
    this.#options = { clock: systemClock, random: Math.random, observer: silent, ...options };
  }

  add(key: string): void {
    if (this.#closed || this.#dirty.has(key)) return;
    this.#dirty.set(key, this.#options.clock.now());
    if (!this.#processing.has(key)) this.#push(key);
    this.#options.observer.added(this.depth);
  }

  /** Adds the key after `ms`, unless an earlier delay of it is already running. */
  addAfter(key: string, ms: number): void {
    if (this.#closed) return;
    if (ms <= 0) {
      this.add(key);
      return;
    }
    const at = this.#options.clock.now() + ms;
    const running = this.#delayed.get(key);
    if (running !== undefined && running.at <= at) return;
    running?.cancel();
    const cancel = this.#options.clock.after(ms, () => {
      this.#delayed.delete(key);
      this.add(key);
    });
    this.#delayed.set(key, { at, cancel });
  }

  /** Adds the key after its own backoff, which doubles with each call until `forget`. Answers with the delay in milliseconds. */
  addBackoff(key: string): number {
    const failures = this.#failures.get(key) ?? 0;
    const ms = backoffMs(this.#options.backoff, failures, this.#options.random);
    if (this.#closed) return ms;
    this.#failures.set(key, failures + 1);
    this.#options.observer.retried();
    this.addAfter(key, ms);
    return ms;
  }

  /** Starts the key's backoff afresh. */
  forget(key: string): void {
    this.#failures.delete(key);
  }

  /** The next key, which the caller must give back by `done`; undefined once the queue is shut down. */
  take(): Promise<string | undefined> {
    if (this.#closed) return Promise.resolve(undefined);
    const key = this.#ready.shift();
    if (key === undefined) return new Promise((resolve) => this.#takers.push(resolve));
    this.#hand(key);
    return Promise.resolve(key);
  }

  /** Must follow each `take`, whatever the outcome. */
  done(key: string): void {
    const since = this.#processing.get(key);
    if (since === undefined) return;
    this.#processing.delete(key);
    this.#options.observer.done(this.#options.clock.now() - since);
    if (this.#dirty.has(key) && !this.#closed) this.#push(key);
  }

  /** Takes no more keys and hands out none: what waits is dropped, because its level is read again by whoever comes next. */
  shutDown(): void {
    this.#closed = true;
    this.#ready.length = 0;
    this.#dirty.clear();
    this.#failures.clear();
    for (const { cancel } of this.#delayed.values()) cancel();
    this.#delayed.clear();
    for (const resolve of this.#takers.splice(0)) resolve(undefined);
  }

  /** Keys ready to be taken. */
  get depth(): number {
    return this.#ready.length;
  }

  /** Milliseconds for which each key in work has been there. */
  unfinishedMs(): readonly number[] {
    const now = this.#options.clock.now();
    return [...this.#processing.values()].map((since) => now - since);
  }

  #push(key: string): void {
    const taker = this.#takers.shift();
    if (taker === undefined) {
      this.#ready.push(key);
      return;
    }
    this.#hand(key);
    taker(key);
  }

  #hand(key: string): void {
    const now = this.#options.clock.now();
    const waited = now - (this.#dirty.get(key) ?? now);
    this.#dirty.delete(key);
    this.#processing.set(key, now);
    this.#options.observer.taken(this.depth, waited);
  }
}

const silent: QueueObserver = {
  added: () => undefined,
  taken: () => undefined,
  done: () => undefined,
  retried: () => undefined,
};
