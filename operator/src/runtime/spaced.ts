import { systemClock, type Clock } from './clock.ts';

export interface SpacedOptions {
  /** Milliseconds between two additions of one key. */
  readonly ms: number;
  readonly clock?: Pick<Clock, 'now'>;
}

/** Adds a key at once, and then no more than once in `ms`: what comes in between is one addition at its end. */
export function spaced(
  queue: { addAfter(key: string, ms: number): void },
  { ms, clock = systemClock }: SpacedOptions,
): (key: string) => void {
  /** When each key was added last, or will be. */
  const added = new Map<string, number>();
  return (key) => {
    const now = clock.now();
    const last = added.get(key) ?? -Infinity;
    if (last > now) return;
    const at = Math.max(now, last + ms);
    added.set(key, at);
    queue.addAfter(key, at - now);
  };
}
