import { copyFile } from 'node:fs/promises';
import { join } from 'node:path';
import { startAddons } from '../addons/start.ts';
import { startControlPlane } from '../control-plane/start.ts';
import { buildImage } from '../images/build-image.ts';
import type { ImageSpec } from '../images/spec.ts';
import { nodeImages, planeImages } from '../images/upstream.ts';
import type { KubeConnection } from '../kube/connection.ts';
import { ensureMachine, type Machine } from '../machine/machine.ts';
import { ensureNetwork } from '../machine/network.ts';
import { raiseWatchLimit } from '../machine/watch-limit.ts';
import { startFakeNodes } from '../member/start.ts';
import { ensureCgroups, removeCgroups } from '../node/cgroups.ts';
import { loadImages } from '../node/images.ts';
import { nodeName } from '../node/services.ts';
import { nodePrivateFolders } from '../node/settings.ts';
import { startNode, startRuntime } from '../node/start.ts';
import { ensurePki } from '../pki/machine-pki.ts';
import type { ClusterPlan, MachinePlan } from '../plan.ts';
import type { Progress } from '../progress.ts';
import { kubeconfigPath } from './handle.ts';

interface Archives {
  readonly node: Promise<readonly string[]>;
  readonly plane: Promise<readonly string[]>;
}

/** Brings up whatever of the cluster is not there, all machines at once. */
export async function bringUp(plan: ClusterPlan, progress: Progress): Promise<void> {
  await raiseWatchLimit();
  const archives = buildArchives(progress);
  await progress.step('network', () => ensureNetwork(plan));
  const members = plan.members.map((member) => bringUpMember(plan, member, progress));
  await allEnded([bringUpHost(plan, archives, progress), ...members]);
}

/** Lets every part come to its end before the first failure is told, so that none is cut off half-way. */
async function allEnded(parts: readonly Promise<unknown>[]): Promise<void> {
  await Promise.allSettled(parts);
  await Promise.all(parts);
}

async function bringUpHost(plan: ClusterPlan, archives: Archives, progress: Progress): Promise<void> {
  const machine = await ensureMachine(plan.host, nodePrivateFolders, () => removeCgroups(plan.name));
  await ensureCgroups(plan.name);
  await publishKubeconfig(plan, plan.host);
  const load = (wanted: Promise<readonly string[]>) => async (note: (text: string) => void) =>
    loadImages(machine, await wanted, note);
  const runtime = progress
    .step('host: container runtime', () => startRuntime(machine, plan.name))
    .then(() => progress.step('host: node images', load(archives.node)));
  const loaded = runtime.then(() => progress.step('host: plane images', load(archives.plane)));
  const control = progress.step('host: control plane', () => startControlPlane(machine));
  await allEnded([
    allEnded([control, runtime]).then(async () => startWorkers(machine, await control, progress)),
    loaded,
  ]);
}

async function startWorkers(machine: Machine, kube: KubeConnection, progress: Progress): Promise<void> {
  try {
    await allEnded([
      progress.step('host: node', () => startNode(machine, kube)),
      progress.step('host: names and volumes', () => startAddons(machine, kube)),
    ]);
  } finally {
    kube.close();
  }
}

async function bringUpMember(plan: ClusterPlan, member: MachinePlan, progress: Progress): Promise<void> {
  const machine = await ensureMachine(member, []);
  await publishKubeconfig(plan, member);
  const kube = await progress.step(`${member.name}: control plane`, () => startControlPlane(machine));
  try {
    await progress.step(`${member.name}: nodes`, () => startFakeNodes(machine, kube));
  } finally {
    kube.close();
  }
}

async function publishKubeconfig(plan: ClusterPlan, machine: MachinePlan): Promise<void> {
  const context = machine === plan.host ? plan.name : `${plan.name}-${machine.name}`;
  const pki = await ensurePki(machine, context, nodeName);
  await copyFile(join(pki, 'admin.kubeconfig'), kubeconfigPath(plan, machine));
}

/** Starts building at once; whoever awaits the archives hears of a failure. */
function buildArchives(progress: Progress): Archives {
  const build = (specs: readonly ImageSpec[]) => async (note: (text: string) => void) => {
    const archives: string[] = [];
    for (const spec of specs) {
      note(spec.name);
      archives.push(await buildImage(spec));
    }
    return archives;
  };
  const node = progress.step('build node images', build(nodeImages()));
  const plane = node.then(() => progress.step('build plane images', build(planeImages())));
  for (const part of [node, plane]) part.catch(() => undefined);
  return { node, plane };
}
