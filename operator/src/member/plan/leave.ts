import { memberDefaults } from '../../api/defaults.ts';
import { parseDuration } from '../../api/duration.ts';
import { hasPassed } from '../../fleet/patience.ts';
import { met, wait } from '../../steps/verdict.ts';
import type { Fact } from '../../world.ts';
import type { MemberVerdict } from './member-step.ts';
import type { InstanceSide, MemberObserved } from './observed.ts';

/** RFC 3339: since when it leaves, because it or its instance is being deleted. */
export function leavingSince({ member, instance }: Pick<MemberObserved, 'member' | 'instance'>): string | undefined {
  return member.metadata.deletionTimestamp ?? (instance.kind === 'present' ? instance.value.deletedAt : undefined);
}

export function leaveDeadlineMs(member: MemberObserved['member']): number {
  return parseDuration(member.spec.leave?.deadline ?? memberDefaults.leaveDeadline) ?? 0;
}

/** Whether the deadline has passed, and what the spec wants done then. */
export function deadline(observed: MemberObserved): 'ahead' | 'force' | 'wait' {
  const since = leavingSince(observed);
  if (since === undefined || !hasPassed(Date.parse(since) + leaveDeadlineMs(observed.member), observed)) return 'ahead';
  return observed.member.spec.leave?.onUnreachable === 'Wait' ? 'wait' : 'force';
}

/** Longer than two tries lie apart when they fail. Milliseconds. */
const turnMs = 120_000;

/**
 * Whether a cluster that answers and refuses was asked long enough: once the deadline was seen to have passed each step of leaving, in its turn,
 * has two minutes of its own. Time in which no operator was there to ask does not count.
 */
export function triedEnough(observed: MemberObserved, turn: 1 | 2 | 3): boolean {
  const since = observed.member.status?.leave?.forcedSince;
  if (since === undefined || deadline(observed) !== 'force') return false;
  return observed.now >= Math.max(Date.parse(since), observed.workingSince) + turn * turnMs;
}

/** ms since the epoch, to be written down: when the deadline was first seen to have passed. */
export function forcedSince(observed: MemberObserved): number | undefined {
  if (deadline(observed) !== 'force') return undefined;
  const known = observed.member.status?.leave?.forcedSince;
  return known === undefined ? observed.now : Date.parse(known);
}

/** Somebody else joined it: it is looked at, and nothing of it leaves. */
export function isOnlyLookedAt({ member, account }: Pick<MemberObserved, 'member' | 'account'>): boolean {
  return (
    member.spec.managementPolicy === 'ObserveOnly' &&
    account.kind === 'absent' &&
    member.metadata.deletionTimestamp === undefined &&
    member.status?.claims?.own === undefined &&
    member.status?.leave?.remaining === undefined
  );
}

/** Graceful until the deadline, then forced unless the spec says to wait: a dead member or plane never holds a leave for ever. */
export function unanswered(observed: MemberObserved, why: string, forced: string): MemberVerdict {
  switch (deadline(observed)) {
    case 'ahead':
      return wait('Leaving', `${why}; trying again`, 10_000);
    case 'wait':
      return wait('LeaveWaiting', `${why}; the deadline has passed and spec.leave.onUnreachable is Wait`, 30_000);
    case 'force':
      return met('LeaveForced', forced);
  }
}

/** What the host did not tell just now is no reason to give up what could still be done: forced last of all. */
export function unseen(observed: MemberObserved, why: string, forced: string): MemberVerdict {
  return deadline(observed) === 'force' && !triedEnough(observed, 3)
    ? wait('Leaving', `${why}; trying again`, 10_000)
    : unanswered(observed, why, forced);
}

/** For steps of leaving that find no instance: one that cannot be read is not gone. */
export function withoutInstance(
  observed: MemberObserved,
  instance: Exclude<Fact<InstanceSide>, { kind: 'present' }>,
): MemberVerdict {
  const { memberNamespace, clusterID } = observed.member.status ?? {};
  const begun = memberNamespace !== undefined || clusterID !== undefined;
  if (instance.kind === 'absent' || !begun) return met('Left', 'there is no plane to leave');
  return unseen(
    observed,
    `the instance cannot be read: ${instance.why}`,
    'the instance could not be read until the deadline',
  );
}

/** The account was marked in the middle of cleaning: a member that refuses it now has let go of it. */
export function isCleaned(account: MemberObserved['account']): boolean {
  return account.kind === 'present' && account.value.cleaned === true;
}

/** Whether the mark on the member stands for this membership, or for an earlier life of it: not for another MemberCluster that is there. */
export function holdsClaim({ remote, siblings }: Pick<MemberObserved, 'remote' | 'siblings'>): boolean {
  const claim = remote.kind === 'answered' ? remote.value.claim : undefined;
  return claim !== undefined && !siblings.some(({ uid }) => uid === claim.holder);
}
