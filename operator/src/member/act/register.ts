import type { MemberReason } from '../../api/conditions.ts';
import { fieldManagers, labels, memberNamespace } from '../../api/names.ts';
import { resources } from '../../api/resources.ts';
import { contentAnnotation } from '../../fleet/read-cluster.ts';
import { clusterNamespace, tokenAnnotations } from '../../fleet/token-record.ts';
import { done, failed, type Outcome } from '../../steps/outcome.ts';
import { isApiError } from '../../steps/perform.ts';
import type { KubeApi, KubeObject } from '../../world.ts';
import { accounts } from '../plan/account-objects.ts';
import type { MemberAction } from '../plan/action.ts';
import type { MemberAccount, MemberObserved } from '../plan/observed.ts';
import {
  authorityOf,
  contentOf,
  impersonatorName,
  tokenSecretName,
  type NewTokens,
  type WantedCluster,
} from '../plan/registration.ts';
import type { MemberWorld } from '../world.ts';
import { issueToken } from './issue-token.ts';
import { planeOf } from './plane-of.ts';

const { clusters, secrets } = resources;

type Register = Extract<MemberAction, { kind: 'register' }>;

/** Secrets first, then the Cluster, then the Secrets' owner: Karmada reads the Secrets the moment it sees the Cluster. */
export async function register(
  world: MemberWorld,
  observed: MemberObserved,
  action: Register,
): Promise<Outcome<MemberReason>> {
  if (observed.account.kind !== 'present') return failed('transient', 'ActionFailed', 'the member’s account is gone');
  const plane = await planeOf(world, observed);
  if (plane === undefined) return failed('transient', 'PlaneUnreachable', 'the plane is not there');
  const { wanted } = action;
  if (wanted.newTokens !== undefined) {
    await renewTokens(world, plane, {
      action,
      account: observed.account.value,
      newTokens: wanted.newTokens,
      memberName: observed.member.metadata.name,
    });
  }
  if (wanted.cluster === undefined) return done;
  const object = clusterObject(wanted.clusterName, wanted.cluster);
  try {
    const cluster = await plane.apply(clusters, object, { fieldManager: fieldManagers.objects, force: true });
    await ownSecrets(plane, wanted.clusterName, cluster);
    return done;
  } catch (error) {
    if (!isApiError(error) || ![400, 403, 422].includes(error.code)) throw error;
    return failed('transient', 'ClusterRefused', `the plane refuses the Cluster: ${error.message}`);
  }
}

function clusterObject(name: string, wanted: WantedCluster): KubeObject & Readonly<Record<string, unknown>> {
  const { labels, spec } = wanted;
  const metadata = { name, labels, annotations: { [contentAnnotation]: contentOf(wanted) } };
  return { apiVersion: 'cluster.karmada.io/v1alpha1', kind: 'Cluster', metadata, spec };
}

interface Renewal {
  readonly action: Register;
  readonly account: MemberAccount;
  readonly newTokens: NewTokens;
  readonly memberName: string;
}

async function renewTokens(
  world: MemberWorld,
  plane: KubeApi,
  { action, account, newTokens, memberName }: Renewal,
): Promise<void> {
  const namespace = memberNamespace(action.id);
  const boundTo = tokenSecretName(newTokens.generation);
  const member = world.members.open(account.connection);
  try {
    const [forPlane, forProxy] = await Promise.all(
      [accounts.plane, accounts.impersonator].map((serviceAccount) =>
        issueToken(member, { namespace, serviceAccount, seconds: newTokens.seconds, now: world.now(), boundTo }),
      ),
    );
    if (forPlane === undefined || forProxy === undefined) return;
    const annotations = {
      [tokenAnnotations.boundSecretUID]: forPlane.boundSecretUID ?? '',
      [tokenAnnotations.expiresAt]: forPlane.expiresAt,
      [tokenAnnotations.issuedAt]: new Date(world.now()).toISOString(),
      [tokenAnnotations.generation]: String(newTokens.generation),
      [tokenAnnotations.authority]: authorityOf(account),
      ...(newTokens.formerUntil !== undefined && {
        [tokenAnnotations.formerUntil]: new Date(newTokens.formerUntil).toISOString(),
      }),
    };
    const { clusterName } = action.wanted;
    await keep(plane, impersonatorName(clusterName), {
      memberName,
      annotations,
      stringData: { token: forProxy.token },
    });
    await keep(plane, clusterName, {
      memberName,
      annotations,
      stringData: { token: forPlane.token, caBundle: account.connection.ca },
    });
    for (const name of newTokens.obsolete) await member.delete(secrets, { namespace, name });
  } finally {
    await member.close();
  }
}

async function keep(
  plane: KubeApi,
  name: string,
  content: {
    readonly memberName: string;
    readonly annotations: Readonly<Record<string, string>>;
    readonly stringData: Readonly<Record<string, string>>;
  },
): Promise<void> {
  const metadata = {
    name,
    namespace: clusterNamespace,
    labels: { 'karmada.io/system': 'true', [labels.member]: content.memberName },
    annotations: content.annotations,
  };
  const secret = { apiVersion: 'v1', kind: 'Secret', metadata, stringData: content.stringData };
  await plane.apply(secrets, secret, { fieldManager: fieldManagers.objects, force: true });
}

/** With the Cluster its Secrets go too, whoever deletes it. */
async function ownSecrets(plane: KubeApi, clusterName: string, cluster: KubeObject): Promise<void> {
  const owner = {
    apiVersion: 'cluster.karmada.io/v1alpha1',
    kind: 'Cluster',
    name: clusterName,
    uid: cluster.metadata.uid ?? '',
  };
  // The one that a later pass looks at comes last.
  for (const name of [impersonatorName(clusterName), clusterName]) {
    await plane.mergePatch(secrets, { namespace: clusterNamespace, name }, { metadata: { ownerReferences: [owner] } });
  }
}
