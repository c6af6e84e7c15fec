import type { Judged, LanePlan, Plan } from './judge.ts';
import type { Performed } from './perform.ts';

/** metav1.Condition as both kinds carry it. */
export interface Condition {
  readonly type: string;
  readonly status: 'True' | 'False' | 'Unknown';
  readonly reason: string;
  readonly message: string;
  readonly lastTransitionTime: string;
  readonly observedGeneration?: number | undefined;
}

export type Draft = Omit<Condition, 'lastTransitionTime' | 'observedGeneration'>;

export interface ReportInput<A> {
  readonly plan: Plan<A>;
  readonly performed: readonly Performed<A>[];
  readonly previous: readonly Condition[];
  readonly generation: number;
  /** RFC 3339, whole seconds. */
  readonly now: string;
  /** Condition types whose steps must be met for Ready, in the order in which they come true. */
  readonly gates: readonly string[];
  readonly ready: { readonly reason: string; readonly message: string };
  /** Conditions that no step stands for. */
  readonly extra?: readonly Draft[];
}

/** Verdicts and outcomes → the whole condition list: Ready, Reconciling or Stalled only while True (kstatus), then one per step. */
export function conditions<A>(input: ReportInput<A>): readonly Condition[] {
  const drafts = [...stepDrafts(input), ...(input.extra ?? [])];
  const undone = new Set(
    input.plan.lanes.flatMap(({ judged }) => judged.filter(({ undoes }) => undoes).map(({ condition }) => condition)),
  );
  const told = drafts.map((draft) =>
    draft.status === 'True' && undone.has(draft.type) ? { ...draft, status: 'False' as const } : draft,
  );
  return [...summary(input, drafts), ...told].map((draft) => stamp(draft, input));
}

/** In the order of the lanes. Where two lanes share a condition, the one that works on it speaks, and a held one last. */
function stepDrafts<A>({ plan, performed }: ReportInput<A>): readonly Draft[] {
  const all = plan.lanes.flatMap((lane) =>
    laneDrafts(lane, performed).map((draft) => ({ draft, rank: rank(lane, draft) })),
  );
  const types = [...new Set(all.map(({ draft }) => draft.type))];
  return types.flatMap((type) => {
    const candidates = all.filter(({ draft }) => draft.type === type);
    const best = Math.min(...candidates.map((candidate) => candidate.rank));
    return candidates
      .filter((candidate) => candidate.rank === best)
      .slice(0, 1)
      .map(({ draft }) => draft);
  });
}

function rank<A>({ hold }: LanePlan<A>, { status }: Draft): number {
  if (status === 'True') return 3;
  if (hold !== undefined) return 2;
  return status === 'False' ? 0 : 1;
}

/** One per condition: the first step that is not met, else the last one. */
function laneDrafts<A>(lane: LanePlan<A>, performed: readonly Performed<A>[]): readonly Draft[] {
  const drafts = new Map<string, Draft>();
  const currentIndex = lane.current === undefined ? lane.judged.length : lane.judged.indexOf(lane.current);
  lane.judged.forEach((judged, index) => {
    const known = drafts.get(judged.condition);
    if (known !== undefined && known.status !== 'True') return;
    const ahead = index > currentIndex ? lane.current : undefined;
    drafts.set(judged.condition, draftOf(judged, { lane, ahead, performed }));
  });
  return [...drafts.values()];
}

interface Surroundings<A> {
  readonly lane: LanePlan<A>;
  readonly ahead: Judged<A> | undefined;
  readonly performed: readonly Performed<A>[];
}

function draftOf<A>({ condition: type, verdict }: Judged<A>, { lane, ahead, performed }: Surroundings<A>): Draft {
  const { reason, message } = verdict;
  if (verdict.kind === 'met') return { type, status: 'True', reason, message };
  const failure = performed.find((one) => one.condition === type && one.outcome.kind === 'failed')?.outcome;
  if (failure?.kind !== 'failed' && verdict.kind === 'act' && verdict.upkeep)
    return { type, status: 'True', reason, message };
  if (verdict.kind === 'act' && lane.hold !== undefined) return { type, status: 'Unknown', ...lane.hold };
  if (verdict.kind === 'act' && ahead !== undefined && ahead.condition !== type) {
    return { type, status: 'Unknown', reason: 'Pending', message: `waits for ${ahead.condition}` };
  }
  if (failure?.kind === 'failed') return { type, status: 'False', reason: failure.reason, message: failure.message };
  return { type, status: reason === 'Pending' ? 'Unknown' : 'False', reason, message };
}

function summary<A>(input: ReportInput<A>, drafts: readonly Draft[]): readonly Draft[] {
  const unmet = input.gates.flatMap((gate) => drafts.filter((draft) => draft.type === gate && draft.status !== 'True'));
  const cause = unmet.find((draft) => draft.reason !== 'Pending') ?? unmet[0];
  if (cause === undefined) return [{ type: 'Ready', status: 'True', ...input.ready }];
  const ready: Draft = { type: 'Ready', status: 'False', reason: cause.reason, message: cause.message };
  const stalled = firstBlocked(input);
  if (stalled !== undefined) return [ready, { type: 'Stalled', status: 'True', ...stalled }];
  const held = input.plan.lanes.some(({ hold }) => hold?.reason === cause.reason && hold.message === cause.message);
  return held
    ? [ready]
    : [ready, { type: 'Reconciling', status: 'True', reason: cause.reason, message: cause.message }];
}

function firstBlocked<A>({ plan, performed, gates }: ReportInput<A>): { reason: string; message: string } | undefined {
  for (const { name, current } of plan.lanes) {
    if (current === undefined || !gates.includes(current.condition)) continue;
    const { verdict } = current;
    if (verdict.kind === 'blocked') return { reason: verdict.reason, message: verdict.message };
    const failure = performed.find((one) => one.lane === name && one.outcome.kind === 'failed')?.outcome;
    if (failure?.kind === 'failed' && failure.retry === 'terminal')
      return { reason: failure.reason, message: failure.message };
  }
  return undefined;
}

function stamp<A>(draft: Draft, { previous, generation, now }: ReportInput<A>): Condition {
  const before = previous.find((condition) => condition.type === draft.type);
  const lastTransitionTime = before?.status === draft.status ? before.lastTransitionTime : now;
  return { ...draft, message: draft.message.slice(0, 1024), lastTransitionTime, observedGeneration: generation };
}
