import assert from 'node:assert/strict';
import { setTimeout as sleep } from 'node:timers/promises';
import { kubeconfigSecret, type Client } from './kit/client.ts';
import { ready } from './kit/conditions.ts';
import { eventually } from './kit/eventually.ts';
import { demo, hostNamespaceOf, member, readInstance, readMember } from './kit/fleet.ts';
import type { List, Metadata, Pod } from './kit/objects.ts';
import { shop } from './kit/shop.ts';
import { memberOf, planeOf, type Stage, type Story } from './kit/stage.ts';

/** Karmada v1.18 watches a member with the first token that it saw, so a new one takes a restart of its controller manager. */
export const revokedTokens: Story = {
  title: 'the plane’s tokens are revoked on a member: new ones, one restart, and nothing is lost',
  async run(stage) {
    await demo(stage);
    const { note } = stage;
    const { api } = memberOf(stage, 'member-1');
    const { memberNamespace = '' } = (await readMember(stage, 'member-1')).status ?? {};
    const before = await picture(stage);

    await api.run(`-n ${memberNamespace} delete secrets -l slipway.dev/token=bound`);
    const renewed = await renewal(stage, 'member-1', before.renewedAt, 150);
    note('the tokens are new');
    await restarted(stage, before, 150);
    note('the controller manager is restarted, nothing else');
    await watchesOn(stage, 'member-1');
    const after = await picture(stage);
    assert.equal(after.renewedAt, renewed, 'the tokens were made once');
    assert.equal(after.revision, before.revision, 'the release is as it was');
  },
};

/** The shortest life that there is: renewed after 400 s, restarted after 500 s, and at 600 s the first token is dead. */
export const renewedTokens: Story = {
  title: 'tokens of ten minutes are renewed in time, and what watches with them outlives them',
  length: 'long',
  async run(stage) {
    await demo(stage);
    const { host, note } = stage;
    const { machine } = memberOf(stage, 'member-2');
    await host.apply(
      await kubeconfigSecret('member-2-kubeconfig', 'default', machine.kubeconfig),
      member('member-2', { of: 'demo', spec: { credentials: { tokenDuration: '10m' } } }),
    );
    await ready(host, 'membercluster/member-2', { seconds: 90 });
    const before = await picture(stage, 'member-2');
    const dead = Date.parse(before.expiresAt);

    await renewal(stage, 'member-2', before.renewedAt, 480);
    note('the tokens are new');
    await restarted(stage, before, 180);
    const left = Math.round((dead - Date.now()) / 1000);
    note(`the controller manager is restarted, ${left} s before the first token dies`);
    assert.ok(left > 0, 'in time');
    await sleep(Math.max(0, dead - Date.now()) + 15_000);
    await watchesOn(stage, 'member-2');
    await host.run('delete membercluster/member-2 secret/member-2-kubeconfig --wait --timeout=240s');
  },
};

interface Picture {
  readonly renewedAt: string;
  readonly expiresAt: string;
  readonly revision: number | undefined;
  readonly pods: readonly Pod[];
}

async function picture(stage: Stage, name = 'member-1'): Promise<Picture> {
  const { status } = await readMember(stage, name);
  const plane = status?.credentials?.find((credential) => credential.name === 'plane');
  const namespace = await hostNamespaceOf(stage, 'demo');
  const { items } = await stage.host.get<List<Pod>>(`-n ${namespace} pods`);
  return {
    renewedAt: plane?.renewedAt ?? '',
    expiresAt: plane?.notAfter ?? '',
    revision: (await readInstance(stage, 'demo')).status?.release?.revision,
    pods: items.filter(({ metadata }) => metadata.deletionTimestamp === undefined),
  };
}

/** Resolves to when the newer tokens were made. */
function renewal(stage: Stage, name: string, former: string, seconds: number): Promise<string> {
  return eventually('the tokens are made anew', seconds, async () => {
    const { renewedAt } = await picture(stage, name);
    assert.notEqual(renewedAt, former);
    return renewedAt;
  });
}

const isManager = ({ metadata }: Pod) => metadata.labels?.['app.kubernetes.io/component'] === 'controller-manager';

async function restarted(stage: Stage, before: Picture, seconds: number): Promise<void> {
  const uids = (pods: readonly Pod[]) => pods.map(({ metadata }) => metadata.uid).sort();
  await eventually('the controller manager has another Pod', seconds, async () => {
    const { pods } = await picture(stage);
    const [own, ...more] = pods.filter(isManager);
    assert.ok(own !== undefined && more.length === 0, 'it has one Pod');
    assert.ok(!uids(before.pods).includes(own.metadata.uid), 'another than before');
    assert.deepEqual(
      uids(pods.filter((pod) => !isManager(pod))),
      uids(before.pods.filter((pod) => !isManager(pod))),
      'the Pods of all other components are the same',
    );
  });
  await ready(stage.host, 'karmadainstance/demo');
}

/** Connections do not last for ever: with none left from before, Karmada has to see that somebody deletes a workload on the member. */
async function watchesOn(stage: Stage, name: string): Promise<void> {
  const { machine, api } = memberOf(stage, name);
  await machine.stop();
  await machine.start();
  await ready(stage.host, `membercluster/${name}`, { seconds: 240 });
  const plane = await planeOf(stage, 'demo');
  const space = `shop-${name}`;
  await plane.apply(...shop(space, [name]));
  const first = await eventually('a workload goes to the member', 90, () => deployment(api, space));
  await api.run(`-n ${space} delete deployment web`);
  await eventually('what somebody deletes there comes back', 120, async () =>
    assert.notEqual(await deployment(api, space), first),
  );
  await plane.run(`delete namespace ${space}`);
  await eventually('and goes with the policy', 60, async () =>
    assert.equal(await api.find(`-n ${space} deployment/web`), undefined),
  );
}

async function deployment(api: Client, namespace: string): Promise<string> {
  return (await api.get<{ readonly metadata: Metadata }>(`-n ${namespace} deployment/web`)).metadata.uid;
}
