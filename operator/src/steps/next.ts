import type { Next } from '../runtime/next.ts';
import type { Plan } from './judge.ts';
import type { Outcome } from './outcome.ts';

export type { Next } from '../runtime/next.ts';

/** A blocked object heals by itself when the cause goes, also where no event tells of it. */
const recheckBlockedMs = 30_000;

/**
 * The only requeue policy: acted well → again; failed → back off; waiting → the shortest wait; blocked → a slow recheck; all met → `resyncMs`.
 */
export function next<A>(plan: Plan<A>, outcomes: readonly Outcome[], resyncMs: number): Next {
  if (outcomes.some((outcome) => outcome.kind === 'failed')) return { kind: 'backoff' };
  if (outcomes.length > 0) return { kind: 'again' };
  return { kind: 'after', ms: Math.min(resyncMs, ...plan.lanes.map(laneWait)) };

  function laneWait(lane: Plan<A>['lanes'][number]): number {
    const verdict = lane.current?.verdict;
    if (verdict === undefined || lane.hold !== undefined) return resyncMs;
    return verdict.kind === 'wait' ? verdict.afterMs : recheckBlockedMs;
  }
}
