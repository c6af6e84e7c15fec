import { caches, type Caches } from './caches.ts';
import type { Config } from './config.ts';
import { reconcileInstance } from './instance/reconcile.ts';
import { keyOf, objectKey } from './keys.ts';
import { reconcileMember } from './member/reconcile.ts';
import type { ClusterClient } from './runtime/cluster-client.ts';
import { Controller } from './runtime/controller.ts';
import type { EventRecorder } from './runtime/events.ts';
import type { Logger } from './runtime/logger.ts';
import type { Metrics } from './runtime/metrics.ts';
import type { Next } from './runtime/next.ts';
import { passLog } from './pass-log.ts';
import { Reflector } from './runtime/reflector.ts';
import { spaced } from './runtime/spaced.ts';
import { Store } from './runtime/store.ts';
import { WorkQueue } from './runtime/work-queue.ts';
import { worlds, type WorldOptions } from './worlds.ts';

export interface OperatorParts {
  readonly host: ClusterClient;
  /** Whether this process may write now. */
  readonly fence: () => boolean;
  readonly access: Pick<WorldOptions, 'planeAccess' | 'memberAddresses'> & {
    readonly helm: WorldOptions['helm']['access'];
  };
  readonly config: Config;
  readonly events: EventRecorder;
  readonly metrics: Metrics;
  readonly log: Logger;
}

export interface Operator {
  readonly caches: Caches;
  /** Reconciles until `signal` aborts, then lets what is under way finish. */
  run(signal: AbortSignal): Promise<void>;
}

/** A fleet in which something changes all the time has its summary written no more often. */
const summaryMs = 10_000;

/** Kinds, queues and worlds put together. Rejects when the catalogue or a bundle cannot be used. */
export async function createOperator({
  host,
  fence,
  access,
  config,
  events,
  metrics,
  log,
}: OperatorParts): Promise<Operator> {
  const instances = queue('karmadainstance');
  const members = queue('membercluster');
  const summarize = spaced(instances, { ms: summaryMs });
  const cache = caches(host, { instances, members }, log);
  let workingSince = Date.now();
  const world = await worlds({
    host,
    helm: { ...config.helm, access: access.helm, atOnce: config.concurrency.helm },
    planeAccess: access.planeAccess,
    memberAddresses: access.memberAddresses,
    watchNamespaces: config.watchNamespaces,
    chartsDir: config.chartsDir,
    catalogueDir: config.catalogueDir,
    bundlesDir: config.bundlesDir,
    serviceAccount: { namespace: config.operatorNamespace, name: config.serviceAccount },
    workingSince: () => workingSince,
    watch: followPlane,
    hooks: (cluster) => ({ fence, onRequest: metrics.requestObserver(cluster) }),
    passed: passLog(log),
    announce: (object, announcements) => announcements.forEach((news) => events.record(object, news)),
    onFleetChange(instance, cluster) {
      const key = keyOf(instance.metadata);
      summarize(key);
      for (const member of cache.membersAs(key, cluster)) members.add(member);
    },
  });

  const controllers = [
    controller('karmadainstance', instances, {
      workers: config.concurrency.instances,
      deadlineMs: 5 * 60_000,
      reconcile: (key, signal) => reconcileInstance(world.instance, objectKey(key), signal),
    }),
    controller('membercluster', members, {
      workers: config.concurrency.members,
      deadlineMs: 60_000,
      reconcile: (key, signal) => reconcileMember(world.member, objectKey(key), signal),
    }),
  ];

  return {
    caches: cache,
    async run(signal) {
      // Not since it stood by.
      workingSince = Date.now();
      await Promise.all(controllers.map((one) => one.run(signal)));
      await world.closeAll();
      await events.flush();
    },
  };

  function queue(name: string): WorkQueue {
    const made = new WorkQueue({ backoff: { baseMs: 1000, capMs: 60_000 }, observer: metrics.queueObserver(name) });
    metrics.watchQueue(name, made);
    return made;
  }

  interface Work {
    readonly workers: number;
    readonly deadlineMs: number;
    readonly reconcile: (key: string, signal: AbortSignal) => Promise<Next>;
  }

  function controller(name: string, keys: WorkQueue, work: Work): Controller {
    return new Controller({
      name,
      queue: keys,
      // With Helm's 30 s to end in after it, within the 60 s that the Pod is given.
      drainMs: 20_000,
      log,
      observer: metrics.controllerObserver(name, work.workers),
      ...work,
    });
  }

  /** One watch of a plane's Clusters: a change of one concerns the instance and the member of its name. */
  function followPlane(
    client: ClusterClient,
    resource: Parameters<WorldOptions['watch']>[1],
    onChange: (name: string) => void,
  ): () => void {
    const stop = new AbortController();
    const store = new Store({ log });
    store.subscribe(({ object }) => onChange(object.metadata.name));
    void new Reflector({ client, resource, store, log, metadataOnly: true }).run(stop.signal);
    return () => stop.abort();
  }
}
