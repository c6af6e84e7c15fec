import type { MemberClusterStatus } from '../../api/member-cluster.ts';
import { memberNamespace } from '../../api/names.ts';
import type { Plan } from '../../steps/judge.ts';
import { timestamp } from '../../steps/timestamp.ts';
import { clusterRoleNames } from '../plan/account-objects.ts';
import type { MemberAction } from '../plan/action.ts';
import { forcedSince, isCleaned, isOnlyLookedAt, leaveDeadlineMs, leavingSince } from '../plan/leave.ts';
import type { MemberObserved } from '../plan/observed.ts';
import { isRefused } from '../plan/reached-with.ts';

/** Whether what the operator made for this membership stands on the member, as far as is known. */
export function claimsOf(
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

export function leaveOf(observed: MemberObserved, plan: Plan<MemberAction>): Pick<MemberClusterStatus, 'leave'> {
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
  if (remote.kind === 'answered' && remote.value.claim === undefined) return undefined;
  if (remote.kind === 'unreachable' && isRefused(remote) && isCleaned(account)) return undefined;
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
