import { group } from './group.ts';
import { patterns } from './shared/patterns.ts';

/** Longest name of a KarmadaInstance: it is the Helm release's name and the beginning of every Service's. */
export const instanceNameLimit = 40;
/** Longest name of a cluster in a plane, by Karmada's own rule. */
export const clusterNameLimit = 48;

export const labels = {
  instance: `${group}/instance`,
  instanceId: `${group}/instance-id`,
  member: `${group}/member`,
} as const;

export const annotations = {
  operation: `${group}/operation`,
  operationId: `${group}/operation-id`,
  confirmDeletion: `${group}/confirm-deletion`,
  reconcileAt: `${group}/reconcile-at`,
} as const;

export const finalizers = {
  karmadaInstance: `${group}/karmadainstance`,
  memberCluster: `${group}/membercluster`,
} as const;

export const fieldManagers = { objects: 'slipway', status: 'slipway-status' } as const;

/** Keys of the published Secret: `value` as Cluster API and Flux read it, `kubeconfig` as people do, `in-cluster` with the Service's address. */
export const kubeconfigKeys = { value: 'value', kubeconfig: 'kubeconfig', inCluster: 'in-cluster' } as const;

/** What follows the release's name in the name of a component's objects, by its key in `spec.components`. */
export const componentSuffixes = {
  etcd: 'etcd',
  karmadaAPIServer: 'apiserver',
  kubeControllerManager: 'kube-controller-manager',
  karmadaAggregatedAPIServer: 'aggregated-apiserver',
  karmadaControllerManager: 'controller-manager',
  karmadaScheduler: 'scheduler',
  karmadaWebhook: 'webhook',
} as const;

export type ComponentKey = keyof typeof componentSuffixes;
export const componentKeys = [
  'etcd',
  'karmadaAPIServer',
  'kubeControllerManager',
  'karmadaAggregatedAPIServer',
  'karmadaControllerManager',
  'karmadaScheduler',
  'karmadaWebhook',
] as const satisfies readonly ComponentKey[];

/** True of an instance's identity: eight characters of a-z and 0-9. */
export const isId = (text: string): boolean => patterns.id.test(text);

/** The identity that eight or more bytes of chance stand for; chance itself comes from the caller. */
export function idFrom(bytes: Uint8Array): string {
  const alphabet = 'abcdefghijklmnopqrstuvwxyz0123456789';
  return [...bytes.subarray(0, 8)].map((byte) => alphabet.charAt(byte % alphabet.length)).join('');
}

export const hostNamespace = (instanceName: string, id: string): string => `${instanceName}-${id}`;

export const releaseName = (instanceName: string): string => instanceName;

export const componentName = (release: string, component: ComponentKey): string =>
  `${release}-${componentSuffixes[component]}`;

/** DNS name of a Service as every Pod of the cluster resolves it, whatever the cluster's domain. */
export const serviceHost = (service: string, namespace: string): string => `${service}.${namespace}.svc`;

/** Host and port as a URL writes them: an IPv6 address goes into brackets. */
export const hostPort = (host: string, port: number): string =>
  host.includes(':') ? `[${host}]:${port}` : `${host}:${port}`;

/** Secret beside the KarmadaInstance with the plane's kubeconfig. */
export const kubeconfigSecretName = (instanceName: string): string => `${instanceName}-kubeconfig`;

/** Namespace on a member that holds all of one instance's own objects there. */
export const memberNamespace = (id: string): string => `slipway-${id}`;

/**
 * Secret in the host namespace with the operator's own token for a member.
 * No release's object has a dot in its name, so a cluster called `etcd` is no danger to one.
 */
export const memberSecretName = (clusterName: string): string => `member.${clusterName}`;

/** The name of the Cluster in the plane: what the spec says, else the MemberCluster's own. */
export function clusterNameOf(member: {
  readonly metadata: { readonly name: string };
  readonly spec: { readonly clusterName?: string | undefined };
}): string {
  return member.spec.clusterName ?? member.metadata.name;
}
