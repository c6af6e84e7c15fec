import { resources } from '../api/resources.ts';
import { announcements } from '../steps/announce.ts';
import { actionsOf, judge } from '../steps/judge.ts';
import { next, type Next } from '../steps/next.ts';
import { perform } from '../steps/perform.ts';
import { statusWriter } from '../steps/status-writer.ts';
import { tellFirst } from '../steps/tell-first.ts';
import type { ObjectKey } from '../world.ts';
import { run } from './act/run.ts';
import { observe } from './observe/observe.ts';
import { isToldFirst } from './plan/action.ts';
import { leavingSince } from './plan/leave.ts';
import { memberLanes } from './plan/steps.ts';
import { report } from './report/report.ts';
import type { MemberWorld } from './world.ts';

const { memberClusters } = resources;

/** Karmada itself reports every ten seconds; this is only the net below the watches. */
const resyncMs = 60_000;

export async function reconcileMember(world: MemberWorld, key: ObjectKey, signal: AbortSignal): Promise<Next> {
  const observed = await observe(world, key, signal); // reads
  if (observed === undefined) return { kind: 'settled' };

  const plan = judge(memberLanes(observed), observed); // pure
  const writeStatus = statusWriter(world.host, memberClusters, observed.member);
  const before = {
    conditions: observed.member.status?.conditions ?? [],
    generation: observed.member.metadata.generation ?? 0,
  };
  if (tellFirst(plan, before, isToldFirst)) await writeStatus(report(observed, plan, []));

  const performed = await perform(plan, (action) => run(world, observed, action)); // writes
  const status = report(observed, plan, performed); // pure
  await writeStatus(status);
  world.announce(
    observed.member,
    announcements(
      before.conditions,
      status.conditions ?? [],
      leavingSince(observed) !== undefined || actionsOf(plan).length > 0,
    ),
  );
  world.passed?.(observed.member, plan, performed);
  return next(
    plan,
    performed.map(({ outcome }) => outcome),
    resyncMs,
  ); // pure
}
