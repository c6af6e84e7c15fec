import { apiVersion } from '../../src/api/group.ts';
import type { KarmadaInstanceSpec } from '../../src/api/karmada-instance.ts';
import type { MemberClusterSpec } from '../../src/api/member-cluster.ts';
import { resources } from '../../src/api/resources.ts';
import type { KubeObject } from '../../src/world.ts';
import type { FakeMember } from './fake-member.ts';
import type { FakeWorld } from './fake-world.ts';

const { karmadaInstances, memberClusters, secrets } = resources;

/** The namespace that users work in. */
export const home = 'team-a';

/** An instance that can be carried out unless `spec` says otherwise. */
export function seedInstance(world: FakeWorld, name: string, spec: Partial<KarmadaInstanceSpec> = {}): void {
  world.host.seed(karmadaInstances, {
    apiVersion,
    kind: 'KarmadaInstance',
    metadata: { name, namespace: home },
    spec: { version: 'v1.18.1', ...spec },
  });
}

/** A push member of `instance`, whose kubeconfig lies in the Secret `<name>-kubeconfig-in`. */
export function seedMember(
  world: FakeWorld,
  name: string,
  { instance = 'demo', ...spec }: Partial<MemberClusterSpec> & { readonly instance?: string } = {},
): void {
  world.host.seed(memberClusters, {
    apiVersion,
    kind: 'MemberCluster',
    metadata: { name, namespace: home },
    spec: {
      instanceRef: { name: instance },
      syncMode: 'Push',
      connection: { kubeconfigSecretRef: { name: secretOf(name) } },
      ...spec,
    },
  });
}

export const secretOf = (member: string): string => `${member}-access`;

export function seedKubeconfig(
  world: FakeWorld,
  name: string,
  member: FakeMember,
  change: (user: Record<string, unknown>) => Record<string, unknown> = (user) => user,
): void {
  world.host.seed(secrets, {
    metadata: { name: secretOf(name), namespace: home },
    stringData: { value: kubeconfigText(member, change({ token: member.adminToken })) },
  });
}

export function kubeconfigText({ server, ca }: FakeMember, user: object): string {
  return JSON.stringify({
    apiVersion: 'v1',
    kind: 'Config',
    clusters: [{ name: 'c', cluster: { server, 'certificate-authority-data': Buffer.from(ca).toString('base64') } }],
    users: [{ name: 'u', user }],
    contexts: [{ name: 'x', context: { cluster: 'c', user: 'u' } }],
    'current-context': 'x',
  });
}

/** Edits the spec of a user's object as the user would. */
export function editSpec(
  world: FakeWorld,
  kind: 'instance' | 'member',
  name: string,
  change: (spec: Record<string, unknown>) => void,
): void {
  world.host.edit(kind === 'instance' ? karmadaInstances : memberClusters, { namespace: home, name }, (object) => {
    change(object['spec'] as Record<string, unknown>);
  });
}

/** A Deployment as a user propagates it. */
export const webDeployment = {
  resource: resources.deployments,
  object: {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { name: 'web', namespace: 'shop' },
  } satisfies KubeObject,
};
