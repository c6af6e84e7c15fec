/** A change that somebody might try, and that the server must refuse with a sentence that names the field and the remedy. */
export interface BadSpec {
  readonly what: string;
  readonly kind: 'KarmadaInstance' | 'MemberCluster';
  readonly name?: string;
  /** Fields of the spec over those of the smallest good one. `null` leaves one out. */
  readonly spec?: object;
  /** The spec that was accepted before, where the rule is about a change. */
  readonly before?: object;
}

const instance = (what: string, spec: object, more: Partial<BadSpec> = {}): BadSpec => ({
  what,
  kind: 'KarmadaInstance',
  spec,
  ...more,
});
const member = (what: string, spec: object, more: Partial<BadSpec> = {}): BadSpec => ({
  what,
  kind: 'MemberCluster',
  spec,
  ...more,
});
const size = (text: string): object => ({ etcd: { storage: { size: text } } });
const args = (component: string, ...extraArgs: readonly object[]): object => ({
  components: { [component]: { extraArgs } },
});

export const smallest = {
  KarmadaInstance: { version: 'v1.18.1' },
  MemberCluster: {
    instanceRef: { name: 'demo' },
    syncMode: 'Push',
    connection: { kubeconfigSecretRef: { name: 'eu-1-kubeconfig' } },
  },
} as const;

export const badSpecs: readonly BadSpec[] = [
  instance('a name that is too long', {}, { name: 'a'.repeat(41) }),
  instance('a name with a dot', {}, { name: 'team.demo' }),
  instance('a name that begins with a digit', {}, { name: '1demo' }),
  instance('no version', { version: null }),
  instance('a version without its v', { version: '1.18.1' }),
  instance('a version without a patch', { version: 'v1.18' }),
  instance('a version that YAML reads as a number', { version: 1.18 }),
  instance('a word for the version', { version: 'latest' }),
  instance('a field that does not exist', { verison: 'v1.18.1' }),
  instance('a component that does not exist', { components: { scheduler: {} } }),
  instance('a management policy that does not exist', { managementPolicy: 'Paused' }),
  instance('a boolean for a policy', { isolation: { networkPolicy: false } }),
  instance('a peer of nobody', { isolation: { allowFrom: [{}] } }),
  instance('a peer of two kinds', { isolation: { allowFrom: [{ podSelector: {}, ipBlock: { cidr: '10.0.0.0/8' } }] } }),
  instance('a range that is none', { isolation: { allowFrom: [{ ipBlock: { cidr: '10.0.0.1' } }] } }),
  instance('a peer with a label that is none', {
    isolation: { allowFrom: [{ podSelector: { matchLabels: { 'a b': 'c' } } }] },
  }),
  instance('an availability that does not exist', { placement: { availability: 'Region' } }),
  instance('an etcd of somebody else', { etcd: { type: 'External' } }),
  instance('a size with a wrong suffix', size('5GB')),
  instance('a size of nothing', size('0')),
  instance('a size that is negative', size('-5Gi')),
  instance('a StorageClass with capitals', { etcd: { storage: { storageClassName: 'Fast' } } }),
  instance('an exposure that does not exist', { exposure: { type: 'Ingress' } }),
  instance('a host with a scheme', { exposure: { host: 'https://demo.example.org' } }),
  instance('a host with a port', { exposure: { host: 'demo.example.org:443' } }),
  instance('a host that is no address', { exposure: { host: '10.0.0.256' } }),
  instance('a port above all ports', { exposure: { port: 70000 } }),
  instance('a life of certificates that is too long', { certificates: { leafDuration: '8761h' } }),
  instance('a life of certificates that is too short', { certificates: { leafDuration: '59m' } }),
  instance('a duration in days', { certificates: { leafDuration: '90d' } }),
  instance('a duration without a unit', { summary: { countInterval: '600' } }),
  instance('an interval that would burden the plane', { summary: { countInterval: '1s' } }),
  instance('no Pod at all', { components: { karmadaScheduler: { replicas: 0 } } }),
  instance('more Pods than make sense', { components: { karmadaScheduler: { replicas: 10 } } }),
  instance('several Pods of etcd', { components: { etcd: { replicas: 3 } } }),
  instance('memory with a wrong suffix', {
    components: { karmadaScheduler: { resources: { limits: { memory: '1GB' } } } },
  }),
  instance('a resource that no component uses', {
    components: { karmadaScheduler: { resources: { limits: { 'nvidia.com/gpu': 1 } } } },
  }),
  instance('a flag with its dashes', args('karmadaScheduler', { name: '--v', value: '4' })),
  instance('a flag with its value', args('karmadaScheduler', { name: 'v=4', value: '' })),
  instance(
    'a flag that tries to be two lines',
    args('karmadaScheduler', { name: 'v', value: '4\n--kubeconfig=/tmp/x' }),
  ),
  instance(
    'a flag that the operator sets',
    args('karmadaAPIServer', { name: 'authorization-mode', value: 'AlwaysAllow' }),
  ),
  instance(
    'some objects in an etcd of somebody else',
    args('karmadaAPIServer', { name: 'etcd-servers-overrides', value: '/secrets#https://etcd.example.org:2379' }),
  ),
  instance(
    'an issuer that names the users of the plane',
    args('karmadaAPIServer', { name: 'oidc-issuer-url', value: 'https://accounts.example.org' }),
  ),
  instance('logs of single files', args('karmadaControllerManager', { name: 'vmodule', value: 'round_trippers=9' })),
  instance('logs with the bodies of requests', args('karmadaControllerManager', { name: 'v', value: '9' })),
  instance('a flag twice', args('karmadaScheduler', { name: 'v', value: '4' }, { name: 'v', value: '5' })),
  instance('a number where a flag has text', args('karmadaScheduler', { name: 'v', value: 4 })),
  instance('a deletion policy that does not exist yet', { deletion: { policy: 'RetainData' } }),
  instance('a deletion without any time', { deletion: { deadline: '1s' } }),
  instance('a member policy that does not exist', { members: { onInstanceDeletion: 'Ignore' } }),

  member('a name that is too long', {}, { name: 'a'.repeat(49) }),
  member('a name with a dot', {}, { name: 'eu.1' }),
  member('no instance', { instanceRef: null }),
  member('an instance that changes', { instanceRef: { name: 'other' } }, { before: {} }),
  member('an instance in another namespace', { instanceRef: { name: 'demo', namespace: 'other' } }),
  member('a cluster name that is too long', { clusterName: 'a'.repeat(49) }),
  member('a cluster name with capitals', { clusterName: 'EU-1' }),
  member('a cluster name that changes', { clusterName: 'eu-2' }, { before: { clusterName: 'eu-1' } }),
  member('a cluster name that comes later', { clusterName: 'eu-2' }, { before: {} }),
  member('push without a kubeconfig', { connection: null }),
  member('a mode that does not exist', { syncMode: 'push' }),
  member('a Secret with a slash', { connection: { kubeconfigSecretRef: { name: 'other/secret' } } }),
  member('a key with a slash', { connection: { kubeconfigSecretRef: { name: 'k', key: '../token' } } }),
  member('an endpoint without TLS', {
    connection: { kubeconfigSecretRef: { name: 'k' }, apiEndpoint: 'http://eu-1.example.org:6443' },
  }),
  member('an endpoint with a password', {
    connection: { kubeconfigSecretRef: { name: 'k' }, apiEndpoint: 'https://me:secret@eu-1.example.org' },
  }),
  member('a token that lives too short', { credentials: { tokenDuration: '9m59s' } }),
  member('a provider with spaces', { provider: 'my cloud' }),
  member('a region that is too long', { region: 'r'.repeat(64) }),
  member('a zone twice', { zones: ['a', 'a'] }),
  member('too many zones', { zones: Array.from({ length: 17 }, (_, index) => `zone-${index}`) }),
  member('an empty zone', { zones: [''] }),
  member('a label key with a space', { labels: { 'my env': 'prod' } }),
  member('a label value with a space', { labels: { env: 'my prod' } }),
  member("a label that is the operator's", { labels: { 'slipway.dev/instance': 'x' } }),
  member('a leave that does not exist', { leave: { workloads: 'Keep' } }),
  member('a boolean for a leave', { leave: { onUnreachable: true } }),
  member('a deadline that never comes', { leave: { deadline: '25h' } }),
];
