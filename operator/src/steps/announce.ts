import type { Condition } from './conditions.ts';

export interface Announcement {
  readonly type: 'Normal' | 'Warning';
  readonly reason: string;
  readonly message: string;
}

/** Events of one pass: a condition's change of status, or a new cause while it is False. Nothing while all stays as it was. */
export function announcements(before: readonly Condition[], after: readonly Condition[]): readonly Announcement[] {
  return after.filter((condition) => isNews(before, condition)).map(announce);
}

function isNews(before: readonly Condition[], { type, status, reason }: Condition): boolean {
  const old = before.find((condition) => condition.type === type);
  if (type === 'Reconciling' || reason === 'Pending') return false;
  if (old === undefined) return status === 'True' ? type !== 'Ready' || reason === 'Ready' : type === 'Stalled';
  return old.status !== status || (status === 'False' && old.reason !== reason);
}

function announce({ type, status, reason, message }: Condition): Announcement {
  const bad = type === 'Stalled' || status === 'False';
  return { type: bad ? 'Warning' : 'Normal', reason, message: `${type}: ${message}` };
}
