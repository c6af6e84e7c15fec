import { setTimeout as sleep } from 'node:timers/promises';
import { kubectl } from '../e2e/platform/kubectl.ts';
import { memberSecret } from '../e2e/platform/member-secret.ts';
import { install, remove, type Install } from './install.ts';
import { operatorJoin, operatorLeave, peerJoin, peerLeave } from './join.ts';
import { footprints } from './memory.ts';
import { openPlane, type Plane } from './plane.ts';
import { atRest } from './rest.ts';
import type { JoinPair, Result } from './result.ts';
import { namespace, type Stage } from './stage.ts';
import { stored } from './storage.ts';

export interface Amounts {
  readonly installs: number;
  readonly joins: number;
  readonly settleSeconds: number;
  readonly restSeconds: number;
}

export type Figures = Omit<Result, 'machine'>;

/** Everything, one thing at a time. */
export async function measure(stage: Stage, amounts: Amounts): Promise<Figures> {
  await clear(stage);
  const { installs, deletions } = await measureInstalls(stage, amounts.installs);

  const instance = 'bench';
  stage.note('an instance that stays');
  const before = await stage.etcd.inUse();
  await install(stage, instance);
  const database = { before, after: await stage.etcd.inUse() };
  const plane = await openPlane(stage, instance);
  const joins = await measureJoins(stage, plane, { instance, times: amounts.joins });

  stage.note(`${amounts.settleSeconds} s of rest with one instance and one member`);
  await operatorJoin(stage, plane, { name: stage.members[0].name, instance });
  await plane.client.close();
  await sleep(amounts.settleSeconds * 1000, undefined, { signal: stage.signal });
  const memory = await footprints(stage);
  stage.note(`${amounts.restSeconds} s of counting calls`);
  const rest = await atRest(stage, amounts.restSeconds);
  return { installs, deletions, joins, memory, rest, storage: await stored(stage, instance), database };
}

/** What a run before this one has left, if the cluster was kept. */
async function clear({ cluster, note }: Stage): Promise<void> {
  note('removing what an earlier run has left');
  await kubectl(cluster.kubeconfig, 'delete memberclusters,karmadainstances --all -A --timeout=240s'.split(' '));
}

async function measureInstalls(stage: Stage, times: number): Promise<Pick<Result, 'installs' | 'deletions'>> {
  const installs: Install[] = [];
  const deletions: number[] = [];
  for (let run = 1; run <= times; run++) {
    const name = `install-${run}`;
    stage.note(`${name} of ${times}`);
    installs.push(await install(stage, name));
    deletions.push(await remove(stage, name));
  }
  return { installs, deletions };
}

/** In turns, and each time with the other member, so that neither side always has the warm one. */
async function measureJoins(
  stage: Stage,
  plane: Plane,
  { instance, times }: { readonly instance: string; readonly times: number },
): Promise<readonly JoinPair[]> {
  for (const member of stage.members) await memberSecret(stage.cluster, member, { namespace });
  const pairs: JoinPair[] = [];
  for (let run = 1; run <= times; run++) {
    const [first, second] = stage.members;
    const [ours, theirs] = run % 2 === 1 ? [first, second] : [second, first];
    stage.note(`join ${run} of ${times}: the operator`);
    const operator = await operatorJoin(stage, plane, { name: ours.name, instance });
    const leaveMs = await operatorLeave(stage, ours.name);
    stage.note(`join ${run} of ${times}: karmadactl`);
    const peer = await peerJoin(stage, plane, theirs);
    pairs.push({ operator, leaveMs, peer, unjoinMs: await peerLeave(plane, theirs) });
  }
  return pairs;
}
