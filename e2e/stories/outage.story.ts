import assert from 'node:assert/strict';
import { setTimeout as sleep } from 'node:timers/promises';
import { condition, ready } from './kit/conditions.ts';
import { eventually } from './kit/eventually.ts';
import { demo, hostNamespaceOf, readInstance } from './kit/fleet.ts';
import type { Story } from './kit/stage.ts';

/** What was known of a fleet is still told while its plane is away, and marked as old. */
export const outage: Story = {
  title: 'a plane’s API server is gone for a minute: the last summary stays, marked, then is fresh again',
  async run(stage) {
    const { host, note } = stage;
    await demo(stage);
    const before = (await readInstance(stage, 'demo')).status?.summary;
    assert.equal(before?.staleSince, undefined);
    const apiServer = `-n ${await hostNamespaceOf(stage, 'demo')} scale deployment/demo-apiserver`;
    await host.run(`${apiServer} --replicas=0`);
    note('the API server is gone');
    const since = Date.now();
    await condition(host, 'karmadainstance/demo', { type: 'SummaryFresh', status: 'False', seconds: 90 });
    await condition(host, 'karmadainstance/demo', { type: 'Ready', status: 'False' });
    await eventually('the old summary stands, marked', 30, async () => {
      const summary = (await readInstance(stage, 'demo')).status?.summary;
      assert.ok(summary?.staleSince, 'staleSince is set');
      assert.deepEqual(summary.nodes, before?.nodes);
      assert.deepEqual(summary.resources, before?.resources);
    });
    await sleep(Math.max(0, 60_000 - (Date.now() - since)));
    await host.run(`${apiServer} --replicas=1`);
    note('the API server is back');
    await ready(host, 'karmadainstance/demo');
    await condition(host, 'karmadainstance/demo', { type: 'SummaryFresh', status: 'True', seconds: 90 });
    await eventually('the mark is gone', 30, async () =>
      assert.equal((await readInstance(stage, 'demo')).status?.summary?.staleSince, undefined),
    );
    await ready(host, 'membercluster/member-1', { seconds: 120 });
  },
};
