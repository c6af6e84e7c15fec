import { join } from 'node:path';
import { volumeProvisioner } from '../addons/start.ts';
import { apiServer, controllerManager, etcd, scheduler } from '../control-plane/services.ts';
import { connect } from '../kube/connection.ts';
import { findMachine } from '../machine/machine.ts';
import { serviceRuns, type Service } from '../machine/service.ts';
import { kwok } from '../member/fake-nodes.ts';
import { containerd, kubelet, kubeProxy } from '../node/services.ts';
import { clusterPlan, type MachinePlan } from '../plan.ts';
import { readState } from './state.ts';

export interface Status {
  readonly text: string;
  readonly healthy: boolean;
}

/** One line for each machine: where it is, whether its API server answers, which services are missing. */
export async function clusterStatus(root: string, name: string): Promise<Status> {
  const size = await readState(root, name);
  if (size === undefined) return { text: `${name}: not there\n`, healthy: false };
  const plan = clusterPlan(root, size);
  const host = await machineStatus(plan.host, [...controlPlane(plan.host), ...hostServices(plan.host)]);
  const members = await Promise.all(
    plan.members.map((member) => machineStatus(member, [...controlPlane(member), kwok(member)])),
  );
  const all = [host, ...members];
  return { text: all.map(({ text }) => text).join(''), healthy: all.every(({ healthy }) => healthy) };
}

async function machineStatus(machine: MachinePlan, services: readonly Service[]): Promise<Status> {
  const title = `${machine.name.padEnd(12)} ${machine.address.padEnd(15)}`;
  if ((await findMachine(machine)) === undefined) return { text: `${title} down\n`, healthy: false };
  const missing = (
    await Promise.all(services.map(async (service) => ((await serviceRuns(machine, service)) ? [] : [service.name])))
  ).flat();
  const ready = await answers(machine);
  const words = [ready ? 'ready' : 'API server does not answer', ...missing.map((service) => `${service} is down`)];
  return { text: `${title} ${words.join(', ')}\n`, healthy: ready && missing.length === 0 };
}

async function answers(machine: MachinePlan): Promise<boolean> {
  const kube = await connect(join(machine.directory, 'pki', 'admin.kubeconfig'));
  try {
    return await kube.answers('/readyz');
  } finally {
    kube.close();
  }
}

function controlPlane(machine: MachinePlan): readonly Service[] {
  return [etcd(machine), apiServer(machine), controllerManager(machine), scheduler(machine)];
}

function hostServices(host: MachinePlan): readonly Service[] {
  return [containerd(host), kubelet(host), kubeProxy(host), volumeProvisioner(host)];
}
