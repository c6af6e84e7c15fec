import { resources } from '../operator/src/api/resources.ts';
import { kubeconfigSecretName } from '../operator/src/api/names.ts';
import type { KarmadaInstance } from '../operator/src/api/karmada-instance.ts';
import type { KubeObject, Resource } from '../operator/src/runtime/kube-types.ts';
import { namespace, type Stage } from './stage.ts';

/** Bytes on the host for one instance: the length of each object as JSON, base64 of Secrets included. */
export interface Stored {
  readonly releaseRecords: number;
  readonly ourSecrets: number;
  readonly ourConfigMaps: number;
  /** Of the instance itself, mostly status. */
  readonly instance: number;
  /** Every object in the host namespace by its kind, Events apart. */
  readonly byKind: Readonly<Record<string, number>>;
  readonly total: number;
  readonly events: number;
}

interface Secret extends KubeObject {
  readonly type?: string;
}

const kinds: readonly Resource[] = [
  resources.configMaps,
  resources.endpoints,
  resources.persistentVolumeClaims,
  resources.pods,
  resources.serviceAccounts,
  resources.services,
  resources.deployments,
  resources.replicaSets,
  resources.statefulSets,
  { group: 'apps', version: 'v1', plural: 'controllerrevisions', kind: 'ControllerRevision', namespaced: true },
  resources.endpointSlices,
  resources.networkPolicies,
  resources.podDisruptionBudgets,
  resources.leases,
  resources.roles,
  resources.roleBindings,
];

export async function stored({ host, signal }: Stage, name: string): Promise<Stored> {
  const instance = await host.get<KarmadaInstance>(resources.karmadaInstances, { namespace, name });
  const place = instance?.status?.hostNamespace;
  if (place === undefined) throw new Error(`${name} names no host namespace`);

  const list = <T extends KubeObject>(resource: Resource) => host.list<T>(resource, { namespace: place, signal });
  const [records, secrets] = split(await list<Secret>(resources.secrets), isRecord);
  const published = await host.get(resources.secrets, { namespace, name: kubeconfigSecretName(name) });
  const counted = await Promise.all(kinds.map(async (kind) => [kind.kind, bytes(await list(kind))] as const));
  const byKind = {
    'Secret (release)': bytes(records),
    Secret: bytes(secrets) + bytes([published]),
    ...Object.fromEntries(counted.filter(([, size]) => size > 0)),
  };
  const accepted = (await list(resources.configMaps)).filter((one) => one.metadata.name.startsWith('slipway-'));
  return {
    releaseRecords: byKind['Secret (release)'],
    ourSecrets: byKind.Secret,
    ourConfigMaps: bytes(accepted),
    instance: bytes([instance]),
    byKind,
    total: Object.values(byKind).reduce((sum, size) => sum + size, 0),
    events: bytes(await list(resources.events)),
  };
}

/** Size of the host's database file in bytes, as its API server reports it: with every revision not compacted yet. */
export async function databaseSize({ host, signal }: Stage): Promise<number> {
  const metrics = await host.getPath('/metrics', { signal });
  const line = metrics.split('\n').find((one) => one.startsWith('apiserver_storage_size_bytes{'));
  if (line === undefined) throw new Error('the host does not tell the size of its database');
  return Number(line.slice(line.lastIndexOf(' ') + 1));
}

function isRecord({ type }: Secret): boolean {
  return type === 'helm.sh/release.v1';
}

function split<T>(all: readonly T[], test: (one: T) => boolean): readonly [readonly T[], readonly T[]] {
  return [all.filter(test), all.filter((one) => !test(one))];
}

function bytes(objects: readonly unknown[]): number {
  return objects.reduce<number>((sum, object) => sum + Buffer.byteLength(JSON.stringify(object ?? '')), 0);
}
