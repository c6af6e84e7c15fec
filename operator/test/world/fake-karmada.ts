import type { ClusterObject } from '../../src/fleet/read-cluster.ts';
import { resources } from '../../src/api/resources.ts';
import type { KubeObject, Resource } from '../../src/world.ts';
import type { FakeMember } from './fake-member.ts';
import type { FakePlane } from './fake-plane.ts';

const { clusters, namespaces, secrets, works } = resources;

const clusterFinalizer = 'karmada.io/cluster-controller';
const workFinalizer = 'karmada.io/execution-controller';

export interface KarmadaOptions {
  readonly memberAt: (server: string) => FakeMember | undefined;
  /** ms since the epoch */
  readonly now: () => number;
  /** A cluster is called not ready only after it failed for so long. */
  readonly patienceMs: number;
}

/** What a test propagates: an object that Karmada keeps on one cluster. */
export interface Propagated {
  readonly resource: Resource;
  readonly object: KubeObject;
}

interface WorkObject extends KubeObject {
  readonly spec: { readonly propagated: Propagated };
  readonly status?: { readonly conditions?: readonly { readonly type: string; readonly status: string }[] };
}

/** Karmada's controllers of one plane, as far as a membership meets them. */
export class FakeKarmada {
  readonly #plane: FakePlane;
  readonly #options: KarmadaOptions;
  readonly #cachedTokens = new Map<string, string>();
  readonly #failingSince = new Map<string, number>();
  /** By the Cluster's uid: what its informers began with. */
  readonly #watches = new Map<string, { readonly token: string; readonly server: unknown }>();
  #pods = '';

  constructor(plane: FakePlane, options: KarmadaOptions) {
    this.#plane = plane;
    this.#options = options;
  }

  /** What a user's policy does: a Work for one cluster. */
  propagate(cluster: string, propagated: Propagated): void {
    this.#plane.api.seed(works, {
      metadata: { namespace: space(cluster), name: propagated.object.metadata.name, finalizers: [workFinalizer] },
      spec: { propagated },
    });
  }

  /** Whether its informers still hear of changes on the cluster; they never take another token or address than their first (karmada#7562). */
  watches(name: string): boolean {
    const cluster = this.#plane.api.read<ClusterObject>(clusters, { name });
    const watch = this.#watches.get(cluster?.metadata.uid ?? '');
    if (watch === undefined || typeof watch.server !== 'string') return false;
    return this.#options.memberAt(watch.server)?.answerTo(watch.token, { path: '/readyz' }) === 200;
  }

  /** `pods`: what its Pods are made of; other Pods begin anew. */
  tick(pods: string): void {
    if (pods !== this.#pods) this.#watches.clear();
    this.#pods = pods;
    for (const cluster of this.#plane.api.all<ClusterObject>(clusters)) {
      // Of those that pull, their agents tell.
      if (cluster.spec?.['syncMode'] === 'Pull') continue;
      this.#watch(cluster);
      this.#work(cluster);
      if (cluster.metadata.deletionTimestamp === undefined) this.#keep(cluster);
      else this.#drop(cluster);
      this.#report(cluster);
    }
  }

  #keep({ metadata }: ClusterObject): void {
    const { name, finalizers = [] } = metadata;
    const { api } = this.#plane;
    if (api.read(namespaces, { name: space(name) }) === undefined)
      api.seed(namespaces, { metadata: { name: space(name) } });
    if (finalizers.includes(clusterFinalizer)) return;
    api.edit(clusters, { name }, (object) => {
      object['metadata'] = { ...(object['metadata'] as object), finalizers: [...finalizers, clusterFinalizer] };
    });
  }

  /** The namespace of Works first; it goes when the last Work has gone. */
  #drop({ metadata: { name, finalizers = [] } }: ClusterObject): void {
    const { api } = this.#plane;
    const execution = api.read(namespaces, { name: space(name) });
    if (execution !== undefined) {
      if (execution.metadata.deletionTimestamp === undefined) api.remove(namespaces, { name: space(name) });
      return;
    }
    if (!finalizers.includes(clusterFinalizer)) return;
    api.edit(clusters, { name }, (object) => {
      object['metadata'] = {
        ...(object['metadata'] as object),
        finalizers: finalizers.filter((one) => one !== clusterFinalizer),
      };
    });
  }

  #work(cluster: ClusterObject): void {
    const { api } = this.#plane;
    for (const work of api.all<WorkObject>(works, { namespace: space(cluster.metadata.name) })) {
      const { resource, object } = work.spec.propagated;
      if (work.metadata.deletionTimestamp !== undefined) this.#unapply(cluster, work);
      else if (this.#may(cluster, 'patch', work.spec.propagated)) {
        const member = this.#member(cluster);
        if (member?.api.read(resource, object.metadata) === undefined) member?.api.seed(resource, object);
        if (work.status === undefined) {
          api.edit(works, work.metadata, (draft) => {
            draft['status'] = { conditions: [{ type: 'Applied', status: 'True' }] };
          });
        }
      }
    }
  }

  /** While the Cluster counts as ready the object must be deleted; of one that is not ready and goes, everything stays. */
  #unapply(cluster: ClusterObject, work: WorkObject): void {
    const { resource, object } = work.spec.propagated;
    if (isReady(cluster)) {
      if (!this.#may(cluster, 'delete', work.spec.propagated)) return;
      const member = this.#member(cluster);
      if (member?.api.read(resource, object.metadata) !== undefined) member.api.remove(resource, object.metadata);
    } else if (cluster.metadata.deletionTimestamp === undefined) return;
    this.#plane.api.edit(works, work.metadata, (draft) => {
      draft['metadata'] = { ...(draft['metadata'] as object), finalizers: [] };
    });
  }

  #watch(cluster: ClusterObject): void {
    const uid = cluster.metadata.uid ?? '';
    const token = this.#secretToken(cluster);
    if (token !== undefined && !this.#watches.has(uid))
      this.#watches.set(uid, { token, server: cluster.spec?.['apiEndpoint'] });
  }

  #report({ metadata: { name } }: ClusterObject): void {
    const { api } = this.#plane;
    const cluster = api.read<ClusterObject>(clusters, { name });
    if (cluster === undefined) return;
    const ready = this.#member(cluster)?.answerTo(this.#secretToken(cluster), { path: '/readyz' }) === 200;
    const before = cluster.status?.conditions?.find(({ type }) => type === 'Ready')?.status;
    if (before === (ready ? 'True' : 'False')) {
      this.#failingSince.delete(name);
      return;
    }
    if (!ready && before === 'True' && !this.#hasFailedLong(name)) return;
    this.#failingSince.delete(name);
    const condition = {
      type: 'Ready',
      status: ready ? 'True' : 'False',
      reason: ready ? 'ClusterReady' : 'ClusterNotReachable',
      message: ready ? 'cluster is healthy and ready to accept workloads' : 'cluster is not reachable',
      lastTransitionTime: new Date(this.#options.now()).toISOString().replace(/\.\d+Z$/, 'Z'),
    };
    const figures = {
      kubernetesVersion: 'v1.35.4',
      nodeSummary: { totalNum: 1, readyNum: 1 },
      resourceSummary: { allocatable: { cpu: '4', memory: '8Gi', pods: '110' }, allocated: { cpu: '500m' } },
    };
    api.edit(clusters, { name }, (object) => {
      object['status'] = {
        ...(object['status'] as object | undefined),
        ...(ready && figures),
        conditions: [condition],
      };
    });
  }

  #may(cluster: ClusterObject, verb: string, { resource, object: { metadata } }: Propagated): boolean {
    const request = {
      verb,
      group: resource.group,
      resource: resource.plural,
      namespace: metadata.namespace,
      name: metadata.name,
    };
    return this.#member(cluster)?.answerTo(this.#token(cluster), request) === 200;
  }

  #member({ spec }: ClusterObject): FakeMember | undefined {
    const endpoint = spec?.['apiEndpoint'];
    return typeof endpoint === 'string' ? this.#options.memberAt(endpoint) : undefined;
  }

  #hasFailedLong(name: string): boolean {
    const since = this.#failingSince.get(name) ?? this.#options.now();
    this.#failingSince.set(name, since);
    return this.#options.now() - since >= this.#options.patienceMs;
  }

  #secretToken({ spec }: ClusterObject): string | undefined {
    const ref = spec?.['secretRef'] as { readonly namespace: string; readonly name: string } | undefined;
    const secret = ref && this.#plane.api.read<KubeObject & { readonly data?: Record<string, string> }>(secrets, ref);
    const encoded = secret?.data?.['token'];
    return encoded === undefined ? undefined : Buffer.from(encoded, 'base64').toString();
  }

  /** Only the health check reads the Secret each time; whatever writes goes on with the client it has while there is no newer one. */
  #token(cluster: ClusterObject): string | undefined {
    const uid = cluster.metadata.uid ?? '';
    const token = this.#secretToken(cluster) ?? this.#cachedTokens.get(uid);
    if (token !== undefined) this.#cachedTokens.set(uid, token);
    return token;
  }
}

const space = (cluster: string): string => `karmada-es-${cluster}`;

function isReady({ status }: ClusterObject): boolean {
  return status?.conditions?.some(({ type, status: is }) => type === 'Ready' && is === 'True') === true;
}
