import assert from 'node:assert/strict';
import { kubeconfigSecret, type Client } from './kit/client.ts';
import { ready } from './kit/conditions.ts';
import { eventually } from './kit/eventually.ts';
import { demo, hostNamespaceOf, member } from './kit/fleet.ts';
import { assertSame, listing, within } from './kit/listing.ts';
import { shop } from './kit/shop.ts';
import { memberOf, planeOf, type Stage, type Story } from './kit/stage.ts';
import { workload } from './kit/workload.ts';

/** Deleting a MemberCluster takes nothing from the people who use the cluster. */
export const leave: Story = {
  title: 'a member leaves, and what was propagated to it stays',
  async run(stage) {
    await demo(stage);
    const { host, note } = stage;
    const { api, machine } = memberOf(stage, 'member-2');
    const before = await listing(api);

    note('joining and propagating');
    await host.apply(
      await kubeconfigSecret('member-2-kubeconfig', 'default', machine.kubeconfig),
      member('member-2', { of: 'demo' }),
    );
    await ready(host, 'membercluster/member-2', { seconds: 90 });
    const plane = await planeOf(stage, 'demo');
    await plane.apply(...shop('shop', ['member-2']));
    const uids = await eventually('the workload stands on the member', 90, () => workload(api, 'shop'));

    note('leaving');
    await host.run('delete membercluster/member-2 --wait --timeout=240s');
    assert.deepEqual(await workload(api, 'shop'), uids, 'namespace, Deployment and Pods are the very same');
    await eventually('nothing else is left there', 60, async () =>
      assertSame(before, await listing(api), within('shop')),
    );
    await nothingLeft(stage, plane);
    await plane.run('delete namespace shop');
    await api.run('delete namespace shop');
  },
};

async function nothingLeft(stage: Stage, plane: Client): Promise<void> {
  assert.equal(await plane.find('cluster member-2'), undefined);
  assert.equal(await plane.find('namespace karmada-es-member-2'), undefined);
  const secrets = await plane.run('-n karmada-cluster get secrets,serviceaccounts -o name');
  assert.doesNotMatch(secrets, /member-2/);
  const namespace = await hostNamespaceOf(stage, 'demo');
  assert.equal(await stage.host.find(`-n ${namespace} secret member.member-2`), undefined);
}
