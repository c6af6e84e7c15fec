import type { Dispatcher } from 'undici';
import { KubeError } from './kube-error.ts';

/**
 * Asks `fence` in the moment in which a write goes to its socket. Earlier would not do: a request may wait for a connection while the
 * process is frozen, and go out when it thaws.
 */
export function fenceWrites(fence: () => boolean): Dispatcher.DispatcherComposeInterceptor {
  return (dispatch) => (options, handler) =>
    dispatch(options, options.method === 'GET' ? handler : new FencedHandler(handler, fence));
}

class FencedHandler implements Dispatcher.DispatchHandler {
  readonly #inner: Dispatcher.DispatchHandler;
  readonly #fence: () => boolean;

  constructor(inner: Dispatcher.DispatchHandler, fence: () => boolean) {
    this.#inner = inner;
    this.#fence = fence;
  }

  onRequestStart(...args: Parameters<NonNullable<Dispatcher.DispatchHandler['onRequestStart']>>): void {
    this.#inner.onRequestStart?.(...args);
    if (!this.#fence())
      args[0].abort(new KubeError({ code: 0, reason: 'Fenced', message: 'not written: this process does not lead' }));
  }

  onResponseStart(...args: Parameters<NonNullable<Dispatcher.DispatchHandler['onResponseStart']>>): void {
    this.#inner.onResponseStart?.(...args);
  }

  onResponseData(...args: Parameters<NonNullable<Dispatcher.DispatchHandler['onResponseData']>>): void {
    this.#inner.onResponseData?.(...args);
  }

  onResponseEnd(...args: Parameters<NonNullable<Dispatcher.DispatchHandler['onResponseEnd']>>): void {
    this.#inner.onResponseEnd?.(...args);
  }

  onResponseError(...args: Parameters<NonNullable<Dispatcher.DispatchHandler['onResponseError']>>): void {
    this.#inner.onResponseError?.(...args);
  }
}
