import { systemClock, type Clock } from './clock.ts';

export interface SpacedOptions {
  /** Milliseconds between two additions of one key. */
  readonly ms: number;
  readonly clock?: Clock;
}

/** Adds a key at once, and then no more than once in `ms`: what comes in between is one addition at its end. */
export function spaced(
  queue: { add(key: string): void },
  { ms, clock = systemClock }: SpacedOptions,
): (key: string) => void {
  /** Keys that were added within the last `ms`; true: once more at the end of it. */
  const resting = new Map<string, boolean>();
  const add = (key: string): void => {
    resting.set(key, false);
    queue.add(key);
    clock.after(ms, () => (resting.get(key) === true ? add(key) : resting.delete(key)));
  };
  return (key) => {
    if (resting.has(key)) resting.set(key, true);
    else add(key);
  };
}
