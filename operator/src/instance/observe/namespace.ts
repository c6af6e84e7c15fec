import { resources } from '../../api/resources.ts';
import { fact } from '../../steps/fact.ts';
import type { Fact, KubeApi, KubeObject } from '../../world.ts';
import { bindingName, ownerAnnotations } from '../plan/host-namespace.ts';
import type { HostNamespace } from '../plan/observed.ts';

interface Question {
  readonly name: string;
  readonly uid: string;
  readonly role: string;
  readonly signal: AbortSignal;
}

interface RoleBinding extends KubeObject {
  readonly roleRef: { readonly name: string };
}

export async function observeNamespace(
  host: KubeApi,
  { name, uid, role, signal }: Question,
): Promise<Fact<HostNamespace>> {
  return fact(async () => {
    const [namespace, binding] = await Promise.all([
      host.get(resources.namespaces, { name }, { signal }),
      host.get<RoleBinding>(resources.roleBindings, { namespace: name, name: bindingName }, { signal }),
    ]);
    if (namespace === undefined) return undefined;
    return {
      own: namespace.metadata.annotations?.[ownerAnnotations.ownerUID] === uid,
      terminating: namespace.metadata.deletionTimestamp !== undefined,
      bound: binding?.roleRef.name === role,
    };
  });
}
