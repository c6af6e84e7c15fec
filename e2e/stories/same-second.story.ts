import assert from 'node:assert/strict';
import { kubeconfigSecret } from './kit/client.ts';
import { ready } from './kit/conditions.ts';
import { eventually } from './kit/eventually.ts';
import { instance, member } from './kit/fleet.ts';
import { assertSame, listing, within } from './kit/listing.ts';
import { shop } from './kit/shop.ts';
import { memberOf, planeOf, type Story } from './kit/stage.ts';
import { workload } from './kit/workload.ts';

const namespace = 'team-gone';

/** What a tenant who leaves does: `kubectl delete namespace`, with all that is in it and no order among it. */
export const sameSecond: Story = {
  title: 'instance, MemberCluster, its Secret and the namespace deleted in the same second',
  async run(stage) {
    const { host, note } = stage;
    const { api, machine } = memberOf(stage, 'member-2');
    const before = { host: await listing(host), member: await listing(api) };
    note('coming up');
    await host.apply(
      instance('brief', { namespace }),
      await kubeconfigSecret('guest-kubeconfig', namespace, machine.kubeconfig),
      member('guest', { of: 'brief', namespace }),
    );
    await ready(host, 'karmadainstance/brief', { namespace });
    await ready(host, 'membercluster/guest', { namespace });
    await (await planeOf(stage, 'brief', namespace)).apply(...shop('shop-brief', ['guest']));
    const uids = await eventually('the workload runs on the member', 90, () => workload(api, 'shop-brief'));

    note('deleting all of it');
    await host.run(
      `-n ${namespace} delete membercluster/guest secret/guest-kubeconfig karmadainstance/brief --wait=false`,
    );
    await host.run(`delete namespace ${namespace} --wait --timeout=240s`);
    assert.deepEqual(await workload(api, 'shop-brief'), uids, 'namespace, Deployment and Pods are the very same');
    await eventually('the member is as it was', 60, async () =>
      assertSame(before.member, await listing(api), within('shop-brief')),
    );
    await api.run('delete namespace shop-brief');
    await eventually('the host is as it was', 60, async () =>
      assertSame(before.host, await listing(host), within(namespace)),
    );
  },
};
