import { systemClock, type Clock } from './clock.ts';

/** Tells whether the event loop has been turning: it beats by a timer, so a loop that is held up misses beats. */
export class Heartbeat {
  readonly #clock: Clock;
  readonly #everyMs: number;
  #last: number;
  #cancel: () => void = () => undefined;

  constructor(options: { readonly everyMs: number; readonly clock?: Clock }) {
    this.#clock = options.clock ?? systemClock;
    this.#everyMs = options.everyMs;
    this.#last = this.#clock.now();
    this.#beat();
  }

  /** Milliseconds since the last beat. */
  get silentMs(): number {
    return this.#clock.now() - this.#last;
  }

  stop(): void {
    this.#cancel();
  }

  #beat(): void {
    this.#last = this.#clock.now();
    this.#cancel = this.#clock.after(this.#everyMs, () => this.#beat());
  }
}
