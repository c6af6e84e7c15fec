import { labels, memberNamespace } from '../../api/names.ts';
import { resources } from '../../api/resources.ts';
import { isPointInTime } from '../../fleet/point-in-time.ts';
import { isApiError } from '../../steps/perform.ts';
import { timestamp } from '../../steps/timestamp.ts';
import type { Fact, KubeApi, MemberConnection } from '../../world.ts';
import { claimAnnotations, clusterRoleNames } from '../plan/account-objects.ts';
import type {
  Claim,
  InstanceSide,
  MemberAccount,
  Remote,
  RemoteFact,
  RemoteTrouble,
  UserKubeconfig,
  Via,
} from '../plan/observed.ts';
import { isRefused } from '../plan/reached-with.ts';
import type { MemberWorld } from '../world.ts';
import { missingRights } from './missing-rights.ts';

const { clusterRoleBindings, namespaces, secrets } = resources;

interface Sources {
  readonly instance: Fact<InstanceSide>;
  readonly account: Fact<MemberAccount>;
  readonly kubeconfig: Fact<UserKubeconfig>;
  readonly signal: AbortSignal;
}

/**
 * Asks the member with the operator's own account; with the user's kubeconfig only while there is no account that it accepts, or when
 * the member has moved to where only the kubeconfig leads.
 */
export async function observeRemote(world: MemberWorld, sources: Sources): Promise<RemoteFact> {
  const { account, kubeconfig, instance } = sources;
  if (instance.kind !== 'present') return { kind: 'notAsked' };
  const asked =
    account.kind === 'present'
      ? await ask(world, 'account', {
          connection: account.value.connection,
          id: instance.value.id,
          signal: sources.signal,
        })
      : undefined;
  const usable = kubeconfig.kind === 'present' && kubeconfig.value.kind === 'accepted' ? kubeconfig.value : undefined;
  if (usable === undefined || asked?.kind === 'answered') return asked ?? { kind: 'notAsked' };
  const { connection } = usable;
  const question = { connection, id: instance.value.id, signal: sources.signal };
  if (account.kind !== 'present' || asked === undefined || refusesAccount(asked))
    return ask(world, 'kubeconfig', question);
  if (!leadsElsewhere(connection, account.value.connection)) return asked;
  // What another cluster says, or nobody, tells nothing of this one.
  const moved = await ask(world, 'kubeconfig', question);
  return moved.kind === 'answered' && moved.value.clusterID === account.value.clusterID ? moved : asked;
}

/** An account of our own that lacks a right is of no more use than one that is gone: the user's kubeconfig can repair both. */
function refusesAccount(asked: RemoteFact): boolean {
  return asked.kind === 'unreachable' && isRefused(asked);
}

function leadsElsewhere(one: MemberConnection, other: MemberConnection): boolean {
  return one.server !== other.server || one.ca !== other.ca || one.tlsServerName !== other.tlsServerName;
}

interface Question {
  readonly connection: MemberConnection;
  readonly id: string;
  readonly signal: AbortSignal;
}

async function ask(world: MemberWorld, via: Via, { connection, id, signal }: Question): Promise<RemoteFact> {
  const member = world.members.open(connection);
  try {
    const [remote, missing] = await Promise.all([
      readRemote(member, id, signal),
      via === 'kubeconfig' ? missingRights(member, signal) : [],
    ]);
    return { kind: 'answered', via, value: { ...remote, missingRights: missing } };
  } catch (error) {
    if (!isApiError(error)) throw error;
    return { kind: 'unreachable', via, reason: trouble(error), why: error.message };
  } finally {
    await member.close();
  }
}

function trouble({ code, reason }: { readonly code: number; readonly reason: string }): RemoteTrouble {
  if (reason === 'AddressRefused') return 'AddressNotAllowed';
  if (reason === 'TLS') return 'CertificateNotTrusted';
  if (code === 403) return 'PermissionsMissing';
  return code === 401 ? 'CredentialsRejected' : 'ClusterUnreachable';
}

async function readRemote(member: KubeApi, id: string, signal: AbortSignal): Promise<Omit<Remote, 'missingRights'>> {
  const [system, version, claims] = await Promise.all([
    member.get(namespaces, { name: 'kube-system' }, { signal }),
    member.getPath('/version', { signal }),
    member.listMetadata(namespaces, { labelSelector: labels.instanceId, signal }),
  ]);
  const own = claims.find(({ metadata }) => metadata.name === memberNamespace(id));
  const bound =
    own === undefined
      ? []
      : await member.listMetadata(secrets, {
          namespace: memberNamespace(id),
          labelSelector: 'slipway.dev/token=bound',
          signal,
        });
  const binding =
    own === undefined
      ? undefined
      : await member.get(clusterRoleBindings, { name: clusterRoleNames(id).plane }, { signal });
  return {
    clusterID: (system?.metadata.uid ?? '').slice(0, 63),
    kubernetesVersion: gitVersion(version),
    ...(own && { claim: readClaim(own.metadata) }),
    ...(own && binding === undefined && { rightsGone: true as const }),
    claims: claims.length,
    tokenSecrets: Object.fromEntries(bound.map(({ metadata }) => [metadata.name, metadata.uid ?? ''])),
  };
}

function readClaim({
  annotations,
  deletionTimestamp,
  creationTimestamp,
}: {
  readonly annotations?: Readonly<Record<string, string>>;
  readonly deletionTimestamp?: string;
  readonly creationTimestamp?: string;
}): Claim {
  return {
    holder: annotations?.[claimAnnotations.holder] ?? '',
    holderName: annotations?.[claimAnnotations.holderName] ?? '',
    digest: annotations?.[claimAnnotations.digest] ?? '',
    ...(deletionTimestamp !== undefined && { goingSince: pointInTime(deletionTimestamp) }),
    since: pointInTime(creationTimestamp ?? ''),
  };
}

/** A member's answer is untrusted. */
function pointInTime(text: string): string {
  return isPointInTime(text) ? text : timestamp(0);
}

/** A member's answer is untrusted: only a version-like word gets through. */
function gitVersion(body: string): string {
  return /"gitVersion"\s*:\s*"(v[0-9A-Za-z.+-]{1,60})"/.exec(body)?.[1] ?? 'unknown';
}
