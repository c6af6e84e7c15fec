import { resources } from '../../api/resources.ts';
import { fact } from '../../steps/fact.ts';
import type { Fact, KubeApi } from '../../world.ts';
import type { InstanceSide } from '../plan/observed.ts';

/** With the host namespace the right to read in it has gone, and the host says Forbidden of what is not there. */
export async function absentWithHome<T>(
  found: Fact<T>,
  host: KubeApi,
  { hostNamespace }: InstanceSide,
  signal: AbortSignal,
): Promise<Fact<T>> {
  if (found.kind !== 'unreadable') return found;
  const home = await fact(() => host.get(resources.namespaces, { name: hostNamespace }, { signal }));
  return home.kind === 'absent' ? home : found;
}
