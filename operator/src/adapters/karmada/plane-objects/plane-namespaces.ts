import { resources } from '../../../api/resources.ts';
import { type PlaneObject, planeObject } from './manifest.ts';

/** Karmada's own namespace in the plane: leases, and the Service behind the aggregated API. */
export const systemNamespace = 'karmada-system';

/** Where members' credentials lie. Any other namespace would itself be propagated to members. */
export const membersNamespace = 'karmada-cluster';

export function planeNamespaces(): readonly PlaneObject[] {
  return [
    planeObject(resources.namespaces, { metadata: { name: systemNamespace } }),
    planeObject(resources.namespaces, {
      metadata: { name: membersNamespace, labels: { 'karmada.io/system': 'true' } },
    }),
  ];
}
