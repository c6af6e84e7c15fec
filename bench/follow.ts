import type { ClusterClient } from '../operator/src/runtime/cluster-client.ts';
import type { KubeObject, ObjectKey, Resource } from '../operator/src/runtime/kube-types.ts';

export interface Sight<T> {
  /** Of the object as one event of the watch showed it; undefined once it was deleted. */
  readonly object: T | undefined;
  /** When the event arrived here: milliseconds of `performance.now()`. */
  readonly at: number;
}

export interface Following<T> {
  /** Resolves at the first sight, past or to come, that `test` accepts. Rejects when the watch ends or the time is up. */
  until(what: string, test: (object: T | undefined) => boolean): Promise<Sight<T>>;
  /** All that was seen so far. */
  readonly sights: readonly Sight<T>[];
  stop(): void;
}

export interface FollowOptions {
  readonly signal: AbortSignal;
  /** The whole of it, in milliseconds. */
  readonly deadlineMs: number;
}

/** Watches one object by name, from before it exists: nothing is polled, so no figure is rounded up to a period. */
export async function follow<T extends KubeObject>(
  client: ClusterClient,
  [resource, key]: readonly [Resource, ObjectKey],
  { signal, deadlineMs }: FollowOptions,
): Promise<Following<T>> {
  const end = new AbortController();
  const timer = setTimeout(() => end.abort(), deadlineMs);
  const place = {
    ...(key.namespace !== undefined && { namespace: key.namespace }),
    fieldSelector: `metadata.name=${key.name}`,
    signal: AbortSignal.any([signal, end.signal]),
  };
  const { items, resourceVersion } = await client.listAt<T>(resource, place);
  const sights: Sight<T>[] = items.map((object) => ({ object, at: performance.now() }));
  const waiting = new Set<() => void>();
  let ended: unknown;

  async function run(): Promise<void> {
    const options = { ...place, resourceVersion, timeoutSeconds: Math.ceil(deadlineMs / 1000), idleMs: deadlineMs };
    for await (const { type, object } of client.watch<T>(resource, options)) {
      if (type === 'BOOKMARK') continue;
      sights.push({ object: type === 'DELETED' ? undefined : object, at: performance.now() });
      for (const wake of waiting) wake();
    }
    throw new Error('the server ended the watch');
  }

  void run().catch((error: unknown) => {
    clearTimeout(timer);
    ended = error;
    for (const wake of waiting) wake();
  });

  return {
    sights,
    async until(what, test) {
      for (let next = 0; ;) {
        for (; next < sights.length; next++) {
          const sight = sights[next];
          if (sight !== undefined && test(sight.object)) return sight;
        }
        if (ended !== undefined) throw new Error(`${key.name}: ${what} was not seen`, { cause: ended });
        await new Promise<void>((resolve) => {
          const wake = () => {
            waiting.delete(wake);
            resolve();
          };
          waiting.add(wake);
        });
      }
    },
    stop: () => end.abort(),
  };
}
