import { randomBytes } from 'node:crypto';
import { systemClock, type Clock } from './clock.ts';
import { isForbidden, isNotFound, KubeError } from './kube-error.ts';
import type { KubeObject, ObjectKey, Resource } from './kube-types.ts';
import type { Logger } from './logger.ts';
import { microTime } from './micro-time.ts';
import { TokenBucket } from './token-bucket.ts';

export const events: Resource = {
  group: 'events.k8s.io',
  version: 'v1',
  plural: 'events',
  kind: 'Event',
  namespaced: true,
};

export interface News {
  readonly type: 'Normal' | 'Warning';
  readonly reason: string;
  /** What is being done, as a verb. Default `Reconcile`. */
  readonly action?: string;
  readonly message: string;
}

export interface EventClient {
  create(resource: Resource, object: KubeObject): Promise<unknown>;
  mergePatch(resource: Resource, key: ObjectKey, patch: object): Promise<unknown>;
}

export interface EventRecorderOptions {
  readonly client: EventClient;
  /** A qualified name, e.g. `slipway.dev/operator`. */
  readonly controller: string;
  /** Which process, e.g. the Pod's name. */
  readonly instance: string;
  readonly log: Logger;
  readonly clock?: Clock;
  readonly wall?: () => Date;
  /** Ends the name of a new event. */
  readonly suffix?: () => string;
}

interface Series {
  readonly key: ObjectKey;
  readonly count: number;
  readonly at: number;
}

const limit = { burst: 25, everyMs: 300_000 };
/** The same news again after so long is news. */
const seriesMs = 360_000;
const longestQueue = 200;

/** Events on objects, for `kubectl describe`: best effort, in the background, deduplicated and limited per object. Never fails its caller. */
export class EventRecorder {
  readonly #options: Required<EventRecorderOptions>;
  readonly #series = new Map<string, Series>();
  readonly #buckets = new Map<string, TokenBucket>();
  readonly #queue: (() => Promise<void>)[] = [];
  #working: Promise<void> | undefined;

  constructor(options: EventRecorderOptions) {
    const defaults = { clock: systemClock, wall: () => new Date(), suffix: () => randomBytes(6).toString('hex') };
    this.#options = { ...defaults, ...options };
  }

  /** Tells the news about an object that has apiVersion and kind. */
  record(object: KubeObject, news: News): void {
    if (this.#queue.length >= longestQueue || !this.#mayTell(object)) return;
    const time = microTime(this.#options.wall());
    this.#queue.push(() => this.#write(object, news, time));
    this.#working ??= this.#work();
  }

  /** Resolves when all that was recorded is written or given up. */
  async flush(): Promise<void> {
    await this.#working;
  }

  async #work(): Promise<void> {
    for (let write = this.#queue.shift(); write !== undefined; write = this.#queue.shift()) await write();
    this.#working = undefined;
  }

  #mayTell({ metadata: { uid = '', namespace = '', name } }: KubeObject): boolean {
    const id = `${uid}/${namespace}/${name}`;
    const bucket = this.#buckets.get(id) ?? new TokenBucket(limit, this.#options.clock);
    // Remember only those that say something.
    for (const [other, { full }] of this.#buckets) if (full) this.#buckets.delete(other);
    this.#buckets.set(id, bucket);
    return bucket.take();
  }

  async #write(object: KubeObject, news: News, time: string): Promise<void> {
    const id = JSON.stringify([object.metadata.uid, object.metadata.name, news.type, news.reason, news.message]);
    this.#forgetOldSeries();
    const running = this.#series.get(id);
    try {
      const repeated = running && (await this.#repeat(running, time));
      this.#series.set(id, repeated ?? (await this.#create(object, news, time)));
    } catch (error) {
      if (!isEnding(error))
        this.#options.log.warn({ reason: news.reason, err: error }, 'an event could not be written');
    }
  }

  async #create(object: KubeObject, news: News, time: string): Promise<Series> {
    const event = this.#eventOf(object, news, time);
    await this.#options.client.create(events, event);
    return { key: event.metadata, count: 1, at: this.#options.clock.now() };
  }

  /** undefined when the event has expired meanwhile. */
  async #repeat({ key, count }: Series, time: string): Promise<Series | undefined> {
    try {
      await this.#options.client.mergePatch(events, key, { series: { count: count + 1, lastObservedTime: time } });
      return { key, count: count + 1, at: this.#options.clock.now() };
    } catch (error) {
      if (isNotFound(error)) return undefined;
      throw error;
    }
  }

  #eventOf(object: KubeObject, { type, reason, action = 'Reconcile', message }: News, time: string): KubeObject {
    const { controller, instance, suffix } = this.#options;
    const { name, namespace, uid, resourceVersion } = object.metadata;
    const fields = {
      eventTime: time,
      reportingController: controller,
      reportingInstance: instance.slice(0, 128),
      type,
      reason: reason.slice(0, 128),
      action: action.slice(0, 128),
      note: bounded(message),
      regarding: { apiVersion: object.apiVersion, kind: object.kind, name, namespace, uid, resourceVersion },
    };
    const metadata = { name: `${name.slice(0, 230)}.${suffix()}`, namespace: namespace ?? 'default' };
    return { apiVersion: 'events.k8s.io/v1', kind: 'Event', metadata, ...fields };
  }

  #forgetOldSeries(): void {
    const now = this.#options.clock.now();
    for (const [id, { at }] of this.#series) if (now - at >= seriesMs) this.#series.delete(id);
  }
}

/** A namespace that goes or has gone takes its events with it. */
function isEnding(error: unknown): boolean {
  if (isNotFound(error)) return true;
  return (
    isForbidden(error) &&
    error instanceof KubeError &&
    (error.details?.causes ?? []).some(({ reason }) => reason === 'NamespaceTerminating')
  );
}

/** The API takes 1024 bytes. */
function bounded(message: string): string {
  if (Buffer.byteLength(message) <= 1024) return message;
  return `${Buffer.from(message)
    .subarray(0, 1018)
    .toString('utf8')
    .replace(/\ufffd+$/, '')}…`;
}
