import { instanceDefaults } from '../../api/defaults.ts';
import { parseDuration } from '../../api/duration.ts';
import type { KarmadaInstance } from '../../api/karmada-instance.ts';
import { deletionStart, waitsForMembers } from '../../fleet/instance-deletion.ts';
import { hasPassed } from '../../fleet/patience.ts';
import type { Observed } from './observed.ts';

export function deletionDeadlineMs({ spec }: Pick<KarmadaInstance, 'spec'>): number {
  return parseDuration(spec.deletion?.deadline ?? instanceDefaults.deletionDeadline) ?? 0;
}

/** Members hold it up; what cannot be seen may be there. */
export function isBlocked({ instance, members }: Pick<Observed, 'instance' | 'members'>): boolean {
  const mayRemain = members.kind === 'unreadable' || (members.kind === 'present' && members.value.length > 0);
  return waitsForMembers(instance) && mayRemain;
}

/** ms since the epoch, to be written down: when it began for good. A deletion that is held or blocked has not begun, so that all its time is left when it may. */
export function recordedStart(
  observed: Pick<Observed, 'instance' | 'deleting' | 'members' | 'now'>,
): number | undefined {
  if (!observed.deleting || isBlocked(observed)) return undefined;
  const start = deletionStart(observed.instance);
  return start === undefined ? observed.now : Date.parse(start);
}

/** After it a dead member no longer holds the instance. */
export function deletionOverdue(observed: Pick<Observed, 'instance' | 'now' | 'workingSince'>): boolean {
  const since = deletionStart(observed.instance);
  return since !== undefined && hasPassed(Date.parse(since) + deletionDeadlineMs(observed.instance), observed);
}

/** Names of members that have not left: by the account that is kept, or, where that is lost, by what the membership itself tells. */
export function stillJoined({ accounts, members }: Pick<Observed, 'accounts' | 'members'>): readonly string[] {
  const kept = accounts.kind === 'present' ? accounts.value : [];
  const claimed = members.kind === 'present' ? members.value.filter((member) => member.claimed) : [];
  return [...new Set([...kept, ...claimed.map(({ name }) => name)])].sort();
}
