import assert from 'node:assert/strict';
import { ready } from './kit/conditions.ts';
import { demo, hostNamespaceOf } from './kit/fleet.ts';
import { eventually } from './kit/eventually.ts';
import type { List, Pod } from './kit/objects.ts';
import { planeOf, type Stage, type Story } from './kit/stage.ts';

interface Edit {
  readonly what: string;
  /** The one component whose Pods may change. */
  readonly component: string;
  readonly spec: object;
  readonly holds: (pods: readonly Pod[], before: readonly Pod[]) => void;
}

const edits: readonly Edit[] = [
  {
    what: 'two schedulers',
    component: 'scheduler',
    spec: { components: { karmadaScheduler: { replicas: 2 } } },
    holds: (pods, before) => {
      assert.equal(pods.length, 2);
      assert.ok(
        pods.some(({ metadata }) => metadata.uid === before[0]?.metadata.uid),
        'the first scheduler runs on',
      );
    },
  },
  {
    what: 'an extra argument',
    component: 'controller-manager',
    spec: {
      components: {
        karmadaControllerManager: { extraArgs: [{ name: 'cluster-status-update-frequency', value: '11s' }] },
      },
    },
    holds: (pods) => {
      assert.equal(pods.length, 1);
      assert.ok(
        pods[0]?.spec.containers[0]?.args?.includes('--cluster-status-update-frequency=11s'),
        'the argument is there',
      );
    },
  },
  {
    what: 'resources of etcd',
    component: 'etcd',
    spec: { components: { etcd: { resources: { requests: { memory: '201Mi' } } } } },
    holds: (pods) => {
      assert.equal(pods.length, 1);
      assert.equal(pods[0]?.spec.containers[0]?.resources.requests?.['memory'], '201Mi');
    },
  },
];

export const threeEdits: Story = {
  title: 'three edits of a Ready instance, each rolling out only what it names',
  async run(stage) {
    await demo(stage);
    const plane = await planeOf(stage, 'demo');
    await plane.apply({ apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'kept', namespace: 'default' } });
    for (const edit of edits) await rollsOutOnly(stage, edit);
    await eventually('the plane has kept its data', 30, () => plane.run('-n default get configmap kept'));
  },
};

async function rollsOutOnly(stage: Stage, { what, component, spec, holds }: Edit): Promise<void> {
  const { host, note } = stage;
  note(what);
  const namespace = await hostNamespaceOf(stage, 'demo');
  const before = await podsIn(stage, namespace);
  await host.patch('karmadainstance/demo', { spec });
  const own = ({ metadata }: Pod) => metadata.labels?.['app.kubernetes.io/component'] === component;
  await eventually(`${component} is rolled out`, 60, async () =>
    holds((await podsIn(stage, namespace)).filter(own), before.filter(own)),
  );
  await ready(host, 'karmadainstance/demo');
  const names = (pods: readonly Pod[]) =>
    pods
      .filter((pod) => !own(pod))
      .map(({ metadata }) => `${metadata.name} ${metadata.uid}`)
      .sort();
  assert.deepEqual(
    names(await podsIn(stage, namespace)),
    names(before),
    'the Pods of all other components are the same',
  );
}

async function podsIn({ host }: Stage, namespace: string): Promise<readonly Pod[]> {
  const { items } = await host.get<List<Pod>>(`-n ${namespace} pods`);
  return items.filter(({ metadata }) => metadata.deletionTimestamp === undefined);
}
