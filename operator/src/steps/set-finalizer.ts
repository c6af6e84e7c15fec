import type { KubeApi, KubeObject, Resource } from '../world.ts';
import { done, type Outcome } from './outcome.ts';

/** Adds or removes one finalizer. resourceVersion in the patch: two writers must not lose each other's. */
export async function setFinalizer(
  host: KubeApi,
  resource: Resource,
  object: KubeObject,
  wanted: { readonly finalizer: string; readonly held: boolean },
): Promise<Outcome<never>> {
  const { name, namespace, uid } = object.metadata;
  const key = { name, ...(namespace !== undefined && { namespace }) };
  // Read anew: this pass has written status since it looked.
  const current = await host.get(resource, key);
  if (current === undefined || current.metadata.uid !== uid) return done;
  const before = current.metadata.finalizers ?? [];
  const others = before.filter((finalizer) => finalizer !== wanted.finalizer);
  const finalizers = wanted.held ? [...others, wanted.finalizer] : others;
  if (finalizers.length === before.length) return done;
  await host.mergePatch(resource, key, { metadata: { finalizers, resourceVersion: current.metadata.resourceVersion } });
  return done;
}
