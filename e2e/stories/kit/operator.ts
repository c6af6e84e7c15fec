import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { processesWhere, signal } from '../../cluster/machine/processes.ts';
import { operatorNamespace } from '../../platform/install-operator.ts';
import { eventually } from './eventually.ts';
import type { Deployment, List, Pod } from './objects.ts';
import type { Stage } from './stage.ts';

export const operatorAccount = `system:serviceaccount:${operatorNamespace}:slipway`;

interface Lease {
  readonly spec: { readonly holderIdentity?: string };
}

interface Leader {
  readonly pod: string;
  /** Shared by no other process. */
  readonly identity: string;
}

/** Who holds the lease. */
export async function leader({ host }: Stage): Promise<Leader> {
  const identity = (await host.get<Lease>(`-n ${operatorNamespace} lease/slipway`)).spec.holderIdentity ?? '';
  return { identity, pod: identity.split('_')[0] ?? '' };
}

/** Waits until another process than the given one leads. */
export function nextLeader(stage: Stage, before: string, seconds = 120): Promise<void> {
  return eventually('another process holds the lease', seconds, async () => {
    const { identity } = await leader(stage);
    assert.ok(identity !== '' && identity !== before, `it is ${identity}`);
  });
}

/** Ends the leading process at once, with no chance to put anything in order. Resolves to who it was. */
export async function killLeader(stage: Stage): Promise<Leader> {
  const found = await leader(stage);
  const [pid] = await processesOf(found.pod);
  assert.ok(pid !== undefined, `no process of ${found.pod} runs`);
  signal(pid, 'SIGKILL');
  return found;
}

export async function operatorPods({ host }: Stage): Promise<readonly Pod[]> {
  const { items } = await host.get<List<Pod>>(`-n ${operatorNamespace} pods -l app.kubernetes.io/name=slipway`);
  return items.filter(({ metadata }) => metadata.deletionTimestamp === undefined);
}

/** How often containers of the operator have ended unasked, by Pod. */
export async function operatorRestarts(stage: Stage): Promise<Readonly<Record<string, number>>> {
  const pods = await operatorPods(stage);
  return Object.fromEntries(
    pods.map(({ metadata, status }) => [metadata.name, status.containerStatuses?.[0]?.restartCount ?? 0]),
  );
}

/** Fresh Pods, both ready: a story that has killed some leaves none in back-off. */
export async function restartOperator(stage: Stage): Promise<void> {
  const { identity } = await leader(stage);
  await stage.host.run(`-n ${operatorNamespace} rollout restart deployment/slipway`);
  await stage.host.run(`-n ${operatorNamespace} rollout status deployment/slipway --timeout=120s`);
  await nextLeader(stage, identity);
}

/** Runs `work` while no operator runs in the cluster: one that does would hold the lease. */
export async function withoutOperator({ host }: Stage, work: () => Promise<void>): Promise<void> {
  const deployment = `-n ${operatorNamespace} deployment/slipway`;
  const { replicas } = (await host.get<Deployment>(deployment)).spec;
  await host.run(`scale ${deployment} --replicas=0`);
  try {
    await host.run(`-n ${operatorNamespace} wait --for=delete pod -l app.kubernetes.io/name=slipway --timeout=120s`);
    await work();
  } finally {
    await host.run(`scale ${deployment} --replicas=${replicas}`);
    await host.run(`rollout status ${deployment} --timeout=120s`);
  }
}

/** Every process of this computer that runs the operator in that Pod; the one that was started first comes first. */
async function processesOf(pod: string): Promise<readonly number[]> {
  const candidates = await processesWhere((command) => command.includes('/opt/slipway/dist/operator/main.js'));
  const theirs = await Promise.all(candidates.map(async (pid) => ((await nameOfPod(pid)) === pod ? [pid] : [])));
  return theirs.flat().sort((a, b) => a - b);
}

async function nameOfPod(pid: number): Promise<string | undefined> {
  const environment = await readFile(`/proc/${pid}/environ`, 'utf8').catch(() => '');
  return environment
    .split('\u0000')
    .find((entry) => entry.startsWith('POD_NAME='))
    ?.slice('POD_NAME='.length);
}
