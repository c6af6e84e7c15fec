import type { Condition } from './conditions.ts';
import type { Plan } from './judge.ts';

interface Before {
  readonly conditions: readonly Condition[];
  readonly generation: number;
}

/**
 * Whether status should say what is being done before it is done: a slow action begins that the status does not speak of yet.
 * A retry is not told again, or a failure's reason would come and go with every attempt.
 */
export function tellFirst<A>(plan: Plan<A>, before: Before, isSlow: (action: A) => boolean): boolean {
  return plan.lanes.some(({ current, actions }) => {
    if (current === undefined || !actions.some(isSlow)) return false;
    const told = before.conditions.find(({ type }) => type === current.condition);
    return told?.status !== 'False' || told.observedGeneration !== before.generation;
  });
}
