import type { InstanceReason } from '../../api/conditions.ts';
import { fieldManagers } from '../../api/names.ts';
import { done, failed, type Outcome } from '../../steps/outcome.ts';
import { isApiError } from '../../steps/perform.ts';
import { valueOf } from '../../steps/fact.ts';
import type { Observed } from '../plan/observed.ts';
import type { InstanceWorld } from '../world.ts';

/** Server-side apply, group after group; the version marker comes last and so tells that all stands. */
export async function applyPlaneObjects(
  world: InstanceWorld,
  { hostNamespace, release, keys }: Observed,
  version: string,
): Promise<Outcome<InstanceReason>> {
  const caBundle = valueOf(keys)?.caBundle;
  const plane = await world.planes.open({ hostNamespace, release });
  if (plane.kind !== 'present' || caBundle === undefined)
    return failed('transient', 'PlaneUnreachable', 'the plane cannot be opened');
  const { groups } = world.planeObjects.wanted({ release, namespace: hostNamespace, caBundle, version });
  try {
    for (const group of groups) {
      await Promise.all(
        group.objects.map(({ resource, object }) =>
          plane.value.apply(resource, object, { fieldManager: fieldManagers.objects, force: true }),
        ),
      );
    }
  } catch (error) {
    if (!isApiError(error) || error.code < 400 || error.code >= 500) throw error;
    return failed('transient', 'ObjectRefused', `the plane refuses an object: ${error.message}`);
  }
  return done;
}
