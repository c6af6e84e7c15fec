import { failed, type Outcome } from './outcome.ts';
import type { LanePlan, Plan } from './judge.ts';

export interface Performed<A> {
  readonly lane: string;
  readonly condition: string;
  readonly action: A;
  readonly outcome: Outcome;
}

/**
 * Runs every lane's actions: lanes side by side, the actions of one lane in order until one fails.
 * `run` may reject only with what `apiFailure` understands; anything else is a bug and travels on.
 */
export async function perform<A>(
  plan: Plan<A>,
  run: (action: A) => Promise<Outcome>,
): Promise<readonly Performed<A>[]> {
  const lanes = await Promise.all(plan.lanes.map((lane) => performLane(lane, run)));
  return lanes.flat();
}

async function performLane<A>(
  lane: LanePlan<A>,
  run: (action: A) => Promise<Outcome>,
): Promise<readonly Performed<A>[]> {
  const performed: Performed<A>[] = [];
  const condition = lane.current?.condition;
  if (condition === undefined) return performed;
  for (const action of lane.actions) {
    const outcome = await attempt(() => run(action));
    performed.push({ lane: lane.name, condition, action, outcome });
    if (outcome.kind === 'failed') break;
  }
  return performed;
}

async function attempt(run: () => Promise<Outcome>): Promise<Outcome> {
  try {
    return await run();
  } catch (error) {
    return apiFailure(error);
  }
}

/** Turns an API error (`code`, `reason`) into an outcome; everything else is rethrown. */
export function apiFailure(error: unknown): Outcome<'Forbidden' | 'ActionFailed'> {
  if (!isApiError(error)) throw error;
  const terminal = error.code === 422 || error.code === 400;
  return failed(terminal ? 'terminal' : 'transient', error.code === 403 ? 'Forbidden' : 'ActionFailed', error.message);
}

interface ApiError extends Error {
  readonly code: number;
  readonly reason: string;
}

export function isApiError(error: unknown): error is ApiError {
  return error instanceof Error && 'code' in error && typeof error.code === 'number' && 'reason' in error;
}
