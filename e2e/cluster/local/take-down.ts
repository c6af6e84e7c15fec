import { rm, rmdir } from 'node:fs/promises';
import { join } from 'node:path';
import { killMachine, killMachinesBelow } from '../machine/machine.ts';
import { namespacesOf, removeNamespace } from '../machine/network.ts';
import { removeCgroups } from '../node/cgroups.ts';

/** Removes a cluster, or what is left of one. Containers, mounts and links end with the machine that they are in. */
export async function takeDown(root: string, name: string): Promise<void> {
  const namespaces = await namespacesOf(name);
  for (const namespace of namespaces) await killMachine(namespace);
  await killMachinesBelow(join(root, name));
  for (const namespace of namespaces) await removeNamespace(namespace);
  await removeCgroups(name);
  await rm(join(root, name), { recursive: true, force: true, maxRetries: 5 });
  // Made as a place to mount on, empty for us; whoever else uses it keeps it.
  await rmdir('/var/lib/cni').catch(() => undefined);
}
