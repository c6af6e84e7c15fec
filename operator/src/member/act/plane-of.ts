import { releaseName } from '../../api/names.ts';
import type { KubeApi } from '../../world.ts';
import type { MemberObserved } from '../plan/observed.ts';
import type { MemberWorld } from '../world.ts';

/** undefined when there is no plane to talk to. */
export async function planeOf(world: MemberWorld, { instance, member }: MemberObserved): Promise<KubeApi | undefined> {
  if (instance.kind !== 'present') return undefined;
  const { hostNamespace } = instance.value;
  const plane = await world.planes.open({ hostNamespace, release: releaseName(member.spec.instanceRef.name) });
  return plane.kind === 'present' ? plane.value : undefined;
}
