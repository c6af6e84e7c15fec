import { resources } from '../api/resources.ts';
import { announcements } from '../steps/announce.ts';
import { actionsOf, judge } from '../steps/judge.ts';
import { next, type Next } from '../steps/next.ts';
import { perform } from '../steps/perform.ts';
import { statusWriter } from '../steps/status-writer.ts';
import type { ObjectKey } from '../world.ts';
import { run } from './act/run.ts';
import { observe } from './observe/observe.ts';
import { instanceLanes } from './plan/steps.ts';
import { report } from './report/report.ts';
import type { InstanceWorld } from './world.ts';

/** The net below the watches: certificates come due and counts get old without any event. */
const resyncMs = 60_000;

export async function reconcileInstance(world: InstanceWorld, key: ObjectKey, signal: AbortSignal): Promise<Next> {
  const observed = await observe(world, key, signal); // reads
  if (observed === undefined) return { kind: 'settled' };

  if (observed.plane.kind === 'answered') world.followFleet(observed.instance, observed);

  const plan = judge(instanceLanes(observed, world.settings), observed); // pure
  const writeStatus = statusWriter(world.host, resources.karmadaInstances, observed.instance);
  if (actionsOf(plan).length > 0) await writeStatus(report(observed, plan, []));

  const performed = await perform(plan, (action) => run(world, observed, action, signal)); // writes
  const status = report(observed, plan, performed); // pure
  await writeStatus(status);
  world.announce(observed.instance, announcements(observed.instance.status?.conditions ?? [], status.conditions ?? []));
  return next(plan, performed.map(({ outcome }) => outcome), resyncMs); // pure
}
