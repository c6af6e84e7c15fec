import type { Step, Verdict } from './verdict.ts';

/** Steps in order. Lanes do not wait for each other; within one, the first unmet step acts. */
export interface Lane<O, A, C extends string = string, R extends string = string> {
  readonly name: string;
  readonly steps: readonly Step<O, A, C, R>[];
  /** A sentence while the lane must not change anything (suspended); its verdicts are still reported. */
  heldBy?(observed: O): Hold<R> | undefined;
}

export interface Hold<R extends string = string> {
  readonly reason: R;
  readonly message: string;
}

export interface Judged<A> {
  readonly condition: string;
  readonly undoes: boolean;
  readonly verdict: Verdict<A>;
}

export interface LanePlan<A> {
  readonly name: string;
  readonly judged: readonly Judged<A>[];
  /** The first step that is not met. */
  readonly current?: Judged<A>;
  readonly hold?: Hold;
  readonly actions: readonly A[];
}

export interface Plan<A> {
  readonly lanes: readonly LanePlan<A>[];
}

/** Judges every step of every lane and lets the first unmet one of each lane act; what two lanes wait for, the first one does. */
export function judge<O, A>(lanes: readonly Lane<O, A>[], observed: O): Plan<A> {
  const acting = new Set<string>();
  return {
    lanes: lanes.map((lane) => {
      const judged = judgeLane(lane, observed);
      const condition = judged.current?.condition;
      if (condition === undefined || judged.actions.length === 0) return judged;
      if (acting.has(condition)) return { ...judged, actions: [] };
      acting.add(condition);
      return judged;
    }),
  };
}

function judgeLane<O, A>(lane: Lane<O, A>, observed: O): LanePlan<A> {
  const judged = lane.steps.map((step) => ({
    condition: step.condition,
    undoes: step.undoes === true,
    verdict: step.judge(observed),
  }));
  const current = judged.find(({ verdict }) => verdict.kind !== 'met');
  const hold = lane.heldBy?.(observed);
  const actions = hold === undefined && current?.verdict.kind === 'act' ? current.verdict.actions : [];
  return { name: lane.name, judged, ...(current && { current }), ...(hold && { hold }), actions };
}

export function actionsOf<A>(plan: Plan<A>): readonly A[] {
  return plan.lanes.flatMap((lane) => lane.actions);
}
