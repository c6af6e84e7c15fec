import { join } from 'node:path';
import { apiServer, auditLog, controllerManager, scheduler } from '../control-plane/services.ts';
import { startControlPlane } from '../control-plane/start.ts';
import { Failure } from '../failure.ts';
import { findMachine, type Machine } from '../machine/machine.ts';
import { killService } from '../machine/service.ts';
import { loadImages } from '../node/images.ts';
import type { ClusterPlan, MachinePlan } from '../plan.ts';
import type { Cluster, Member } from '../provider.ts';

/** The running cluster of a plan. */
export function clusterHandle(plan: ClusterPlan): Cluster {
  return {
    name: plan.name,
    kubeconfig: kubeconfigPath(plan, plan.host),
    nodeAddress: plan.host.address,
    nodeNetwork: plan.host.namespace,
    auditLog: auditLog(plan.host),
    members: plan.members.map((member) => memberHandle(plan, member)),
    loadImages: async (archives) => loadImages(await running(plan.host), archives, () => undefined),
  };
}

export function kubeconfigPath(plan: ClusterPlan, machine: MachinePlan): string {
  return join(plan.directory, `${machine.name}.kubeconfig`);
}

function memberHandle(plan: ClusterPlan, member: MachinePlan): Member {
  return {
    name: member.name,
    kubeconfig: kubeconfigPath(plan, member),
    address: member.address,
    auditLog: auditLog(member),
    async stop() {
      // Controllers that have waited for their API server for long look again only after minutes.
      for (const service of [controllerManager(member), scheduler(member), apiServer(member)])
        await killService(member, service);
    },
    async start() {
      const kube = await startControlPlane(await running(member));
      kube.close();
    },
  };
}

async function running(machine: MachinePlan): Promise<Machine> {
  const found = await findMachine(machine);
  if (found === undefined) throw new Failure(`${machine.name} does not run`, { next: 'bring the cluster up again' });
  return found;
}
