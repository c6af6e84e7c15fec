import assert from 'node:assert/strict';
import { kubeconfigSecret } from './kit/client.ts';
import { condition, conditionOf, ready } from './kit/conditions.ts';
import { eventually, meanwhile } from './kit/eventually.ts';
import { instance, member, readMember } from './kit/fleet.ts';
import { assertSame, listing, within } from './kit/listing.ts';
import { shop } from './kit/shop.ts';
import { memberOf, planeOf, type Stage, type Story } from './kit/stage.ts';
import { workload } from './kit/workload.ts';

interface Tenant {
  readonly namespace: string;
  readonly instance: string;
}

const first: Tenant = { namespace: 'team-a', instance: 'alpha' };
const second: Tenant = { namespace: 'team-b', instance: 'beta' };

/** Two tenants share a host and a member, and neither notices when the other goes. */
export const twoInstances: Story = {
  title: 'two instances share a member and are deleted in either order',
  async run(stage) {
    await deletedInOrder(stage, first, second);
    await deletedInOrder(stage, second, first);
  },
};

async function deletedInOrder(stage: Stage, early: Tenant, late: Tenant): Promise<void> {
  const { host, note } = stage;
  const { api } = memberOf(stage, 'member-2');
  const before = { host: await listing(host), member: await listing(api) };
  note(`${early.instance} and ${late.instance} come up`);
  await Promise.all([arrive(stage, early), arrive(stage, late)]);

  await eventually('each sees that the member is shared', 30, async () => {
    for (const { namespace } of [early, late]) {
      assert.equal((await readMember(stage, 'shared', namespace)).status?.claims?.total, 2);
    }
  });
  note(`${early.instance} is deleted`);
  await meanwhile(
    `the member of ${late.instance} is Ready`,
    async () => {
      const found = conditionOf(await readMember(stage, 'shared', late.namespace), 'Ready');
      assert.equal(found?.status, 'True', `${found?.reason ?? ''}: ${found?.message ?? ''}`);
    },
    () => depart(stage, early),
  );
  note(`${late.instance} is deleted`);
  await depart(stage, late);

  const shops = [early, late].map(shopOf);
  await eventually('the member is as it was', 60, async () =>
    assertSame(before.member, await listing(api), within(...shops)),
  );
  await api.run(`delete namespace ${shops.join(' ')}`);
  await eventually('the host is as it was', 60, async () => assertSame(before.host, await listing(host)));
}

async function arrive(stage: Stage, tenant: Tenant): Promise<void> {
  const { host } = stage;
  const { namespace } = tenant;
  const { machine, api } = memberOf(stage, 'member-2');
  await host.apply(
    instance(tenant.instance, { namespace }),
    await kubeconfigSecret('shared-kubeconfig', namespace, machine.kubeconfig),
    member('shared', { of: tenant.instance, namespace }),
  );
  await ready(host, `karmadainstance/${tenant.instance}`, { namespace });
  await ready(host, 'membercluster/shared', { namespace });
  await (await planeOf(stage, tenant.instance, namespace)).apply(...shop(shopOf(tenant), ['shared']));
  await eventually(`the workload of ${tenant.instance} runs`, 90, () => workload(api, shopOf(tenant)));
}

/**
 * The instance goes first and takes its member out; the MemberCluster, which is the user's own, stays until the user
 * deletes it. What either tenant runs on the member is none of it.
 */
async function depart(stage: Stage, { namespace, instance: name }: Tenant): Promise<void> {
  const { host } = stage;
  const before = await workloads(stage);
  await host.run(`-n ${namespace} delete karmadainstance/${name} --wait --timeout=240s`);
  await condition(host, 'membercluster/shared', {
    namespace,
    type: 'Joined',
    status: 'False',
    reason: 'InstanceDeleted',
    seconds: 15,
  });
  await host.run(`-n ${namespace} delete membercluster/shared secret/shared-kubeconfig --timeout=60s`);
  assert.deepEqual(await workloads(stage), before, 'namespaces, Deployments and Pods are the very same');
}

/** Of both tenants, gone or not: what is propagated outlives its plane. */
function workloads(stage: Stage): Promise<readonly (readonly string[])[]> {
  const { api } = memberOf(stage, 'member-2');
  return Promise.all([first, second].map((tenant) => workload(api, shopOf(tenant))));
}

function shopOf(tenant: Tenant): string {
  return `shop-${tenant.instance}`;
}
