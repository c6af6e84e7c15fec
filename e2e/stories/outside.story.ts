import assert from 'node:assert/strict';
import { makeBundles, outsideSettings } from '../platform/outside.ts';
import { ready } from './kit/conditions.ts';
import { instance, readInstance } from './kit/fleet.ts';
import { leader, withoutOperator } from './kit/operator.ts';
import { outsideOperator } from './kit/outside-operator.ts';
import type { Stage, Story } from './kit/stage.ts';

const namespace = 'team-a';

/** With the settings of `make dev`: a user's kubeconfig instead of a Pod's account, planes through port-forwards instead of Services. */
export const outside: Story = {
  title: 'the operator runs out of the cluster, as `make dev` does it, and ends well when asked to',
  length: 'long',
  async run(stage) {
    await makeBundles();
    await withoutOperator(stage, () => outOfTheCluster(stage));
  },
};

async function outOfTheCluster(stage: Stage): Promise<void> {
  const { cluster, host, note } = stage;
  const net = cluster.nodeAddress?.replace(/\.\d+$/, '') ?? '';
  const operator = outsideOperator(stage, 'outside', outsideSettings({ kubeconfig: cluster.kubeconfig, net }));
  let code: number | undefined;
  try {
    // Without an address outside of the host: nothing but a port-forward leads there from here.
    await host.apply(instance('visitor', { namespace, spec: { exposure: { type: 'ClusterIP' } } }));
    await ready(host, 'karmadainstance/visitor', { namespace });
    const { endpoints } = (await readInstance(stage, 'visitor', namespace)).status ?? {};
    assert.deepEqual(
      endpoints?.map(({ type }) => type),
      ['Internal'],
    );
    const { identity } = await leader(stage);
    assert.ok(identity.startsWith(operator.identity), `${identity} holds the lease`);
    note('the plane is Ready');
    await host.run(`-n ${namespace} delete karmadainstance/visitor --timeout=180s`);
    note('the plane is gone');
  } finally {
    code = await operator.stop();
  }
  assert.equal(code, 0, 'it ends well');
  assert.equal((await leader(stage)).identity, '', 'and hands the lease back');
  note('the operator has ended');
}
