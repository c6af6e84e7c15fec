import { memberDefaults } from '../../api/defaults.ts';
import { parseDuration } from '../../api/duration.ts';
import type { MemberObserved } from './observed.ts';

/** Graceful until the deadline, then forced: a dead member or plane never holds a leave for ever. */
export function leaveOverdue({ member, now }: MemberObserved): boolean {
  if (member.spec.leave?.onUnreachable === 'Wait') return false;
  const since = member.metadata.deletionTimestamp ?? member.status?.leave?.startedAt;
  if (since === undefined) return false;
  return now >= Date.parse(since) + leaveDeadlineMs(member);
}

export function leaveDeadlineMs(member: MemberObserved['member']): number {
  return parseDuration(member.spec.leave?.deadline ?? memberDefaults.leaveDeadline) ?? 0;
}
