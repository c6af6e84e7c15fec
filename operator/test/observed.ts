import { apiVersion } from '../src/api/group.ts';
import type { KarmadaInstance, KarmadaInstanceSpec } from '../src/api/karmada-instance.ts';
import type { MemberCluster, MemberClusterSpec } from '../src/api/member-cluster.ts';
import { componentKeys, finalizers } from '../src/api/names.ts';
import type { ClusterFacts } from '../src/fleet/read-cluster.ts';
import type { Observed, Plane, Workload } from '../src/instance/plan/observed.ts';
import { accountDigest } from '../src/member/plan/account-objects.ts';
import type { Claim, MemberAccount, MemberObserved, PlaneSide, Remote } from '../src/member/plan/observed.ts';
import { authorityOf, clusterSpec, contentOf } from '../src/member/plan/registration.ts';
import { testCatalogue } from './world/catalogue.ts';

/** A point in time; everything observed below is fine then. */
export const now = Date.parse('2026-01-01T12:00:00Z');
export const present = <T>(value: T) => ({ kind: 'present', value }) as const;
export const absent = { kind: 'absent' } as const;
export const unreadable = { kind: 'unreadable', why: 'no answer' } as const;

/** The same object without one field: how a fact that is not known looks. */
export function without<T extends object, K extends keyof T>(object: T, key: K): Omit<T, K> {
  return Object.fromEntries(Object.entries(object).filter(([name]) => name !== key)) as Omit<T, K>;
}

type InstanceParts = Partial<Pick<KarmadaInstance, 'status'>> & {
  readonly metadata?: Partial<KarmadaInstance['metadata']>;
  readonly spec?: Partial<KarmadaInstanceSpec>;
};

export function anInstance({ metadata, spec, status }: InstanceParts = {}): KarmadaInstance {
  return {
    apiVersion,
    kind: 'KarmadaInstance',
    metadata: {
      name: 'demo',
      namespace: 'team-a',
      uid: 'uid-demo',
      generation: 1,
      finalizers: [finalizers.karmadaInstance],
      ...metadata,
    },
    spec: { version: 'v1.18.1', ...spec },
    ...(status && { status }),
  };
}

export const aPlane: Plane = {
  kubernetes: 'v1.35.4',
  objectsDigest: 'sha256:a',
  wantedObjectsDigest: 'sha256:a',
  objects: present({ absent: [], pending: [] }),
  clusterAPI: 'Available',
  clusters: present([]),
  renewedTokens: present([]),
};

export const workloads: readonly Workload[] = componentKeys.map((component) => ({
  component,
  desired: 1,
  ready: 1,
  settled: true,
  version: 'v1',
  uid: `uid-${component}`,
}));
export const entry = testCatalogue[0]!;

/** A Ready instance, but for what is said. */
export function observed(facts: Partial<Observed> = {}): Observed {
  const instance = facts.instance ?? anInstance();
  const { spec } = instance;
  return {
    now,
    workingSince: now - 3_600_000,
    instance,
    deleting: instance.metadata.deletionTimestamp !== undefined,
    served: true,
    acceptance: { kind: 'accepted', spec, entry },
    effective: { spec, entry },
    recorded: present(spec),
    id: 'aaaaaaaa',
    hostNamespace: 'demo-aaaaaaaa',
    release: 'demo',
    former: [],
    namespace: present({ own: true, terminating: false, bound: true }),
    storageClass: present('local'),
    endpoints: { internal: 'https://demo-apiserver.demo-aaaaaaaa.svc:5443', externalNames: [] },
    keys: present({
      root: 'present',
      caBundle: 'ca',
      secrets: [
        {
          name: 'demo-admin',
          state: 'good',
          certificates: [
            {
              name: 'admin',
              notAfter: '2027-01-01T00:00:00.000Z',
              renewAfter: '2026-09-01T00:00:00.000Z',
              fingerprint: 'f0',
            },
          ],
        },
      ],
    }),
    helm: { kind: 'deployed', revision: 2, stage: 'Full', chartDigest: 'c', valuesDigest: 'v' },
    workloads: present(workloads),
    plane: { kind: 'answered', value: aPlane },
    kubeconfig: present({ own: true, digest: 'd' }),
    members: present([]),
    accounts: present([]),
    ...facts,
  };
}

type MemberParts = Partial<Pick<MemberCluster, 'status'>> & {
  readonly metadata?: Partial<MemberCluster['metadata']>;
  readonly spec?: Partial<MemberClusterSpec>;
};

export function aMember({ metadata, spec, status }: MemberParts = {}): MemberCluster {
  return {
    apiVersion,
    kind: 'MemberCluster',
    metadata: {
      name: 'eu-1',
      namespace: 'team-a',
      uid: 'uid-eu-1',
      generation: 1,
      creationTimestamp: '2026-01-01T00:00:00Z',
      finalizers: [finalizers.memberCluster],
      ...metadata,
    },
    spec: {
      instanceRef: { name: 'demo' },
      syncMode: 'Push',
      connection: { kubeconfigSecretRef: { name: 'access' } },
      ...spec,
    },
    ...(status && { status }),
  };
}

export const anAccount: MemberAccount = {
  connection: { server: 'https://eu-1:6443', ca: 'ca', token: 'canary-own' },
  clusterID: 'id-1',
  owner: 'uid-eu-1',
  issuedAt: '2026-01-01T00:00:00Z',
  expiresAt: '2027-01-01T00:00:00Z',
};

export const aClaim: Claim = {
  holder: 'uid-eu-1',
  holderName: 'eu-1',
  digest: accountDigest,
  since: '2026-01-01T00:00:00Z',
};

export const aRemote: Remote = {
  clusterID: 'id-1',
  kubernetesVersion: 'v1.35.4',
  claim: aClaim,
  claims: 1,
  missingRights: [],
  tokenSecrets: { 'karmada-token-1': 'bound-1' },
};

const wanted = { labels: { 'slipway.dev/member': 'eu-1' }, spec: clusterSpec(aMember(), 'eu-1', anAccount) };

export const aCluster: ClusterFacts = {
  name: 'eu-1',
  uid: 'uid-cluster',
  deleting: false,
  ...wanted,
  content: contentOf(wanted),
  ready: { status: 'True', reason: 'ClusterReady', message: 'healthy' },
  nodes: { total: 3, ready: 3 },
  resources: { allocatable: { cpu: '12' }, allocating: {}, allocated: { cpu: '500m' } },
};

export const aPlaneSide: PlaneSide = {
  cluster: aCluster,
  tokenSecret: {
    owner: 'uid-cluster',
    boundSecretUID: 'bound-1',
    issuedAt: '2026-01-01T00:00:00Z',
    expiresAt: '2026-01-31T00:00:00Z',
    generation: 1,
    authority: authorityOf(anAccount),
  },
  works: { total: 2, applied: 2 },
};

export const anInstanceSide = {
  uid: 'uid-demo',
  id: 'aaaaaaaa',
  hostNamespace: 'demo-aaaaaaaa',
  ready: true,
  version: 'v1.18.1',
} as const;
export const accepted = present({
  kind: 'accepted',
  connection: { server: 'https://eu-1:6443', ca: 'ca', token: 'canary-admin' },
} as const);

/** A joined member, but for what is said. */
export function memberObserved(facts: Partial<MemberObserved> = {}): MemberObserved {
  const member = facts.member ?? aMember();
  return {
    now,
    workingSince: now - 3_600_000,
    member,
    served: true,
    clusterName: 'eu-1',
    deleting: member.metadata.deletionTimestamp !== undefined,
    instance: present(anInstanceSide),
    siblings: [],
    kubeconfig: accepted,
    account: present(anAccount),
    remote: { kind: 'answered', via: 'account', value: aRemote },
    plane: present(aPlaneSide),
    ...facts,
  };
}
