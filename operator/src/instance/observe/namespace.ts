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

interface Namespace extends KubeObject {
  readonly status?: {
    readonly conditions?: readonly { readonly type: string; readonly status: string; readonly message?: string }[];
  };
}

export async function observeNamespace(
  host: KubeApi,
  { name, uid, role, signal }: Question,
): Promise<Fact<HostNamespace>> {
  return fact(async () => {
    const [namespace, binding] = await Promise.all([
      host.get<Namespace>(resources.namespaces, { name }, { signal }),
      host.get<RoleBinding>(resources.roleBindings, { namespace: name, name: bindingName }, { signal }),
    ]);
    if (namespace === undefined) return undefined;
    return {
      own: namespace.metadata.annotations?.[ownerAnnotations.ownerUID] === uid,
      terminating: namespace.metadata.deletionTimestamp !== undefined,
      ...goingOf(namespace),
      bound: binding?.roleRef.name === role,
    };
  });
}

const remnants = ['NamespaceContentRemaining', 'NamespaceFinalizersRemaining', 'NamespaceDeletionContentFailure'];

/** The namespace controller's own words, e.g. which finalizers it waits for. */
function goingOf({ metadata, status }: Namespace): Pick<HostNamespace, 'going'> {
  if (metadata.deletionTimestamp === undefined) return {};
  const told = (status?.conditions ?? []).filter(
    ({ type, status: holds }) => holds === 'True' && remnants.includes(type),
  );
  const remains = told.map(({ message = '' }) => message).join('; ');
  return { going: { since: Date.parse(metadata.deletionTimestamp), remains: remains.slice(0, 512) } };
}
