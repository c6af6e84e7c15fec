import { systemClock, type Clock } from './clock.ts';
import { deadline } from './deadline.ts';
import type { Logger } from './logger.ts';
import type { Next } from './next.ts';
import type { WorkQueue } from './work-queue.ts';

export interface ControllerOptions {
  readonly name: string;
  readonly queue: WorkQueue;
  readonly workers: number;
  /** Each reconcile's signal aborts after so many milliseconds. */
  readonly deadlineMs: number;
  /** How long reconciles under way may go on after the controller was told to stop. Milliseconds. */
  readonly drainMs: number;
  readonly reconcile: Reconcile;
  readonly log: Logger;
  readonly observer?: ControllerObserver;
  readonly clock?: Clock;
}

export type Reconcile = (key: string, signal: AbortSignal) => Promise<Next>;

export interface ControllerObserver {
  started(): void;
  finished(outcome: Next['kind'] | 'error', ms: number): void;
}

/** A loop that asks for `again` for ever is slowed down after so many in a row. */
const mostAgains = 10;

/** Whoever polls something that starts is right to do so often, but not for ever: each so many short waits in a row are twice as long as those before. */
const patience = 100;
/** Waits of this and more are no polling. Milliseconds. */
const calmMs = 5_000;

/** N workers over one queue. No key is ever in two hands; a throwing reconcile is a bug that is logged and tried again with backoff. */
export class Controller {
  readonly #options: Required<ControllerOptions>;
  readonly #agains = new Map<string, number>();
  /** Short waits in a row, by key. */
  readonly #polls = new Map<string, number>();

  constructor(options: ControllerOptions) {
    this.#options = { observer: silent, clock: systemClock, ...options };
  }

  /** Works until `signal` aborts, then lets what is under way finish within `drainMs`. Resolves when every worker has stopped; never rejects. */
  async run(signal: AbortSignal): Promise<void> {
    const { queue, workers, drainMs, clock } = this.#options;
    const hurry = new AbortController();
    let cancelDrain = (): void => undefined;
    const stop = (): void => {
      queue.shutDown();
      cancelDrain = clock.after(drainMs, () => hurry.abort(new Error('drain deadline')));
    };
    if (signal.aborted) stop();
    signal.addEventListener('abort', stop, { once: true });
    await Promise.all(Array.from({ length: workers }, () => this.#work(hurry.signal)));
    signal.removeEventListener('abort', stop);
    cancelDrain();
  }

  async #work(hurry: AbortSignal): Promise<void> {
    const { queue } = this.#options;
    for (;;) {
      const key = await queue.take();
      if (key === undefined) return;
      this.#schedule(key, await this.#reconcile(key, hurry));
      queue.done(key);
    }
  }

  async #reconcile(key: string, hurry: AbortSignal): Promise<Next> {
    const { name, reconcile, deadlineMs, log, observer, clock } = this.#options;
    const limit = deadline(deadlineMs, hurry);
    const start = clock.now();
    observer.started();
    try {
      const next = await reconcile(key, limit.signal);
      observer.finished(next.kind, clock.now() - start);
      return next;
    } catch (error) {
      observer.finished('error', clock.now() - start);
      log.error({ controller: name, key, err: error }, 'reconcile failed unexpectedly');
      return { kind: 'backoff' };
    } finally {
      if (limit.expired()) log.warn({ controller: name, key, deadlineMs }, 'reconcile ran into its deadline');
      limit.clear();
    }
  }

  #schedule(key: string, next: Next): void {
    const { queue } = this.#options;
    const delayMs = this.#delay(key, next);
    if (next.kind === 'again' && this.#countAgain(key) <= mostAgains) {
      queue.add(key);
      return;
    }
    if (next.kind === 'again' || next.kind === 'backoff') {
      queue.addBackoff(key);
      return;
    }
    this.#agains.delete(key);
    queue.forget(key);
    if (delayMs !== undefined) queue.addAfter(key, delayMs);
  }

  #delay(key: string, next: Next): number | undefined {
    if (next.kind !== 'after' || next.ms >= calmMs) {
      this.#polls.delete(key);
      return next.kind === 'after' ? next.ms : undefined;
    }
    const polls = this.#polls.get(key) ?? 0;
    this.#polls.set(key, polls + 1);
    return Math.min(calmMs, next.ms * 2 ** Math.floor(polls / patience));
  }

  #countAgain(key: string): number {
    const count = (this.#agains.get(key) ?? 0) + 1;
    this.#agains.set(key, count);
    return count;
  }
}

const silent: ControllerObserver = { started: () => undefined, finished: () => undefined };
