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
import { issueToken, type IssuedToken } from './issue-token.ts';
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
  const { connection, clusterID, id } = action;
  let issued: IssuedToken | undefined;
  const made = await withMember(world, connection, async (member) => {
    const claimed = await claim(member, observed, action);
    if (claimed.kind === 'failed') return claimed.outcome;
    for (const { resource, object } of accountObjects(id, claimed.uid)) {
      await member.apply(resource, object, { fieldManager: fieldManagers.objects, force: true });
    }
    issued = await ownToken(member, id, world.now());
    return done;
  });
  if (made.kind === 'failed' || issued === undefined) return made;
  await keepAccount(world, observed, { ...action, connection, clusterID, issued });
  // Last, so that the mark tells of everything above.
  return withMember(world, connection, async (member) => {
    await annotate(member, id, { [claimAnnotations.digest]: accountDigest });
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
  let issued: IssuedToken | undefined;
  const renewed = await withMember(world, connection, async (member) => {
    issued = await ownToken(member, action.id, world.now());
    return done;
  });
  if (issued !== undefined) await keepAccount(world, observed, { ...action, connection, clusterID, issued });
  return renewed;
}

function ownToken(member: KubeApi, id: string, now: number): Promise<IssuedToken> {
  const namespace = memberNamespace(id);
  return issueToken(member, { namespace, serviceAccount: accounts.operator, seconds: accountSeconds, now });
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
  readonly issued: IssuedToken;
}

async function keepAccount(world: MemberWorld, observed: MemberObserved, source: AccountSource): Promise<void> {
  const { id, hostNamespace, issued, clusterID } = source;
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
