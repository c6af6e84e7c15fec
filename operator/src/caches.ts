import type { KarmadaInstance } from './api/karmada-instance.ts';
import type { MemberCluster } from './api/member-cluster.ts';
import { clusterNameOf, labels } from './api/names.ts';
import { resources } from './api/resources.ts';
import { keyOf } from './keys.ts';
import type { ClusterClient } from './runtime/cluster-client.ts';
import type { Logger } from './runtime/logger.ts';
import { Reflector } from './runtime/reflector.ts';
import { Store, type StoreChange } from './runtime/store.ts';
import type { KubeObject } from './world.ts';

export interface Queues {
  readonly instances: { add(key: string): void };
  readonly members: { add(key: string): void };
}

export interface Caches {
  /** Keys of the members of an instance that bear a Cluster's name: one, or none that the operator knows. */
  membersAs(instanceKey: string, clusterName: string): readonly string[];
  readonly synced: () => boolean;
  /** Resolves when `signal` aborts. */
  run(signal: AbortSignal): Promise<void>;
}

/** What is watched on the host, and whose business each change is. Bodies of Secrets and ConfigMaps are never held. */
export function caches(host: ClusterClient, queues: Queues, log: Logger): Caches {
  const instances = new Store<KarmadaInstance>({
    log,
    indexers: { id: ({ status }) => (status?.id === undefined ? [] : [status.id]) },
  });
  const members = new Store<MemberCluster>({ log, indexers: { instance: (member) => [instanceOf(member)] } });
  const workloads = [new Store({ log }), new Store({ log })];
  const membersOf = (instance: string): readonly string[] =>
    members.byIndex('instance', instance).map(({ metadata }) => keyOf(metadata));

  instances.subscribe((change) => {
    const key = keyOf(change.object.metadata);
    if (isOthersNews(change)) queues.instances.add(key);
    if (isReadyNews(change)) for (const member of membersOf(key)) queues.members.add(member);
  });
  members.subscribe((change) => {
    if (isOthersNews(change)) queues.members.add(keyOf(change.object.metadata));
    if (isReadyNews(change)) queues.instances.add(instanceOf(change.object));
  });
  for (const store of workloads) {
    store.subscribe(({ object }) => {
      const id = object.metadata.labels?.[labels.instanceId] ?? '';
      for (const { metadata } of instances.byIndex('id', id)) queues.instances.add(keyOf(metadata));
    });
  }

  const ofPlanes = { client: host, labelSelector: labels.instanceId, metadataOnly: true, log };
  const reflectors = [
    new Reflector({ client: host, resource: resources.karmadaInstances, store: instances, log }),
    new Reflector({ client: host, resource: resources.memberClusters, store: members, log }),
    ...[resources.deployments, resources.statefulSets].flatMap((resource, index) => {
      const store = workloads[index];
      return store === undefined ? [] : [new Reflector({ ...ofPlanes, resource, store })];
    }),
  ];

  return {
    membersAs: (instance, clusterName) =>
      members
        .byIndex('instance', instance)
        .filter((member) => clusterNameOf(member) === clusterName)
        .map(({ metadata }) => keyOf(metadata)),
    synced: () => reflectors.every(({ synced }) => synced),
    async run(signal) {
      await Promise.all(reflectors.map((reflector) => reflector.run(signal)));
    },
  };
}

function instanceOf(member: MemberCluster): string {
  return keyOf({ namespace: member.metadata.namespace, name: member.spec.instanceRef.name });
}

/** What somebody else did to the object. Our own status writes come back as changes too, and would end every backoff at once. */
function isOthersNews<T extends KubeObject>(change: StoreChange<T>): boolean {
  return change.kind !== 'updated' || substance(change.object) !== substance(change.before);
}

function substance({ metadata: { uid, generation, deletionTimestamp, annotations, finalizers } }: KubeObject): string {
  return JSON.stringify([uid, generation, deletionTimestamp, annotations, finalizers]);
}

type Judged = KarmadaInstance | MemberCluster;

/** Came, goes, went, or is ready, stalled or named differently than before. */
function isReadyNews<T extends Judged>(change: StoreChange<T>): boolean {
  return change.kind !== 'updated' || readiness(change.object) !== readiness(change.before);
}

function readiness({ metadata, spec, status }: Judged): string {
  const [ready, stalled] = ['Ready', 'Stalled'].map(
    (wanted) => status?.conditions?.find(({ type }) => type === wanted)?.status,
  );
  const named = status !== undefined && 'id' in status ? status.id : undefined;
  // Whether members may leave an instance that is being deleted.
  const started = status !== undefined && 'deletion' in status ? status.deletion?.startedAt : undefined;
  const ending = metadata.deletionTimestamp !== undefined &&
    'version' in spec && [started, spec.managementPolicy, spec.members];
  return JSON.stringify([metadata.deletionTimestamp, ready, stalled, named, ending]);
}
