import { dirname } from 'node:path';
import { commandLine } from '../command-line.ts';
import { Failure } from '../failure.ts';
import { folderOfMachine } from '../machine/machine.ts';
import { namespacesOf } from '../machine/network.ts';
import type { ClusterPlan } from '../plan.ts';

/** A cluster of this name is somebody else's. */
export class OthersCluster extends Failure {}

/** Throws an OthersCluster if a cluster of this name runs from another folder: to go on would end it without a word. */
export async function refuseOthersCluster({ name, directory }: ClusterPlan): Promise<void> {
  for (const namespace of await namespacesOf(name)) {
    const folder = await folderOfMachine(namespace);
    if (folder === undefined || folder.startsWith(`${directory}/`)) continue;
    throw new OthersCluster(`cluster ${name} runs already, from ${dirname(folder)}`, {
      next: `work with it there, or remove it first, here or there: ${commandLine('down', name)}`,
    });
  }
}
