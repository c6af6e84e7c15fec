import type { InstanceCondition, MemberCondition } from '../../src/api/conditions.ts';
import type { KarmadaInstanceStatus } from '../../src/api/karmada-instance.ts';
import type { MemberClusterStatus } from '../../src/api/member-cluster.ts';

const at = '2026-11-21T04:00:00Z';
const later = '2027-07-23T04:00:00Z';

const instanceReady: InstanceCondition = {
  type: 'Ready',
  status: 'True',
  reason: 'PlaneReady',
  message: 'The plane is usable at v1.18.1.',
  observedGeneration: 1,
  lastTransitionTime: at,
};

/** A status of which every field is set. */
export const wholeInstanceStatus = {
  observedGeneration: 1,
  conditions: [instanceReady],
  id: 'abcd1234',
  hostNamespace: 'story-abcd1234',
  display: { members: '1/1', nodes: '3/3' },
  version: { desired: 'v1.18.1', observed: 'v1.18.1', kubernetes: 'v1.35.4' },
  release: { name: 'story', revision: 3, stage: 'Complete', chartDigest: 'sha256-00', valuesDigest: 'sha256-01' },
  endpoints: [
    { type: 'Internal', url: 'https://story-apiserver.story-abcd1234.svc:5443' },
    { type: 'External', url: 'https://10.0.0.2:31443' },
  ],
  kubeconfig: { secretRef: { name: 'story-kubeconfig' }, expiresAt: later },
  certificates: [{ name: 'apiserver', secretName: 'story-apiserver', notAfter: later, renewAfter: later }],
  components: [{ name: 'karmadaScheduler', ready: 1, desired: 1, version: 'v1.18.1' }],
  members: { total: 1, ready: 1 },
  summary: {
    observedAt: at,
    countedAt: at,
    staleSince: at,
    counted: { clusters: 1, of: 1 },
    clusters: { total: 1, ready: 1 },
    nodes: { total: 3, ready: 3 },
    resources: {
      allocatable: { cpu: '12', 'nvidia.com/gpu': '1' },
      allocating: { cpu: '0' },
      allocated: { memory: '1536Mi' },
    },
    objects: [{ resource: 'deployments.apps', total: 2 }],
    members: [{ name: 'story-1', ready: 'False', nodesReady: 3, nodesTotal: 3, since: at }],
    membersOmitted: 0,
  },
  deletion: {
    startedAt: at,
    deadline: later,
    remaining: [{ kind: 'Namespace', name: 'story-abcd1234', reason: 'a Pod remains' }],
  },
} as const satisfies KarmadaInstanceStatus;

const memberReady: MemberCondition = {
  type: 'Ready',
  status: 'True',
  reason: 'MemberReady',
  message: 'The cluster is a member of story.',
  observedGeneration: 1,
  lastTransitionTime: at,
};

/** A status of which every field is set. */
export const wholeMemberStatus = {
  observedGeneration: 1,
  conditions: [memberReady],
  display: { nodes: '3/3' },
  clusterName: 'story-1',
  clusterID: '52cb1f5c-41f8-44d4-90cb-2f3e0a53f39b',
  syncMode: 'Push',
  apiEndpoint: 'https://10.0.0.3:6443',
  kubernetesVersion: 'v1.35.4',
  memberNamespace: 'slipway-abcd1234',
  credentials: [{ name: 'plane', type: 'Token', notAfter: later, renewAfter: later, renewedAt: at }],
  claims: { total: 2, own: { since: at } },
  summary: {
    observedAt: at,
    staleSince: at,
    nodes: { total: 3, ready: 3 },
    resources: { allocatable: { cpu: '12' }, allocating: {}, allocated: { pods: '7' } },
    works: { total: 4, applied: 4 },
  },
  leave: {
    startedAt: at,
    deadline: later,
    forcedSince: later,
    step: 'releasing the works',
    remaining: [{ kind: 'Work', name: 'karmada-es-story-1/hello', reason: 'not gone yet' }],
  },
} as const satisfies MemberClusterStatus;
