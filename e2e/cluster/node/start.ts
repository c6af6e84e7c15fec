import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { z } from 'zod';
import type { KubeConnection } from '../kube/connection.ts';
import { inMachine, type Machine } from '../machine/machine.ts';
import { run, succeeds } from '../machine/run.ts';
import { ensureService, logOf } from '../machine/service.ts';
import { waitFor } from '../machine/wait-for.ts';
import { cgroupRoot } from './cgroups.ts';
import { containerd, kubelet, kubeProxy, nodeName } from './services.ts';
import { containerdSocket, nodeSettings } from './settings.ts';

/** Starts the container runtime; it needs no API server, so images can be loaded while that one starts. */
export async function startRuntime(machine: Machine, cluster: string): Promise<void> {
  const { plan } = machine;
  for (const [name, content] of Object.entries(nodeSettings(plan, cgroupRoot(cluster)))) {
    const path = join(plan.directory, name);
    await mkdir(dirname(path), { recursive: true });
    await writeFile(path, content);
  }
  await succeeds('modprobe', ['-a', 'br_netfilter', 'overlay', 'nf_tables']);
  const sysctls = ['net.ipv4.ip_forward=1', 'net.bridge.bridge-nf-call-iptables=1'];
  await run('nsenter', [...inMachine(machine), 'sysctl', '-qw', ...sysctls]);
  await ensureService(machine, containerd(plan));
  await waitFor('containerd', {
    deadline: 120_000,
    log: logOf(plan, 'containerd'),
    services: [plan, containerd(plan)],
    holds: () => succeeds('nsenter', [...inMachine(machine), 'ctr', `--address=${containerdSocket}`, 'version']),
  });
}

/** Starts kubelet and kube-proxy and waits until the node is Ready. */
export async function startNode(machine: Machine, kube: KubeConnection): Promise<void> {
  const { plan } = machine;
  const before = Date.now();
  const outcome = await ensureService(machine, kubelet(plan));
  await ensureService(machine, kubeProxy(plan));
  // What a node that died wrote last still says Ready, so a kubelet that was started has to give another sign of life.
  const since = outcome === 'started' ? before : 0;
  await waitFor('the node', {
    deadline: 240_000,
    log: logOf(plan, 'kubelet'),
    services: [plan, kubelet(plan), kubeProxy(plan)],
    holds: async () => {
      const seen = await readyNodeSeen(kube);
      return seen !== undefined && (seen >= since || (await leaseRenewed(kube)) >= since);
    },
  });
}

const Node = z.object({
  metadata: z.object({ creationTimestamp: z.string() }),
  status: z.object({ conditions: z.array(z.object({ type: z.string(), status: z.string() })) }),
});

/** The moment the node was made, in whole seconds rounded up; undefined unless it is Ready. */
async function readyNodeSeen(kube: KubeConnection): Promise<number | undefined> {
  const { status, body } = await kube.call('GET', `/api/v1/nodes/${nodeName}`);
  if (status !== 200) return undefined;
  const node = Node.parse(JSON.parse(body));
  const ready = node.status.conditions.some((condition) => condition.type === 'Ready' && condition.status === 'True');
  return ready ? Date.parse(node.metadata.creationTimestamp) + 999 : undefined;
}

const Lease = z.object({ spec: z.object({ renewTime: z.string() }) });

async function leaseRenewed(kube: KubeConnection): Promise<number> {
  const path = `/apis/coordination.k8s.io/v1/namespaces/kube-node-lease/leases/${nodeName}`;
  const { status, body } = await kube.call('GET', path);
  return status === 200 ? Date.parse(Lease.parse(JSON.parse(body)).spec.renewTime) : 0;
}
