import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { KubeConnection } from '../kube/connection.ts';
import type { Machine } from '../machine/machine.ts';
import { ensureService, logOf, type Service } from '../machine/service.ts';
import { waitFor } from '../machine/wait-for.ts';
import type { MachinePlan } from '../plan.ts';
import { dns, dnsReadyPath } from './dns.ts';
import { storageClass } from './storage-class.ts';

/** Without it no Pod can be made in the default namespace. */
const defaultAccount = '/api/v1/namespaces/default/serviceaccounts/default';

/** Gives the host names and volumes, and waits until Pods can use them. */
export async function startAddons(machine: Machine, kube: KubeConnection): Promise<void> {
  const { plan } = machine;
  for (const object of [...dns, storageClass]) await kube.apply(object);
  await mkdir(join(plan.directory, 'volumes'), { recursive: true });
  await ensureService(machine, volumeProvisioner(plan));
  await waitFor('CoreDNS', {
    deadline: 120_000,
    log: logOf(plan, 'kubelet'),
    services: [plan, volumeProvisioner(plan)],
    holds: async () => (await kube.answers(dnsReadyPath)) && (await kube.answers(defaultAccount)),
  });
}

export function volumeProvisioner({ directory }: MachinePlan): Service {
  const program = join(import.meta.dirname, 'provisioner.ts');
  const args = [program, join(directory, 'pki', 'admin.kubeconfig'), join(directory, 'volumes')];
  return { name: 'volume-provisioner', program: { command: process.execPath }, args };
}
