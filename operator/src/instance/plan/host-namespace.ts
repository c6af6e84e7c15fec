import type { KarmadaInstance } from '../../api/karmada-instance.ts';
import { labels } from '../../api/names.ts';
import type { KubeObject } from '../../world.ts';

export const ownerAnnotations = { owner: 'slipway.dev/owner', ownerUID: 'slipway.dev/owner-uid' } as const;

/** The operator's RoleBinding in every host namespace. */
export const bindingName = 'slipway';

type Manifest = KubeObject & Readonly<Record<string, unknown>>;

/** The host namespace: it carries the identity, and holds its Pods to the strictest standard there is. */
export function hostNamespaceObject(
  instance: KarmadaInstance,
  place: { readonly hostNamespace: string; readonly id: string },
): Manifest {
  const { name, namespace, uid } = instance.metadata;
  return {
    apiVersion: 'v1',
    kind: 'Namespace',
    metadata: {
      name: place.hostNamespace,
      labels: {
        [labels.instance]: name,
        [labels.instanceId]: place.id,
        'app.kubernetes.io/managed-by': 'slipway',
        'pod-security.kubernetes.io/enforce': 'restricted',
        'pod-security.kubernetes.io/enforce-version': 'latest',
      },
      annotations: { [ownerAnnotations.owner]: `${namespace}/${name}`, [ownerAnnotations.ownerUID]: uid ?? '' },
    },
  };
}

export interface Binding {
  readonly role: string;
  readonly serviceAccount: { readonly namespace: string; readonly name: string };
}

export function bindingObject(hostNamespace: string, id: string, { role, serviceAccount }: Binding): Manifest {
  return {
    apiVersion: 'rbac.authorization.k8s.io/v1',
    kind: 'RoleBinding',
    metadata: { name: bindingName, namespace: hostNamespace, labels: { [labels.instanceId]: id } },
    roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: 'ClusterRole', name: role },
    subjects: [{ kind: 'ServiceAccount', ...serviceAccount }],
  };
}
