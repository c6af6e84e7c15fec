import type { Condition } from './conditions.ts';

export interface Announcement {
  readonly type: 'Normal' | 'Warning';
  readonly reason: string;
  readonly message: string;
}

/** Conditions that tell of others than the object itself: they come and go, and both is news. */
const flips = ['SummaryFresh', 'MembersReady'];

/** The operator's own doing, though no action of this pass tells of it. */
const expected = ['RollingOut', 'MembersJoining'];

/** Something was left behind: somebody should know. */
const forced = ['LeaveForced', 'MembersDetachedByForce'];

/**
 * Events of one pass, each piece of news once: Ready both ways, Stalled with each new cause, the flips, and every other condition as it becomes True.
 * `working`: the operator itself is changing or removing something, so that not being Ready is no trouble.
 */
export function announcements(
  before: readonly Condition[],
  after: readonly Condition[],
  working: boolean,
): readonly Announcement[] {
  const stalled = after.some(({ type }) => type === 'Stalled');
  return after.flatMap((condition) => {
    // Stalled has the same to say.
    if (stalled && condition.type === 'Ready') return [];
    const old = before.find(({ type }) => type === condition.type);
    const kind = newsOf(condition, old, working);
    return kind === undefined
      ? []
      : [{ type: kind, reason: condition.reason, message: `${condition.type}: ${condition.message}` }];
  });
}

function newsOf(condition: Condition, old: Condition | undefined, working: boolean): Announcement['type'] | undefined {
  const { type, status, reason } = condition;
  if (type === 'Reconciling') return undefined;
  if (type === 'Stalled' || forced.includes(reason)) return old?.reason === reason ? undefined : 'Warning';
  if (old?.status === status) return turnedBad(condition, old) && !working ? 'Warning' : undefined;
  if (status === 'True') return 'Normal';
  if (old?.status !== 'True' || !(type === 'Ready' || flips.includes(type))) return undefined;
  return working || expected.includes(reason) ? 'Normal' : 'Warning';
}

/** What had to pass by itself did not. */
function turnedBad({ type, status, reason }: Condition, old: Condition): boolean {
  return flips.includes(type) && status === 'False' && expected.includes(old.reason) && !expected.includes(reason);
}
