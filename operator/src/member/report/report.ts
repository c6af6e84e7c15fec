import type { MemberConditionType, MemberReason } from '../../api/conditions.ts';
import type { MemberCluster, MemberClusterStatus } from '../../api/member-cluster.ts';
import { memberNamespace } from '../../api/names.ts';
import { conditions, type Condition, type Draft } from '../../steps/conditions.ts';
import type { Plan } from '../../steps/judge.ts';
import type { Performed } from '../../steps/perform.ts';
import { timestamp } from '../../steps/timestamp.ts';
import type { MemberAction } from '../plan/action.ts';
import { isOnlyLookedAt, leavingSince } from '../plan/leave.ts';
import type { MemberObserved } from '../plan/observed.ts';
import { apiEndpointOf, renewAt } from '../plan/registration.ts';
import { claimsOf, leaveOf } from './leave.ts';
import { memberSummary } from './summary.ts';
import { versionSupported } from './version-supported.ts';

/** Facts, verdicts and outcomes → the whole status. */
export function report(
  observed: MemberObserved,
  plan: Plan<MemberAction>,
  performed: readonly Performed<MemberAction>[],
): MemberClusterStatus {
  const { member, clusterName, remote, account } = observed;
  const summary = memberSummary(observed);
  const remoteID = remote.kind === 'answered' ? remote.value.clusterID : undefined;
  const accountID = account.kind === 'present' ? account.value.clusterID : undefined;
  const clusterID = remoteID ?? accountID ?? member.status?.clusterID;
  return {
    observedGeneration: member.metadata.generation ?? 0,
    conditions: memberConditions(observed, plan, performed),
    clusterName,
    ...(summary?.nodes && { display: { nodes: `${summary.nodes.ready}/${summary.nodes.total}` } }),
    ...(clusterID !== undefined && { clusterID }),
    ...syncModeOf(observed),
    ...(account.kind === 'present' && { apiEndpoint: apiEndpointOf(member, account.value) }),
    ...versionOf(observed),
    ...namespaceOf(observed),
    credentials: credentials(observed),
    ...claimsOf(observed, plan),
    ...(summary && { summary }),
    ...leaveOf(observed, plan),
  };
}

/** What is wanted, or of a Cluster that is only looked at what it has. */
function syncModeOf({ member, plane }: MemberObserved): Pick<MemberClusterStatus, 'syncMode'> {
  const { managementPolicy, syncMode } = member.spec;
  const cluster = plane.kind === 'present' ? plane.value.cluster : undefined;
  const mode = managementPolicy === 'ObserveOnly' ? cluster?.spec['syncMode'] : syncMode;
  return mode === 'Push' || mode === 'Pull' ? { syncMode: mode } : {};
}

/** An instance that cannot be read takes nothing back: leaving relies on it. */
function namespaceOf({ instance, member }: MemberObserved): Pick<MemberClusterStatus, 'memberNamespace'> {
  if (instance.kind === 'present') return { memberNamespace: memberNamespace(instance.value.id) };
  const { memberNamespace: known, claims } = member.status ?? {};
  const forgotten = instance.kind === 'absent' && claims?.own === undefined;
  return forgotten || known === undefined ? {} : { memberNamespace: known };
}

const gates: readonly MemberConditionType[] = [
  'SpecAccepted',
  'CredentialsValid',
  'PreflightPassed',
  'ClaimHeld',
  'Joined',
  'ClusterReady',
];

function memberConditions(
  observed: MemberObserved,
  plan: Plan<MemberAction>,
  performed: readonly Performed<MemberAction>[],
): readonly Condition[] {
  const { member, now, clusterName } = observed;
  return conditions({
    plan,
    performed,
    previous: member.status?.conditions ?? [],
    generation: member.metadata.generation ?? 0,
    now: timestamp(now),
    gates,
    ready: { reason: 'MemberReady' satisfies MemberReason, message: `joined as Cluster "${clusterName}"` },
    extra: leavingSince(observed) === undefined || isOnlyLookedAt(observed) ? extra(observed) : [],
  });
}

function extra(observed: MemberObserved): readonly MemberDraft[] {
  const version = versionSupported(observed, versionOf(observed).kubernetesVersion);
  return [...(version ? [version] : []), summaryFresh(observed)];
}

type MemberDraft = Draft & { readonly type: MemberConditionType; readonly reason: MemberReason };

function summaryFresh({ plane, member }: MemberObserved): MemberDraft {
  const type = 'SummaryFresh';
  const fresh = plane.kind === 'present' && plane.value.cluster?.ready?.status === 'True';
  if (fresh) return { type, status: 'True', reason: 'Fresh', message: 'the plane reports the cluster' };
  return member.status?.summary === undefined
    ? { type, status: 'Unknown', reason: 'NotCollected', message: 'the plane has not reported the cluster yet' }
    : { type, status: 'False', reason: 'Stale', message: 'the values are the last good ones' };
}

function versionOf({ remote, plane, member }: MemberObserved): { readonly kubernetesVersion?: string } {
  const reported = plane.kind === 'present' ? plane.value.cluster?.kubernetesVersion : undefined;
  const asked = remote.kind === 'answered' ? remote.value.kubernetesVersion : undefined;
  const kubernetesVersion = asked ?? reported ?? member.status?.kubernetesVersion;
  return kubernetesVersion === undefined ? {} : { kubernetesVersion: kubernetesVersion.slice(0, 64) };
}

type Credentials = NonNullable<MemberCluster['status']>['credentials'];

function credentials({ account, plane }: MemberObserved): NonNullable<Credentials> {
  const own = account.kind === 'present' ? [credential('operator', account.value)] : [];
  const token = plane.kind === 'present' ? plane.value.tokenSecret : undefined;
  return token === undefined || token.expiresAt === '' ? own : [...own, credential('plane', token)];
}

function credential(name: string, { issuedAt, expiresAt }: { readonly issuedAt: string; readonly expiresAt: string }) {
  return {
    name,
    type: 'Token' as const,
    notAfter: timestamp(Date.parse(expiresAt)),
    renewAfter: timestamp(renewAt(issuedAt, expiresAt)),
    renewedAt: timestamp(Date.parse(issuedAt)),
  };
}
