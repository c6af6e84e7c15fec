import assert from 'node:assert/strict';
import { runTool } from '../platform/run-tool.ts';
import { condition, ready } from './kit/conditions.ts';
import { eventually } from './kit/eventually.ts';
import { demo, readInstance, readMember } from './kit/fleet.ts';
import type { List } from './kit/objects.ts';
import { memberOf, planeOf, type Stage, type Story } from './kit/stage.ts';
import { runningVersions } from './kit/versions.ts';

/** The main job, with the very files and commands that the README shows. */
export const firstPlane: Story = {
  title: 'a plane, a member and a workload, by the examples',
  async run(stage) {
    stage.note('instance and member');
    await demo(stage);
    await columnsTellTheStory(stage);
    await eventsTellTheStory(stage);
    await propagates(stage);
    await karmadactlAgrees(stage);
    await summaryIsRight(stage);
    stage.record(await runningVersions(stage));
  },
};

async function columnsTellTheStory({ host }: Stage): Promise<void> {
  await eventually('columns of kubectl get', 30, async () => {
    assert.match(await host.run('get kmi demo --no-headers'), /^demo\s+True\s+PlaneReady\s+v1\.18\.1\s+1\/1\s+3\/3\s/);
    assert.match(
      await host.run('get kmc member-1 --no-headers'),
      /^member-1\s+demo\s+True\s+MemberReady\s+Push\s+v1\.35\.4\s+3\/3\s/,
    );
  });
}

/** What `kubectl describe` shows; Events may be lost, but not on a host where nothing is wrong. */
async function eventsTellTheStory({ host }: Stage): Promise<void> {
  const of = (kind: string, name: string) =>
    host.get<List<Event>>(`events --field-selector involvedObject.kind=${kind},involvedObject.name=${name}`);
  await eventually('Events tell that both became Ready', 30, async () => {
    for (const [kind, name, reason] of news) {
      const told = (await of(kind, name)).items.map((event) => `${event.type} ${event.reason}`);
      assert.ok(told.includes(`Normal ${reason}`), `${kind} ${name}: ${told.join(', ')}`);
    }
  });
}

interface Event {
  readonly type: string;
  readonly reason: string;
}

const news = [
  ['KarmadaInstance', 'demo', 'PlaneReady'],
  ['MemberCluster', 'member-1', 'MemberReady'],
] as const;

/** With the published kubeconfig and nothing else, from outside of the host cluster. */
async function propagates(stage: Stage): Promise<void> {
  stage.note('propagating a Deployment');
  const plane = await planeOf(stage, 'demo');
  await plane.run('apply -f examples/03-propagate.yaml');
  const { api } = memberOf(stage, 'member-1');
  await eventually('two Pods run on the member', 60, async () => {
    const phases = await api.run('-n default get pods -l app=hello -o jsonpath={.items[*].status.phase}');
    assert.equal(phases, 'Running Running');
  });
  await eventually('the plane sees them ready', 60, async () => {
    assert.equal(await plane.run('-n default get deployment hello -o jsonpath={.status.readyReplicas}'), '2');
  });
}

async function karmadactlAgrees(stage: Stage): Promise<void> {
  const { kubeconfig } = await planeOf(stage, 'demo');
  const command = `--kubeconfig ${kubeconfig} get clusters --operation-scope karmada`;
  const [titles, ...rows] = (await runTool('karmadactl', command.split(' ')))
    .split('\n')
    .map((line) => line.split(/\s+/));
  assert.equal(rows.length, 1, 'karmadactl sees one cluster');
  const told = ['NAME', 'VERSION', 'MODE', 'READY'].map((title) => rows[0]?.[titles?.indexOf(title) ?? -1]);
  const { status } = await readMember(stage, 'member-1');
  assert.deepEqual(told, [status?.clusterName, status?.kubernetesVersion, status?.syncMode, 'True']);
}

/** Short, so that the story need not wait for the usual ten minutes between two counts. */
const often = { spec: { summary: { countInterval: '10s' } } };

async function summaryIsRight(stage: Stage): Promise<void> {
  stage.note('summary');
  const { host } = stage;
  await host.patch('karmadainstance/demo', often);
  const { api } = memberOf(stage, 'member-1');
  const { items } = await api.get<{
    readonly items: readonly { readonly status: { readonly allocatable: Readonly<Record<string, string>> } }[];
  }>('nodes');
  const count = items.length;
  await eventually('the summary tells nodes, resources and objects', 90, async () => {
    const { clusters, nodes, resources, objects, members } = (await readInstance(stage, 'demo')).status?.summary ?? {};
    assert.deepEqual(clusters, { total: 1, ready: 1 });
    assert.deepEqual(nodes, { total: count, ready: count });
    assert.deepEqual(names(resources?.allocatable), names(items[0]?.status.allocatable));
    const counted = Object.keys(wantedCounts).map((name) => [
      name,
      objects?.find(({ resource }) => resource === name)?.total,
    ]);
    assert.deepEqual(Object.fromEntries(counted), wantedCounts);
    assert.deepEqual(members, [{ name: 'member-1', ready: 'True', nodesReady: count, nodesTotal: count }]);
  });
  await condition(host, 'karmadainstance/demo', { type: 'SummaryFresh', status: 'True' });
  await host.patch('karmadainstance/demo', { spec: { summary: null } });
  await ready(host, 'karmadainstance/demo');
}

/** What examples/03-propagate.yaml brings to the plane. */
const wantedCounts = {
  'propagationpolicies.policy.karmada.io': 1,
  'clusterpropagationpolicies.policy.karmada.io': 0,
  'overridepolicies.policy.karmada.io': 0,
  'clusteroverridepolicies.policy.karmada.io': 0,
  'deployments.apps': 1,
};

function names(resources: Readonly<Record<string, unknown>> = {}): readonly string[] {
  return Object.keys(resources).sort();
}
