import assert from 'node:assert/strict';
import { operatorNamespace } from '../platform/install-operator.ts';
import { kubeconfigSecret } from './kit/client.ts';
import { ready } from './kit/conditions.ts';
import { eventually } from './kit/eventually.ts';
import { hostNamespaceOf, instance, member, readInstance, readMember } from './kit/fleet.ts';
import { assertSame, listing } from './kit/listing.ts';
import type { List, Metadata } from './kit/objects.ts';
import { killLeader, nextLeader, restartOperator } from './kit/operator.ts';
import { memberOf, type Stage, type Story } from './kit/stage.ts';

const namespace = 'team-a';
const name = 'phoenix';

interface Point {
  readonly what: string;
  /** Resolves as soon as the operator has come so far. */
  readonly reached: (stage: Stage) => Promise<unknown>;
}

const whileComingUp: readonly Point[] = [
  {
    what: 'the finalizer is set',
    reached: async (stage) => assert.ok((await readInstance(stage, name, namespace)).metadata.finalizers?.length),
  },
  {
    what: 'the namespace stands',
    reached: async (stage) => stage.host.get(`namespace ${await planeNamespace(stage)}`),
  },
  { what: 'the keys are there', reached: (stage) => secretThere(stage, `${name}-admin`) },
  {
    what: 'the first stage is being installed',
    // Its record goes when the second stage stands.
    reached: (stage) =>
      Promise.any([1, 2].map((revision) => secretThere(stage, `sh.helm.release.v1.${name}.v${revision}`))),
  },
  {
    what: 'the second stage is being installed',
    reached: (stage) => secretThere(stage, `sh.helm.release.v1.${name}.v2`),
  },
  {
    what: 'the plane has its objects',
    reached: async (stage) => {
      const conditions = (await readInstance(stage, name, namespace)).status?.conditions;
      assert.equal(conditions?.find(({ type }) => type === 'PlaneObjectsReady')?.status, 'True');
    },
  },
  {
    what: 'the account is made on the member',
    reached: async (stage) => {
      const { id = 'none' } = (await readInstance(stage, name, namespace)).status ?? {};
      return memberOf(stage, 'member-2').api.get(`namespace slipway-${id}`);
    },
  },
];

const whileGoing: Point = {
  what: 'the member is leaving',
  reached: async (stage) => assert.ok((await readMember(stage, 'ash', namespace)).status?.leave),
};

/** Whoever dies half-way, the next one finishes: nothing is done twice, nothing is left. */
export const kills: Story = {
  title: 'the operator is killed at eight points, and the next one finishes',
  async run(stage) {
    const { host } = stage;
    const { api, machine } = memberOf(stage, 'member-2');
    const before = { host: await listing(host), member: await listing(api) };
    await host.apply(
      instance(name, { namespace }),
      await kubeconfigSecret('ash-kubeconfig', namespace, machine.kubeconfig),
      member('ash', { of: name, namespace }),
    );
    for (const point of whileComingUp) await killAt(stage, point);
    await ready(host, `karmadainstance/${name}`, { namespace });
    await ready(host, 'membercluster/ash', { namespace });
    await onePlane(stage);

    await host.run(`-n ${namespace} delete membercluster/ash karmadainstance/${name} --wait=false`);
    await killAt(stage, whileGoing);
    await host.run(`-n ${namespace} wait --for=delete membercluster/ash karmadainstance/${name} --timeout=240s`);
    await host.run(`-n ${namespace} delete secret ash-kubeconfig`);
    await eventually('the member is as it was', 60, async () => assertSame(before.member, await listing(api)));
    await restartOperator(stage);
    const ofOperator = (line: string) => line.split(' ')[1] === operatorNamespace;
    await eventually('the host is as it was', 60, async () => assertSame(before.host, await listing(host), ofOperator));
  },
};

async function killAt(stage: Stage, { what, reached }: Point): Promise<void> {
  await eventually(what, 120, () => reached(stage), 20);
  const { pod, identity: killed } = await killLeader(stage);
  const { conditions = [] } = (await readInstance(stage, name, namespace)).status ?? {};
  const last = conditions.filter(({ status }) => status === 'True').at(-1)?.type ?? 'none';
  stage.note(`killed when ${what}; last condition that is True: ${last}`);
  // A fresh Pod in its place, for a container that was killed often is started ever later.
  await stage.host.run(
    `-n ${operatorNamespace} delete pod ${pod} --ignore-not-found --force --grace-period=0 --wait=false`,
  );
  await nextLeader(stage, killed);
}

async function onePlane(stage: Stage): Promise<void> {
  const { items } = await stage.host.get<List<{ readonly metadata: Metadata }>>(
    `namespaces -l slipway.dev/instance=${name}`,
  );
  assert.deepEqual(
    items.map(({ metadata }) => metadata.name),
    [await planeNamespace(stage)],
  );
  const releases = await stage.host.run(
    `-n ${await planeNamespace(stage)} get secrets -l owner=helm -o jsonpath={.items[*].metadata.labels.status}`,
  );
  assert.doesNotMatch(releases, /pending|failed/);
}

function planeNamespace(stage: Stage): Promise<string> {
  return hostNamespaceOf(stage, name, namespace);
}

async function secretThere(stage: Stage, secret: string): Promise<void> {
  await stage.host.run(`-n ${await planeNamespace(stage)} get secret ${secret} -o name`);
}
