import assert from 'node:assert/strict';
import { setTimeout as sleep } from 'node:timers/promises';
import { processesWhere, signal } from '../cluster/machine/processes.ts';
import { ready } from './kit/conditions.ts';
import { eventually } from './kit/eventually.ts';
import { demo, hostNamespaceOf } from './kit/fleet.ts';
import { operatorRestarts } from './kit/operator.ts';
import type { List, Metadata } from './kit/objects.ts';
import type { Stage, Story } from './kit/stage.ts';

/** Helm leaves a lock behind when it dies, and every other tool then wants a human. */
export const helmKilled: Story = {
  title: 'helm is killed midway, and the release recovers by itself',
  async run(stage) {
    await demo(stage);
    const { host, note } = stage;
    const namespace = await hostNamespaceOf(stage, 'demo');
    const restarts = await operatorRestarts(stage);
    const memory = await killedMidway(stage, namespace);
    note('helm is killed');
    await eventually('the release stands with the edit', 60, async () => {
      assert.match(await releases(stage, namespace), /^(superseded )*deployed$/);
      const path = 'jsonpath={.spec.template.spec.containers[0].resources.requests.memory}';
      assert.equal(await host.run(`-n ${namespace} get deployment demo-webhook -o ${path}`), memory);
    });
    note('the release has recovered');
    await ready(host, 'karmadainstance/demo');
    assert.deepEqual(await operatorRestarts(stage), restarts, 'the operator itself ran on');
  },
};

/** Edits until helm was caught with its lock on the release; an upgrade takes little more than half a second. */
async function killedMidway(stage: Stage, namespace: string): Promise<string> {
  for (let tries = 1; tries <= 20; tries++) {
    const memory = `${30 + tries}Mi`;
    const karmadaWebhook = { resources: { requests: { memory } } };
    // Helm may have ended before the patch has returned.
    const [killed] = await Promise.all([
      caught(stage, namespace),
      stage.host.patch('karmadainstance/demo', { spec: { components: { karmadaWebhook } } }),
    ]);
    if (killed) return memory;
    await ready(stage.host, 'karmadainstance/demo');
  }
  throw new Error('helm was too fast each time');
}

/** Not to have seen helm at all is a try like another. */
async function caught(stage: Stage, namespace: string): Promise<boolean> {
  const pid = await helmOf(namespace).catch(() => undefined);
  return pid !== undefined && killedWhilePending(stage, namespace, pid);
}

/** By the record that helm had begun: the operator may have taken it away already, and only helm itself calls it deployed. */
async function killedWhilePending(stage: Stage, namespace: string, pid: number): Promise<boolean> {
  while ((await helmsOf(namespace)).includes(pid)) {
    const begun = (await records(stage, namespace)).find(({ metadata }) => isPending(metadata));
    if (begun === undefined) continue;
    signal(pid, 'SIGKILL');
    await sleep(100);
    const left = (await records(stage, namespace)).find(({ metadata }) => metadata.uid === begun.metadata.uid);
    return left?.metadata.labels?.['status'] !== 'deployed';
  }
  return false;
}

interface ReleaseRecord {
  readonly metadata: Metadata;
}

function isPending({ labels }: Metadata): boolean {
  return labels?.['status']?.startsWith('pending') === true;
}

async function records({ host }: Stage, namespace: string): Promise<readonly ReleaseRecord[]> {
  return (await host.get<List<ReleaseRecord>>(`-n ${namespace} secrets -l owner=helm`)).items;
}

/** Waits for a helm that writes to the namespace; it runs in the operator's Pod, on this computer. */
async function helmOf(namespace: string): Promise<number> {
  return eventually(
    'helm runs',
    15,
    async () => {
      const [pid] = await helmsOf(namespace);
      assert.ok(pid !== undefined);
      return pid;
    },
    10,
  );
}

function helmsOf(namespace: string): Promise<readonly number[]> {
  return processesWhere(
    ([program = '', verb = '', ...rest]) =>
      program.endsWith('helm') && [verb, ...rest].includes('upgrade') && rest.some((word) => word.includes(namespace)),
  );
}

function releases({ host }: Stage, namespace: string): Promise<string> {
  return host.run(
    `-n ${namespace} get secrets -l owner=helm --sort-by .metadata.creationTimestamp -o jsonpath={.items[*].metadata.labels.status}`,
  );
}
