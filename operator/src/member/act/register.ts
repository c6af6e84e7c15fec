import { fieldManagers, memberNamespace } from '../../api/names.ts';
import { resources } from '../../api/resources.ts';
import { done, failed, type Outcome } from '../../steps/outcome.ts';
import type { KubeApi, KubeObject } from '../../world.ts';
import { accounts } from '../plan/account-objects.ts';
import type { MemberAction } from '../plan/action.ts';
import type { MemberAccount, MemberObserved } from '../plan/observed.ts';
import { clusterNamespace, tokenAnnotations, tokenSecretName, type RegistrationWanted } from '../plan/registration.ts';
import type { MemberWorld } from '../world.ts';
import { issueToken } from './issue-token.ts';
import { planeOf } from './plane-of.ts';

const { clusters, secrets } = resources;

type Register = Extract<MemberAction, { kind: 'register' }>;

/** Secrets first, then the Cluster, then the Secrets' owner: Karmada reads the Secrets the moment it sees the Cluster. */
export async function register(world: MemberWorld, observed: MemberObserved, action: Register): Promise<Outcome> {
  if (observed.account.kind !== 'present') return failed('transient', 'AccountUnreadable', 'the member’s account is gone');
  const plane = await planeOf(world, observed);
  if (plane === undefined) return failed('transient', 'PlaneUnreachable', 'the plane is not there');
  const { wanted } = action;
  if (wanted.newTokens !== undefined) await renewTokens(world, plane, { action, account: observed.account.value, newTokens: wanted.newTokens });
  const cluster = await plane.apply(clusters, clusterObject(wanted), { fieldManager: fieldManagers.objects, force: true });
  await ownSecrets(plane, wanted.clusterName, cluster);
  return done;
}

function clusterObject({ clusterName, labels, spec }: RegistrationWanted): KubeObject & Readonly<Record<string, unknown>> {
  return { apiVersion: 'cluster.karmada.io/v1alpha1', kind: 'Cluster', metadata: { name: clusterName, labels }, spec };
}

interface Renewal {
  readonly action: Register;
  readonly account: MemberAccount;
  readonly newTokens: NonNullable<RegistrationWanted['newTokens']>;
}

async function renewTokens(world: MemberWorld, plane: KubeApi, { action, account, newTokens }: Renewal): Promise<void> {
  const namespace = memberNamespace(action.id);
  const boundTo = tokenSecretName(newTokens.generation);
  const member = world.members.open(account.connection);
  try {
    const [forPlane, forProxy] = await Promise.all(
      [accounts.plane, accounts.impersonator].map((serviceAccount) => issueToken(member, { namespace, serviceAccount, seconds: newTokens.seconds, boundTo })),
    );
    if (forPlane === undefined || forProxy === undefined) return;
    const annotations = {
      [tokenAnnotations.boundSecretUID]: forPlane.boundSecretUID ?? '',
      [tokenAnnotations.expiresAt]: forPlane.expiresAt,
      [tokenAnnotations.issuedAt]: new Date(world.now()).toISOString(),
      [tokenAnnotations.generation]: String(newTokens.generation),
    };
    const { clusterName } = action.wanted;
    await keep(plane, impersonatorName(clusterName), { annotations, stringData: { token: forProxy.token } });
    await keep(plane, clusterName, { annotations, stringData: { token: forPlane.token, caBundle: account.connection.ca } });
  } finally {
    await member.close();
  }
}

function impersonatorName(clusterName: string): string {
  return `${clusterName}-impersonator`;
}

async function keep(plane: KubeApi, name: string, content: { readonly annotations: Readonly<Record<string, string>>; readonly stringData: Readonly<Record<string, string>> }): Promise<void> {
  const metadata = { name, namespace: clusterNamespace, labels: { 'karmada.io/system': 'true' }, annotations: content.annotations };
  const secret = { apiVersion: 'v1', kind: 'Secret', metadata, stringData: content.stringData };
  await plane.apply(secrets, secret, { fieldManager: fieldManagers.objects, force: true });
}

/** With the Cluster its Secrets go too, whoever deletes it. */
async function ownSecrets(plane: KubeApi, clusterName: string, cluster: KubeObject): Promise<void> {
  const owner = { apiVersion: 'cluster.karmada.io/v1alpha1', kind: 'Cluster', name: clusterName, uid: cluster.metadata.uid ?? '' };
  for (const name of [clusterName, impersonatorName(clusterName)]) {
    await plane.mergePatch(secrets, { namespace: clusterNamespace, name }, { metadata: { ownerReferences: [owner] } });
  }
}
