import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import type { KubeConnection } from '../kube/connection.ts';
import type { Machine } from '../machine/machine.ts';
import { ensureService, logOf } from '../machine/service.ts';
import { waitFor } from '../machine/wait-for.ts';
import { fakeNodes, kwok } from './fake-nodes.ts';
import { kwokStages } from './kwok-stages.ts';

const Nodes = z.object({
  items: z.array(
    z.object({
      status: z.object({ conditions: z.array(z.object({ type: z.string(), status: z.string() })).optional() }),
    }),
  ),
});

/** Gives a member its nodes and waits until all are Ready. */
export async function startFakeNodes(machine: Machine, kube: KubeConnection): Promise<void> {
  const { plan } = machine;
  const nodes = fakeNodes(plan);
  for (const node of nodes) await kube.apply(node);
  await writeFile(join(plan.directory, 'kwok.yaml'), kwokStages());
  await ensureService(machine, kwok(plan));
  await waitFor(`the nodes of ${plan.name}`, {
    deadline: 180_000,
    log: logOf(plan, 'kwok'),
    services: [plan, kwok(plan)],
    holds: async () => (await readyNodes(kube)) >= nodes.length,
  });
}

async function readyNodes(kube: KubeConnection): Promise<number> {
  const { status, body } = await kube.call('GET', '/api/v1/nodes');
  if (status !== 200) return 0;
  const conditions = Nodes.parse(JSON.parse(body)).items.map(({ status: state }) => state.conditions ?? []);
  return conditions.filter((list) => list.some(({ type, status: value }) => type === 'Ready' && value === 'True'))
    .length;
}
