import assert from 'node:assert/strict';
import { setTimeout as sleep } from 'node:timers/promises';
import type { KarmadaInstanceStatus } from '../../operator/src/api/karmada-instance.ts';
import { condition, conditionOf, ready } from './kit/conditions.ts';
import { eventually, meanwhile } from './kit/eventually.ts';
import { demo, hostNamespaceOf, readInstance } from './kit/fleet.ts';
import type { Deployment } from './kit/objects.ts';
import { freshPods } from './kit/fresh-pods.ts';
import { settled } from './kit/settled.ts';
import type { Stage, Story } from './kit/stage.ts';

type Summary = NonNullable<KarmadaInstanceStatus['summary']>;

/** What was known of a fleet is still told while its plane is away, and marked as old; what is missing of a plane is made again. */
export const outage: Story = {
  title: 'a plane’s API server is gone for a minute: the last summary stays, marked, then is fresh again',
  async run(stage) {
    const { host, note } = stage;
    await demo(stage);
    // Else the operator would repair at once what is to last.
    await manage(stage, 'Suspended');
    await settled(stage);
    const before = await eventually('the summary is fresh and has figures', 60, () => fresh(stage));
    await host.run(`${await apiServerOf(stage, 'scale')} --replicas=0`);
    note('the API server is gone');
    const since = Date.now();
    const staleSince = await stale(stage, before);
    await meanwhile(
      'the old summary stands, marked',
      async () => assert.equal(await staleSinceNow(stage, before), staleSince),
      () => sleep(Math.max(0, 60_000 - (Date.now() - since))),
    );

    await manage(stage, 'Full');
    note('the operator may mend it');
    await comesBack(stage);
    await schedulerComesBack(stage);
    await freshPods(stage, 'demo');
    await ready(host, 'membercluster/member-1', { seconds: 240 });
  },
};

/** What a user reads there; the times of it, and counts of objects that are made now and then, are no matter here. */
function figuresOf({ clusters, nodes, resources, members }: Summary): Summary {
  return { clusters, nodes, resources, members };
}

async function fresh(stage: Stage): Promise<Summary> {
  const { staleSince, ...summary } = (await readInstance(stage, 'demo')).status?.summary ?? {};
  assert.equal(staleSince, undefined);
  assert.deepEqual(summary.clusters, { total: 1, ready: 1 });
  assert.deepEqual(summary.nodes, { total: 3, ready: 3 });
  return figuresOf(summary);
}

/** Resolves when the operator has seen it. */
async function manage(stage: Stage, policy: 'Suspended' | 'Full'): Promise<void> {
  const managementPolicy = policy === 'Full' ? null : policy;
  await stage.host.patch('karmadainstance/demo', { spec: { managementPolicy } });
  await eventually(`the operator knows that it is ${policy}`, 30, async () => {
    const { metadata, status } = await readInstance(stage, 'demo');
    assert.equal(status?.observedGeneration, metadata.generation);
  });
}

async function apiServerOf(stage: Stage, verb: string): Promise<string> {
  return `-n ${await hostNamespaceOf(stage, 'demo')} ${verb} deployment/demo-apiserver`;
}

/** Resolves to the moment since which the summary counts as old. */
async function stale(stage: Stage, before: Summary): Promise<string> {
  const { host } = stage;
  await condition(host, 'karmadainstance/demo', { type: 'SummaryFresh', status: 'False', reason: 'Stale' });
  await condition(host, 'karmadainstance/demo', { type: 'Ready', status: 'False' });
  return staleSinceNow(stage, before);
}

/** Rejects unless the summary has the values of before and says that they are old. */
async function staleSinceNow(stage: Stage, before: Summary): Promise<string> {
  const instance = await readInstance(stage, 'demo');
  assert.equal(conditionOf(instance, 'SummaryFresh')?.status, 'False');
  const { staleSince, ...summary } = instance.status?.summary ?? {};
  assert.deepEqual(figuresOf(summary), before, 'all figures are the last ones');
  assert.ok(staleSince, 'staleSince is set');
  return staleSince;
}

async function comesBack(stage: Stage): Promise<void> {
  const { host } = stage;
  await eventually('the operator scales the API server up again', 120, async () =>
    assert.equal(await host.run(`${await apiServerOf(stage, 'get')} -o jsonpath={.spec.replicas}`), '1'),
  );
  await condition(host, 'karmadainstance/demo', { type: 'SummaryFresh', status: 'True', seconds: 240 });
  await ready(host, 'karmadainstance/demo');
  await eventually('all of it is told again, unmarked', 120, () => fresh(stage));
}

async function schedulerComesBack(stage: Stage): Promise<void> {
  const { host, note } = stage;
  const scheduler = `-n ${await hostNamespaceOf(stage, 'demo')} deployment/demo-scheduler`;
  const { metadata, spec } = await host.get<Deployment>(scheduler);
  const since = Date.now();
  await host.run(`delete ${scheduler}`);
  note('the scheduler is deleted');
  await eventually('another scheduler runs', 60, async () => {
    const found = await host.get<Deployment>(scheduler);
    assert.notEqual(found.metadata.uid, metadata.uid);
    assert.equal(found.status.readyReplicas, spec.replicas);
  });
  await ready(host, 'karmadainstance/demo');
  note(`it is back after ${((Date.now() - since) / 1000).toFixed(0)} s`);
}
