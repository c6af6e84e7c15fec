import type { MemberConditionType, MemberReason } from '../../api/conditions.ts';
import type { MemberCluster, MemberClusterStatus } from '../../api/member-cluster.ts';
import { memberNamespace } from '../../api/names.ts';
import { conditions, type Condition, type Draft } from '../../steps/conditions.ts';
import type { Plan } from '../../steps/judge.ts';
import type { Performed } from '../../steps/perform.ts';
import { timestamp } from '../../steps/timestamp.ts';
import { clusterRoleNames } from '../plan/account-objects.ts';
import type { MemberAction } from '../plan/action.ts';
import { forcedSince, isOnlyLookedAt, leaveDeadlineMs, leavingSince } from '../plan/leave.ts';
import type { MemberObserved } from '../plan/observed.ts';
import { apiEndpointOf, renewAt } from '../plan/registration.ts';
import { isRefused } from '../plan/reached-with.ts';
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

function claimsOf(
  { instance, remote, member }: MemberObserved,
  plan: Plan<MemberAction>,
): Pick<MemberClusterStatus, 'claims'> {
  const over = ended(plan) !== undefined;
  if (remote.kind !== 'answered') {
    const { total, own } = member.status?.claims ?? {};
    // One that was made for an instance that is gone is none of the present one's.
    const former = instance.kind === 'present' && member.status?.memberNamespace !== memberNamespace(instance.value.id);
    return total === undefined ? {} : { claims: { total, ...(own && !over && !former && { own }) } };
  }
  const { claim, claims } = remote.value;
  const own = claim?.holder === member.metadata.uid && !over ? claim : undefined;
  return { claims: { total: claims, ...(own && { own: { since: own.since } }) } };
}

function leaveOf(observed: MemberObserved, plan: Plan<MemberAction>): Pick<MemberClusterStatus, 'leave'> {
  const { member, instance } = observed;
  const startedAt = isOnlyLookedAt(observed) ? undefined : leavingSince(observed);
  const remaining = remainingOf(observed, plan);
  // What was left behind stays told for as long as this object is there and joins nothing.
  if (startedAt === undefined) {
    if (instance.kind === 'present' || remaining === undefined) return {};
    return { leave: { startedAt: timestamp(observed.now), ...member.status?.leave, remaining } };
  }
  const step = plan.lanes[0]?.current?.condition;
  const forced = forcedSince(observed);
  return {
    leave: {
      startedAt,
      deadline: timestamp(Date.parse(startedAt) + leaveDeadlineMs(member)),
      ...(forced !== undefined && { forcedSince: timestamp(forced) }),
      ...(step !== undefined && { step }),
      ...(remaining && { remaining }),
    },
  };
}

type Remaining = NonNullable<NonNullable<MemberClusterStatus['leave']>['remaining']>;

/** What the operator made on the member and could not remove. */
function remainingOf(
  { member, instance, remote, account }: MemberObserved,
  plan: Plan<MemberAction>,
): Remaining | undefined {
  const { leave, claims, memberNamespace: space } = member.status ?? {};
  // An instance that went before the member was cleaned tells nothing more.
  if (instance.kind === 'absent' && claims?.own !== undefined && space !== undefined)
    return leave?.remaining ?? remains(space, 'the instance went before the member was cleaned');
  if (instance.kind !== 'present') return leave?.remaining;
  const cleaned = account.kind === 'present' && account.value.cleaned === true;
  if (remote.kind === 'answered' && remote.value.claim === undefined) return undefined;
  if (remote.kind === 'unreachable' && isRefused(remote) && cleaned) return undefined;
  const end = ended(plan);
  return end?.reason === 'LeaveForced' ? remains(memberNamespace(instance.value.id), end.message) : leave?.remaining;
}

/** `space`: the operator's namespace on the member, slipway-<id>. */
function remains(space: string, reason: string): Remaining {
  const id = space.slice(memberNamespace('').length);
  return [
    { kind: 'Namespace', name: space, reason: reason.slice(0, 256) },
    ...Object.values(clusterRoleNames(id)).flatMap((name) => [
      { kind: 'ClusterRole', name },
      { kind: 'ClusterRoleBinding', name },
    ]),
  ];
}

/** How the claim on the member ended, once it was its step's turn to say so. */
function ended(plan: Plan<MemberAction>): { readonly reason: string; readonly message: string } | undefined {
  for (const { judged, current } of plan.lanes) {
    const past = current === undefined ? judged : judged.slice(0, judged.indexOf(current));
    const found = past.find(
      ({ condition, undoes, verdict }) => condition === 'ClaimHeld' && undoes && verdict.kind === 'met',
    );
    if (found !== undefined) return found.verdict;
  }
  return undefined;
}
