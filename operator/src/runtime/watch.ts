import type { Caller } from './caller.ts';
import { failureOf } from './failure-of.ts';
import { jsonLines } from './json-lines.ts';
import { KubeError } from './kube-error.ts';
import { collectionPath } from './kube-path.ts';
import type { KubeObject, Resource, WatchEvent, WatchOptions } from './kube-types.ts';
import { asKind, metadataAccept } from './object-shape.ts';
import { watchError } from './status-error.ts';
import { trustedJson } from './trusted-json.ts';

/**
 * One watch until the server ends it. Rejects with KubeError: an ERROR event's status (410 when `resourceVersion` is too old),
 * `Idle` after `idleMs` without an event, `BadAnswer` for a broken line, `Aborted` when the signal ends it.
 */
export async function* watch<T extends KubeObject>(
  caller: Caller,
  resource: Resource,
  options: WatchOptions & { readonly maxLineBytes: number },
): AsyncGenerator<WatchEvent<T>, void> {
  const guard = new WatchGuard(options.idleMs, options.signal);
  try {
    const answer = await caller.open({
      method: 'GET',
      path: watchPath(resource, options),
      accept: options.metadataOnly ? metadataAccept : 'application/json',
      signal: guard.signal,
      watch: true,
    });
    for await (const line of jsonLines(answer.body, options.maxLineBytes)) {
      guard.seen();
      if (line !== '') yield eventOf<T>(resource, line);
    }
  } catch (error) {
    throw guard.reason() ?? failureOf(error);
  } finally {
    guard.end();
  }
}

function watchPath(resource: Resource, options: WatchOptions): string {
  return collectionPath(resource, options.namespace, {
    watch: true,
    allowWatchBookmarks: true,
    resourceVersion: options.resourceVersion,
    timeoutSeconds: options.timeoutSeconds,
    labelSelector: options.labelSelector,
    fieldSelector: options.fieldSelector,
  });
}

function eventOf<T extends KubeObject>(resource: Resource, line: string): WatchEvent<T> {
  const event = parse<T>(line);
  if (event.type === 'ERROR') throw watchError(event.object);
  if (event.type === 'BOOKMARK') return { type: event.type, object: event.object };
  return { type: event.type, object: asKind(resource, event.object) };
}

type RawEvent<T> = WatchEvent<T> | { readonly type: 'ERROR'; readonly object: unknown };

const types: ReadonlySet<unknown> = new Set(['ADDED', 'MODIFIED', 'DELETED', 'BOOKMARK', 'ERROR']);

function parse<T>(line: string): RawEvent<T> {
  const event = parsed<T>(line);
  if (typeof event === 'object' && types.has(event?.type) && typeof event?.object === 'object') return event;
  throw badLine();
}

function parsed<T>(line: string): RawEvent<T> | null {
  try {
    return trustedJson<RawEvent<T> | null>(line);
  } catch {
    throw badLine();
  }
}

function badLine(): KubeError {
  return new KubeError({ code: 0, reason: 'BadAnswer', message: 'the watch sent something that is no event' });
}

/** Ends the watch when nothing comes or the caller gives up, and remembers which it was. */
class WatchGuard {
  readonly #controller = new AbortController();
  readonly #idleMs: number;
  readonly #outer: AbortSignal | undefined;
  #timer: NodeJS.Timeout;
  #idle = false;

  constructor(idleMs: number, outer: AbortSignal | undefined) {
    this.#idleMs = idleMs;
    this.#outer = outer;
    this.#timer = setTimeout(this.#mute, idleMs);
    if (outer?.aborted) this.#giveUp();
    outer?.addEventListener('abort', this.#giveUp);
  }

  get signal(): AbortSignal {
    return this.#controller.signal;
  }

  seen(): void {
    this.#timer.refresh();
  }

  reason(): KubeError | undefined {
    if (this.#idle)
      return new KubeError({ code: 0, reason: 'Idle', message: `the watch was silent for ${this.#idleMs} ms` });
    if (this.#outer?.aborted) return new KubeError({ code: 0, reason: 'Aborted', message: 'the watch was given up' });
    return undefined;
  }

  end(): void {
    clearTimeout(this.#timer);
    this.#outer?.removeEventListener('abort', this.#giveUp);
    this.#controller.abort();
  }

  readonly #giveUp = (): void => this.#controller.abort();

  readonly #mute = (): void => {
    this.#idle = true;
    this.#controller.abort();
  };
}
