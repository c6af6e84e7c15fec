import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { stringify } from 'yaml';
import { connect, type KubeConnection } from '../kube/connection.ts';
import { waitFor } from '../machine/wait-for.ts';
import type { Machine } from '../machine/machine.ts';
import { ensureService, logOf } from '../machine/service.ts';
import { auditPolicy } from './audit-policy.ts';
import { apiServer, controllerManager, etcd, scheduler } from './services.ts';

/** Starts what a cluster needs beside its nodes and waits until the API server is ready. Its keys have to be there. */
export async function startControlPlane(machine: Machine): Promise<KubeConnection> {
  const { plan } = machine;
  await mkdir(plan.logs, { recursive: true });
  await writeFile(join(plan.directory, 'audit-policy.yaml'), stringify(auditPolicy));
  await ensureService(machine, etcd(plan));
  await ensureService(machine, apiServer(plan));
  const kube = await connect(join(plan.directory, 'pki', 'admin.kubeconfig'));
  await waitFor(`the API server of ${plan.name}`, {
    deadline: 240_000,
    log: logOf(plan, 'kube-apiserver'),
    services: [plan, etcd(plan), apiServer(plan)],
    holds: () => kube.answers('/readyz'),
  });
  await ensureService(machine, controllerManager(plan));
  await ensureService(machine, scheduler(plan));
  return kube;
}
