import type { MemberReason } from '../../api/conditions.ts';
import { fieldManagers, labels, memberNamespace } from '../../api/names.ts';
import { resources } from '../../api/resources.ts';
import { done, failed, type Outcome } from '../../steps/outcome.ts';
import { isApiError } from '../../steps/perform.ts';
import type { KubeApi, KubeObject, MemberConnection } from '../../world.ts';
import { accountDigest, accountObjects, accounts, claimAnnotations, claimNamespace } from '../plan/account-objects.ts';
import { accountSecret } from '../plan/account-secret.ts';
import type { MemberAction } from '../plan/action.ts';
import type { MemberAccount, MemberObserved } from '../plan/observed.ts';
import type { MemberWorld } from '../world.ts';
import { issueToken } from './issue-token.ts';
import { withMember } from './with-member.ts';

const { namespaces, secrets } = resources;

type MakeAccount = Extract<MemberAction, { kind: 'makeAccount' }>;
type RenewAccount = Extract<MemberAction, { kind: 'renewAccount' }>;

/** The operator's own token lives as long as the member grants, up to this. */
const accountSeconds = 365 * 24 * 3600;

export async function makeAccount(
  world: MemberWorld,
  observed: MemberObserved,
  action: MakeAccount,
): Promise<Outcome<MemberReason>> {
  return withMember(world, action.connection, async (member) => {
    const claimed = await claim(member, observed, action);
    if (claimed.kind === 'failed') return claimed.outcome;
    for (const { resource, object } of accountObjects(action.id, claimed.uid)) {
      await member.apply(resource, object, { fieldManager: fieldManagers.objects, force: true });
    }
    await keepAccount(world, observed, { ...action, member });
    // Last, so that the mark tells of everything above.
    await annotate(member, action.id, { [claimAnnotations.digest]: accountDigest });
    return done;
  });
}

export async function renewAccount(
  world: MemberWorld,
  observed: MemberObserved,
  action: RenewAccount,
): Promise<Outcome<MemberReason>> {
  if (observed.account.kind !== 'present') return failed('transient', 'ActionFailed', 'the member’s account is gone');
  const { connection, clusterID } = observed.account.value;
  return withMember(world, connection, async (member) => {
    await keepAccount(world, observed, { ...action, connection, clusterID, member });
    return done;
  });
}

type Claimed =
  | { readonly kind: 'held'; readonly uid: string }
  | { readonly kind: 'failed'; readonly outcome: Outcome<MemberReason> };

/** Only a create tells who was first when two MemberClusters name the same cluster in the same second. */
async function claim(member: KubeApi, observed: MemberObserved, action: MakeAccount): Promise<Claimed> {
  const holder = { uid: observed.member.metadata.uid ?? '', name: observed.member.metadata.name };
  const wanted = claimNamespace(action.id, holder);
  try {
    const made = await member.create(wanted.resource, wanted.object);
    return { kind: 'held', uid: made.metadata.uid ?? '' };
  } catch (error) {
    if (!isApiError(error) || error.reason !== 'AlreadyExists') throw error;
  }
  const found = await member.get(namespaces, { name: memberNamespace(action.id) });
  if (found !== undefined && found.metadata.labels?.[labels.instanceId] !== action.id) {
    return {
      kind: 'failed',
      outcome: failed(
        'transient',
        'MemberNamespaceTaken',
        `namespace "${memberNamespace(action.id)}" on the member is somebody else’s; remove it`,
      ),
    };
  }
  const foreign = found?.metadata.annotations?.[claimAnnotations.holder] !== holder.uid;
  if (found === undefined || (foreign && !action.takeOver)) {
    return {
      kind: 'failed',
      outcome: failed(
        'transient',
        'ClusterAlreadyJoined',
        'another MemberCluster claimed this cluster in the same moment',
      ),
    };
  }
  if (foreign) await annotate(member, action.id, wanted.object.metadata.annotations ?? {});
  return { kind: 'held', uid: found.metadata.uid ?? '' };
}

async function annotate(member: KubeApi, id: string, annotations: Readonly<Record<string, string>>): Promise<void> {
  await member.mergePatch<KubeObject>(namespaces, { name: memberNamespace(id) }, { metadata: { annotations } });
}

interface AccountSource {
  readonly id: string;
  readonly hostNamespace: string;
  readonly connection: MemberConnection;
  readonly clusterID: string;
  readonly member: KubeApi;
}

async function keepAccount(world: MemberWorld, observed: MemberObserved, source: AccountSource): Promise<void> {
  const { id, hostNamespace, member, clusterID } = source;
  const namespace = memberNamespace(id);
  const issued = await issueToken(member, {
    namespace,
    serviceAccount: accounts.operator,
    seconds: accountSeconds,
    now: world.now(),
  });
  const { server, ca, tlsServerName } = source.connection;
  const account: MemberAccount = {
    connection: { server, ca, token: issued.token, ...(tlsServerName !== undefined && { tlsServerName }) },
    clusterID,
    owner: observed.member.metadata.uid ?? '',
    issuedAt: new Date(world.now()).toISOString(),
    expiresAt: issued.expiresAt,
  };
  await world.host.apply(secrets, accountSecret({ hostNamespace, id, clusterName: observed.clusterName }, account), {
    fieldManager: fieldManagers.objects,
    force: true,
  });
}
