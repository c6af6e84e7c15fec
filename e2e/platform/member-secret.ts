import { readFile } from 'node:fs/promises';
import type { Cluster, Member } from '../cluster/provider.ts';
import { kubectl } from './kubectl.ts';

/** The Secret that a user makes of a member's kubeconfig. */
export async function memberSecret(
  cluster: Cluster,
  member: Member,
  { namespace, name = `${member.name}-kubeconfig` }: { readonly namespace: string; readonly name?: string },
): Promise<void> {
  const secret = {
    apiVersion: 'v1',
    kind: 'Secret',
    metadata: { name, namespace },
    stringData: { kubeconfig: await readFile(member.kubeconfig, 'utf8') },
  };
  await kubectl(
    cluster.kubeconfig,
    ['apply', '--server-side', '--field-manager', 'user', '-f', '-'],
    JSON.stringify(secret),
  );
}
