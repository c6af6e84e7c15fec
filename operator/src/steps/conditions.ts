import type { Judged, Plan } from './judge.ts';
import type { Performed } from './perform.ts';
import type { Verdict } from './verdict.ts';

/** metav1.Condition as both kinds carry it. */
export interface Condition {
  readonly type: string;
  readonly status: 'True' | 'False' | 'Unknown';
  readonly reason: string;
  readonly message: string;
  readonly lastTransitionTime: string;
  readonly observedGeneration?: number | undefined;
}

type Draft = Omit<Condition, 'lastTransitionTime' | 'observedGeneration'>;

export interface ReportInput<A> {
  readonly plan: Plan<A>;
  readonly performed: readonly Performed<A>[];
  readonly previous: readonly Condition[];
  readonly generation: number;
  /** RFC 3339, whole seconds. */
  readonly now: string;
  /** Condition types whose steps must be met for Ready. */
  readonly gates: readonly string[];
  readonly readyMessage: string;
  /** Conditions that no step stands for. */
  readonly extra?: readonly Draft[];
}

/** Verdicts and outcomes → the whole condition list: one per step, then Ready, and Reconciling or Stalled only while True (kstatus). */
export function conditions<A>(input: ReportInput<A>): readonly Condition[] {
  const drafts = [...stepDrafts(input), ...(input.extra ?? [])];
  const summary = summarise(input, drafts);
  return [...summary, ...drafts].map((draft) => stamp(draft, input));
}

function stepDrafts<A>(input: ReportInput<A>): readonly Draft[] {
  const drafts = new Map<string, Draft>();
  for (const lane of input.plan.lanes) {
    const currentIndex = lane.current === undefined ? lane.judged.length : lane.judged.indexOf(lane.current);
    lane.judged.forEach((judged, index) => {
      const known = drafts.get(judged.condition);
      if (known !== undefined && known.status !== 'True') return;
      drafts.set(judged.condition, draftOf(judged, index > currentIndex ? lane.current : undefined, input.performed));
    });
  }
  return [...drafts.values()];
}

function draftOf<A>(judged: Judged<A>, ahead: Judged<A> | undefined, performed: readonly Performed<A>[]): Draft {
  const { condition: type, verdict } = judged;
  if (verdict.kind === 'met') return { type, status: 'True', reason: verdict.reason, message: verdict.message };
  if (ahead !== undefined && ahead.condition !== type && verdict.kind !== 'blocked') {
    return { type, status: 'Unknown', reason: 'Pending', message: `waits for ${ahead.condition}` };
  }
  const failure = performed.find((one) => one.condition === type && one.outcome.kind === 'failed')?.outcome;
  if (failure?.kind === 'failed') return { type, status: 'False', reason: failure.reason, message: failure.message };
  return { type, status: 'False', reason: verdict.reason, message: verdict.message };
}

function summarise<A>(input: ReportInput<A>, drafts: readonly Draft[]): readonly Draft[] {
  const unmet = input.gates.flatMap((gate) => drafts.filter((draft) => draft.type === gate && draft.status !== 'True'));
  const cause = unmet.find((draft) => draft.reason !== 'Pending') ?? unmet[0];
  const stalled = firstBlocked(input);
  const working = cause !== undefined && stalled === undefined;
  const summary: Draft[] = [
    cause === undefined
      ? { type: 'Ready', status: 'True', reason: 'Ready', message: input.readyMessage }
      : { type: 'Ready', status: 'False', reason: cause.reason, message: cause.message },
  ];
  if (working) summary.push({ type: 'Reconciling', status: 'True', reason: cause.reason, message: cause.message });
  if (stalled !== undefined) summary.push({ type: 'Stalled', status: 'True', reason: stalled.reason, message: stalled.message });
  return summary;
}

function firstBlocked<A>({ plan, performed, gates }: ReportInput<A>): { reason: string; message: string } | undefined {
  for (const lane of plan.lanes) {
    const current = lane.current;
    if (current === undefined || !gates.includes(current.condition)) continue;
    if (current.verdict.kind === 'blocked') return pick(current.verdict);
    const failure = performed.find((one) => one.lane === lane.name && one.outcome.kind === 'failed')?.outcome;
    if (failure?.kind === 'failed' && failure.retry === 'terminal') return { reason: failure.reason, message: failure.message };
  }
  return undefined;
}

function pick<A>(verdict: Verdict<A>): { reason: string; message: string } {
  return { reason: verdict.reason, message: verdict.message };
}

function stamp<A>(draft: Draft, { previous, generation, now }: ReportInput<A>): Condition {
  const before = previous.find((condition) => condition.type === draft.type);
  const lastTransitionTime = before?.status === draft.status ? before.lastTransitionTime : now;
  return { ...draft, message: draft.message.slice(0, 1024), lastTransitionTime, observedGeneration: generation };
}
