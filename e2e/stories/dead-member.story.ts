import assert from 'node:assert/strict';
import { kubeconfigSecret } from './kit/client.ts';
import { condition, conditionOf, ready } from './kit/conditions.ts';
import { eventually, meanwhile } from './kit/eventually.ts';
import { demo, member, readInstance, readMember } from './kit/fleet.ts';
import { shop } from './kit/shop.ts';
import { memberOf, planeOf, type Stage, type Story } from './kit/stage.ts';

/** A cluster that died is told of, holds up nobody, and can be given up. */
export const deadMember: Story = {
  title: 'a dead member holds nothing but itself, and leaves by its deadline',
  async run(stage) {
    const { host, note } = stage;
    await demo(stage);
    const { machine, api } = memberOf(stage, 'member-2');
    const spec = { leave: { deadline: '30s' } };
    await host.apply(
      await kubeconfigSecret('doomed-kubeconfig', 'default', machine.kubeconfig),
      member('doomed', { of: 'demo', spec }),
    );
    await ready(host, 'membercluster/doomed', { seconds: 240 });
    const { memberNamespace = '' } = (await readMember(stage, 'doomed')).status ?? {};

    await machine.stop();
    note('the member is dead');
    await meanwhile('instance and other member are Ready', othersReady(stage), async () => {
      await condition(host, 'membercluster/doomed', { type: 'ClusterReady', status: 'False', seconds: 120 });
      await eventually('the fleet tells of it', 60, async () => {
        const { members, clusters } = (await readInstance(stage, 'demo')).status?.summary ?? {};
        assert.deepEqual(clusters, { total: 2, ready: 1 });
        assert.deepEqual(
          members?.map(({ name }) => name),
          ['doomed', 'member-1'],
        );
      });
      await propagates(stage);
      note('giving it up');
      await host.run('delete membercluster/doomed --wait --timeout=90s');
    });
    note('it is gone by its deadline');
    await machine.start();
    note('the member lives again');
    // Nobody could clean it up while it was dead: what remained is the administrator's to remove.
    await api.run(`delete namespace ${memberNamespace}`);
    await api.run(
      `delete clusterroles,clusterrolebindings -l slipway.dev/instance-id=${memberNamespace.slice('slipway-'.length)}`,
    );
    await host.run('delete secret doomed-kubeconfig');
  },
};

function othersReady(stage: Stage): () => Promise<void> {
  return async () => {
    for (const object of [await readInstance(stage, 'demo'), await readMember(stage, 'member-1')]) {
      const found = conditionOf(object, 'Ready');
      assert.equal(found?.status, 'True', `${object.kind} ${found?.reason ?? ''}: ${found?.message ?? ''}`);
    }
  };
}

async function propagates(stage: Stage): Promise<void> {
  const plane = await planeOf(stage, 'demo');
  const { api } = memberOf(stage, 'member-1');
  await plane.apply(...shop('shop-alive', ['member-1']));
  await eventually('a workload goes to the other member', 60, () => api.get('-n shop-alive deployment/web'));
  await plane.run('delete namespace shop-alive');
  await eventually('and is taken away again', 60, async () =>
    assert.equal(await api.find('-n shop-alive deployment/web'), undefined),
  );
}
