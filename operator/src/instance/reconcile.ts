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
import { isSlow } from './plan/action.ts';
import type { Observed } from './plan/observed.ts';
import { instanceLanes } from './plan/steps.ts';
import { report } from './report/report.ts';
import type { InstanceWorld } from './world.ts';

/** The net below the watches: certificates come due and counts get old without any event. */
const resyncMs = 60_000;

export async function reconcileInstance(world: InstanceWorld, key: ObjectKey, signal: AbortSignal): Promise<Next> {
  const observed = await observe(world, key, signal); // reads
  if (observed === undefined) return { kind: 'settled' };

  if (hasFleet(observed)) world.followFleet(observed.instance, observed);

  const plan = judge(instanceLanes(observed, world.settings), observed); // pure
  const writeStatus = statusWriter(world.host, resources.karmadaInstances, observed.instance);
  const before = {
    conditions: observed.instance.status?.conditions ?? [],
    generation: observed.instance.metadata.generation ?? 0,
  };
  const unnamed = observed.instance.status?.id === undefined && actionsOf(plan).length > 0;
  if (unnamed || tellFirst(plan, before, isSlow)) await writeStatus(report(observed, plan, []));

  const performed = await perform(plan, (action) => run(world, observed, action, signal)); // writes
  const status = report(observed, plan, performed); // pure
  await writeStatus(status);
  world.announce(
    observed.instance,
    announcements(before.conditions, status.conditions ?? [], observed.deleting || actionsOf(plan).length > 0),
  );
  world.passed?.(observed.instance, plan, performed);
  return next(
    plan,
    performed.map(({ outcome }) => outcome),
    resyncMs,
  ); // pure
}

/** A plane that has just started serves no Clusters yet. */
function hasFleet({ plane }: Observed): boolean {
  return plane.kind === 'answered' && plane.value.clusterAPI === 'Available';
}
