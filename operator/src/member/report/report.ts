import type { MemberCluster, MemberClusterStatus } from '../../api/member-cluster.ts';
import { memberNamespace } from '../../api/names.ts';
import { conditions, type Condition } from '../../steps/conditions.ts';
import type { Plan } from '../../steps/judge.ts';
import type { Performed } from '../../steps/perform.ts';
import { timestamp } from '../../steps/timestamp.ts';
import type { MemberAction } from '../plan/action.ts';
import { leaveDeadlineMs } from '../plan/leave.ts';
import type { MemberObserved } from '../plan/observed.ts';
import { renewAt } from '../plan/registration.ts';
import { memberSummary } from './summary.ts';

/** Facts, verdicts and outcomes → the whole status. */
export function report(observed: MemberObserved, plan: Plan<MemberAction>, performed: readonly Performed<MemberAction>[]): MemberClusterStatus {
  const { member, clusterName, instance, remote, account } = observed;
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
    ...(member.spec.syncMode === 'Push' && { syncMode: 'Push' as const }),
    ...(account.kind === 'present' && { apiEndpoint: account.value.apiEndpoint }),
    ...versionOf(observed),
    ...(instance.kind === 'present' && { memberNamespace: memberNamespace(instance.value.id) }),
    credentials: credentials(observed),
    ...claimsOf(observed),
    ...(summary && { summary }),
    ...leaveOf(observed, plan),
  };
}

const gates = ['SpecAccepted', 'CredentialsValid', 'PreflightPassed', 'ClaimHeld', 'Joined', 'ClusterReady'];

function memberConditions(observed: MemberObserved, plan: Plan<MemberAction>, performed: readonly Performed<MemberAction>[]): readonly Condition[] {
  const { member, now, clusterName, deleting } = observed;
  const fresh = observed.plane.kind === 'present' && observed.plane.value.cluster?.ready?.status === 'True';
  const extra =
    observed.plane.kind === 'present' && observed.plane.value.cluster === undefined
      ? []
      : [
          fresh
            ? ({ type: 'SummaryFresh', status: 'True', reason: 'Fresh', message: 'the plane reports the cluster' } as const)
            : ({ type: 'SummaryFresh', status: 'False', reason: 'Stale', message: 'the values are the last good ones' } as const),
        ];
  return conditions({
    plan,
    performed,
    previous: member.status?.conditions ?? [],
    generation: member.metadata.generation ?? 0,
    now: timestamp(now),
    gates: deleting ? [...gates, 'Joined'] : gates,
    readyMessage: `joined as Cluster "${clusterName}"`,
    extra,
  });
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

function claimsOf({ remote, member }: MemberObserved): Pick<MemberClusterStatus, 'claims'> {
  if (remote.kind !== 'answered') return member.status?.claims === undefined ? {} : { claims: member.status.claims };
  const { claim, claims } = remote.value;
  const own = claim?.holder === member.metadata.uid ? claim : undefined;
  return { claims: { total: claims, ...(own && { own: { since: own.since } }) } };
}

function leaveOf(observed: MemberObserved, plan: Plan<MemberAction>): Pick<MemberClusterStatus, 'leave'> {
  const { member, deleting, now } = observed;
  const leaving = deleting || (observed.instance.kind === 'present' && observed.instance.value.deleting);
  if (!leaving) return {};
  const startedAt = member.metadata.deletionTimestamp ?? member.status?.leave?.startedAt ?? timestamp(now);
  const step = plan.lanes[0]?.current?.condition;
  const deadline = timestamp(Date.parse(startedAt) + leaveDeadlineMs(member));
  return { leave: { startedAt, deadline, ...(step !== undefined && { step }) } };
}
