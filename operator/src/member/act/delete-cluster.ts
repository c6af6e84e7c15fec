import { resources } from '../../api/resources.ts';
import { done, type Outcome } from '../../steps/outcome.ts';
import type { KubeApi, KubeObject } from '../../world.ts';
import type { MemberObserved } from '../plan/observed.ts';
import type { MemberWorld } from '../world.ts';
import { planeOf } from './plane-of.ts';

const { clusters, namespaces, works } = resources;

export async function deleteCluster(
  world: MemberWorld,
  observed: MemberObserved,
  uid: string,
): Promise<Outcome<never>> {
  const plane = await planeOf(world, observed);
  await plane?.delete(clusters, { name: observed.clusterName }, { uid });
  return done;
}

/** What `karmadactl unjoin --force` does: Karmada's finalizers go, the member keeps what it has. */
export async function forceCluster(world: MemberWorld, observed: MemberObserved): Promise<Outcome<never>> {
  const plane = await planeOf(world, observed);
  if (plane === undefined) return done;
  const space = `karmada-es-${observed.clusterName}`;
  for (const work of await plane.list<KubeObject>(works, { namespace: space })) {
    await dropFinalizers(plane, works, { namespace: space, name: work.metadata.name });
  }
  const execution = await plane.get(namespaces, { name: space });
  if (execution !== undefined) await dropFinalizers(plane, namespaces, { name: space });
  await dropFinalizers(plane, clusters, { name: observed.clusterName });
  return done;
}

async function dropFinalizers(
  plane: KubeApi,
  resource: typeof works,
  key: { readonly namespace?: string; readonly name: string },
): Promise<void> {
  await plane.mergePatch(resource, key, { metadata: { finalizers: null } });
}
