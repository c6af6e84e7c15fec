import { group, version } from './group.ts';

/** A kind of object as an API server serves it; group '' is the core group. */
export interface ResourceName {
  readonly group: string;
  readonly version: string;
  readonly plural: string;
  readonly kind: string;
  readonly namespaced: boolean;
}

type Pair = readonly [plural: string, kind: string];

const inNamespaces = (group: string, version: string) => (pair: Pair) => named(group, version, true, pair);
const clusterWide = (group: string, version: string) => (pair: Pair) => named(group, version, false, pair);

function named(group: string, version: string, namespaced: boolean, [plural, kind]: Pair): ResourceName {
  return { group, version, plural, kind, namespaced };
}

const admission = clusterWide('admissionregistration.k8s.io', 'v1');
const apps = inNamespaces('apps', 'v1');
const core = inNamespaces('', 'v1');
const coreClusterWide = clusterWide('', 'v1');
const policy = 'policy.karmada.io';
const rbac = 'rbac.authorization.k8s.io';
const work = 'work.karmada.io';

/** Every kind that the operator reads or writes on host, plane or member. */
export const resources = {
  karmadaInstances: inNamespaces(group, version)(['karmadainstances', 'KarmadaInstance']),
  memberClusters: inNamespaces(group, version)(['memberclusters', 'MemberCluster']),

  namespaces: coreClusterWide(['namespaces', 'Namespace']),
  nodes: coreClusterWide(['nodes', 'Node']),
  configMaps: core(['configmaps', 'ConfigMap']),
  endpoints: core(['endpoints', 'Endpoints']),
  persistentVolumeClaims: core(['persistentvolumeclaims', 'PersistentVolumeClaim']),
  pods: core(['pods', 'Pod']),
  secrets: core(['secrets', 'Secret']),
  serviceAccounts: core(['serviceaccounts', 'ServiceAccount']),
  services: core(['services', 'Service']),

  daemonSets: apps(['daemonsets', 'DaemonSet']),
  deployments: apps(['deployments', 'Deployment']),
  statefulSets: apps(['statefulsets', 'StatefulSet']),
  jobs: inNamespaces('batch', 'v1')(['jobs', 'Job']),
  cronJobs: inNamespaces('batch', 'v1')(['cronjobs', 'CronJob']),

  events: inNamespaces('events.k8s.io', 'v1')(['events', 'Event']),
  leases: inNamespaces('coordination.k8s.io', 'v1')(['leases', 'Lease']),
  networkPolicies: inNamespaces('networking.k8s.io', 'v1')(['networkpolicies', 'NetworkPolicy']),
  podDisruptionBudgets: inNamespaces('policy', 'v1')(['poddisruptionbudgets', 'PodDisruptionBudget']),
  storageClasses: clusterWide('storage.k8s.io', 'v1')(['storageclasses', 'StorageClass']),

  roles: inNamespaces(rbac, 'v1')(['roles', 'Role']),
  roleBindings: inNamespaces(rbac, 'v1')(['rolebindings', 'RoleBinding']),
  clusterRoles: clusterWide(rbac, 'v1')(['clusterroles', 'ClusterRole']),
  clusterRoleBindings: clusterWide(rbac, 'v1')(['clusterrolebindings', 'ClusterRoleBinding']),
  selfSubjectAccessReviews: clusterWide(
    'authorization.k8s.io',
    'v1',
  )(['selfsubjectaccessreviews', 'SelfSubjectAccessReview']),

  customResourceDefinitions: clusterWide(
    'apiextensions.k8s.io',
    'v1',
  )(['customresourcedefinitions', 'CustomResourceDefinition']),
  apiServices: clusterWide('apiregistration.k8s.io', 'v1')(['apiservices', 'APIService']),
  mutatingWebhookConfigurations: admission(['mutatingwebhookconfigurations', 'MutatingWebhookConfiguration']),
  validatingWebhookConfigurations: admission(['validatingwebhookconfigurations', 'ValidatingWebhookConfiguration']),

  clusters: clusterWide('cluster.karmada.io', 'v1alpha1')(['clusters', 'Cluster']),
  propagationPolicies: inNamespaces(policy, 'v1alpha1')(['propagationpolicies', 'PropagationPolicy']),
  clusterPropagationPolicies: clusterWide(
    policy,
    'v1alpha1',
  )(['clusterpropagationpolicies', 'ClusterPropagationPolicy']),
  overridePolicies: inNamespaces(policy, 'v1alpha1')(['overridepolicies', 'OverridePolicy']),
  clusterOverridePolicies: clusterWide(policy, 'v1alpha1')(['clusteroverridepolicies', 'ClusterOverridePolicy']),
  resourceBindings: inNamespaces(work, 'v1alpha2')(['resourcebindings', 'ResourceBinding']),
  clusterResourceBindings: clusterWide(work, 'v1alpha2')(['clusterresourcebindings', 'ClusterResourceBinding']),
  works: inNamespaces(work, 'v1alpha1')(['works', 'Work']),
} as const satisfies Readonly<Record<string, ResourceName>>;
