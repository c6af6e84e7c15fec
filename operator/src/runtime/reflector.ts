import { backoffMs } from './backoff.ts';
import { systemClock, type Clock } from './clock.ts';
import { isGone, KubeError } from './kube-error.ts';
import type { KubeObject, ListOptions, Resource, VersionedList, WatchEvent, WatchOptions } from './kube-types.ts';
import type { Logger } from './logger.ts';
import { isOlder } from './resource-version.ts';
import { sleep } from './sleep.ts';
import type { Store } from './store.ts';

/** The part of a cluster client that a reflector needs. */
export interface ListWatch {
  listAt<T extends KubeObject>(
    resource: Resource,
    options: ListOptions & { readonly metadataOnly?: boolean },
  ): Promise<VersionedList<T>>;
  watch<T extends KubeObject>(resource: Resource, options: WatchOptions): AsyncIterable<WatchEvent<T>>;
}

export interface ReflectorOptions<T extends KubeObject> {
  readonly client: ListWatch;
  readonly resource: Resource;
  readonly store: Store<T>;
  readonly log: Logger;
  readonly labelSelector?: string;
  readonly metadataOnly?: boolean;
  /** A watch that says nothing for so long, not even a bookmark, is taken for dead. Default 120 s. */
  readonly idleMs?: number;
  readonly clock?: Clock;
  readonly random?: () => number;
}

const retry = { baseMs: 800, capMs: 30_000 };
/** A watch that ends sooner than this was no good watch. */
const shortestWatchMs = 5000;

/** Keeps a store equal to what a cluster holds of one kind: lists, then watches, for ever. Only the signal ends it. */
export class Reflector<T extends KubeObject> {
  readonly #options: ReflectorOptions<T> & {
    readonly clock: Clock;
    readonly random: () => number;
    readonly idleMs: number;
  };
  #version: string | undefined;
  #synced = false;
  #failures = 0;
  #complaint = '';

  constructor(options: ReflectorOptions<T>) {
    this.#options = { clock: systemClock, random: Math.random, idleMs: 120_000, ...options };
  }

  /** Whether the store has held a whole list. */
  get synced(): boolean {
    return this.#synced;
  }

  /** Resolves when `signal` aborts; never rejects. */
  async run(signal: AbortSignal): Promise<void> {
    const stopped = (): boolean => signal.aborted;
    while (!stopped()) {
      try {
        if (this.#version === undefined) await this.#list(signal);
        else await this.#watch(this.#version, signal);
      } catch (error) {
        if (stopped()) return;
        this.#failed(error);
        await this.#pause(error, signal);
      }
    }
  }

  async #list(signal: AbortSignal): Promise<void> {
    const { client, resource, store, metadataOnly = false } = this.#options;
    const { items, resourceVersion } = await client.listAt<T>(resource, { ...this.#selection(), metadataOnly, signal });
    store.replace(items.map(slim));
    this.#version = resourceVersion;
    this.#synced = true;
  }

  async #watch(resourceVersion: string, signal: AbortSignal): Promise<void> {
    const { client, resource, metadataOnly = false, idleMs, random, clock } = this.#options;
    const timeoutSeconds = 1800 + Math.floor(random() * 1800);
    const start = clock.now();
    try {
      const options = { ...this.#selection(), resourceVersion, timeoutSeconds, idleMs, metadataOnly, signal };
      for await (const event of client.watch<T>(resource, options)) this.#take(event);
    } finally {
      if (clock.now() - start >= shortestWatchMs) this.#recovered();
    }
    if (clock.now() - start < shortestWatchMs)
      throw new KubeError({ code: 0, reason: 'ConnectionLost', message: 'the watch ended early' });
  }

  #take({ type, object }: WatchEvent<T>): void {
    const { store } = this.#options;
    const { resourceVersion } = object.metadata;
    if (type === 'BOOKMARK' && isOlder(resourceVersion, this.#version)) {
      // The cluster went back in time (a restored etcd): nothing that we hold is certain.
      throw new KubeError({ code: 410, reason: 'Expired', message: 'the cluster is older than our copy of it' });
    }
    if (type === 'DELETED') store.remove(object.metadata);
    else if (type !== 'BOOKMARK') store.set(slim(object));
    if (resourceVersion !== undefined && !isOlder(resourceVersion, this.#version)) this.#version = resourceVersion;
  }

  #failed(error: unknown): void {
    const { log, resource } = this.#options;
    this.#failures += 1;
    if (needsList(error)) this.#version = undefined;
    const complaint = error instanceof KubeError ? `${error.code} ${error.reason}` : 'unexpected';
    // Of what a cluster answers the stack says nothing.
    const cause = error instanceof KubeError ? { answer: complaint, why: error.message } : { err: error };
    const fields = { resource: resource.plural, failures: this.#failures, ...cause };
    if (needsList(error) && this.#failures === 1) log.debug(fields, 'a cache starts afresh');
    else if (complaint === this.#complaint) log.debug(fields, 'a cache still cannot follow its cluster');
    else log.warn(fields, 'a cache cannot follow its cluster; it tries again');
    this.#complaint = complaint;
  }

  /** What a fresh list cures is tried again at once, the first time. */
  async #pause(error: unknown, signal: AbortSignal): Promise<void> {
    if (this.#failures === 1 && needsList(error)) return;
    const { clock, random } = this.#options;
    await sleep(clock, backoffMs(retry, this.#failures - 1, random), signal);
  }

  #recovered(): void {
    this.#failures = 0;
    this.#complaint = '';
  }

  #selection(): { readonly labelSelector?: string } {
    const { labelSelector } = this.#options;
    return labelSelector === undefined ? {} : { labelSelector };
  }
}

/** Nobody reads `managedFields`, and they would fill the memory. */
function slim<T extends KubeObject>(object: T): T {
  const metadata: T['metadata'] & { managedFields?: unknown } = { ...object.metadata };
  delete metadata.managedFields;
  return { ...object, metadata };
}

/** 410, or a version from the future, as after a restore: only a new list helps. */
function needsList(error: unknown): boolean {
  if (isGone(error)) return true;
  return (
    error instanceof KubeError &&
    (error.details?.causes ?? []).some(({ reason }) => reason === 'ResourceVersionTooLarge')
  );
}
