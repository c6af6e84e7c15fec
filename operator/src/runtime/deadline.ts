export interface Deadline {
  readonly signal: AbortSignal;
  /** Milliseconds left. */
  left(): number;
  expired(): boolean;
  /** Must be called when the work is over: it takes the listener off the outer signal. */
  clear(): void;
}

/** A signal that aborts after `ms` or with `outer`. By hand, because `AbortSignal.any` keeps listeners on signals that live long. */
export function deadline(ms: number, outer?: AbortSignal): Deadline {
  const controller = new AbortController();
  const end = performance.now() + ms;
  let expired = false;
  const timer = setTimeout(() => {
    expired = true;
    controller.abort(new Error('deadline'));
  }, ms);
  const abort = (): void => controller.abort(outer?.reason);
  if (outer?.aborted) abort();
  outer?.addEventListener('abort', abort, { once: true });
  return {
    signal: controller.signal,
    left: () => end - performance.now(),
    expired: () => expired,
    clear() {
      clearTimeout(timer);
      outer?.removeEventListener('abort', abort);
    },
  };
}
