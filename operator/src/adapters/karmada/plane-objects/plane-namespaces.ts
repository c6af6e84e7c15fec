import { resources } from '../../../api/resources.ts';
import { type PlaneObject, planeObject } from './manifest.ts';

/** Karmada's own namespace in the plane: leases, and the Service behind the aggregated API. */
export const systemNamespace = 'karmada-system';

/** Where members' credentials lie. Any other namespace would itself be propagated to members. */
export const membersNamespace = 'karmada-cluster';

/** Applying an object without a single field of ours would write it anew each time, hence the label. */
const managed = { 'app.kubernetes.io/managed-by': 'slipway' };

export function planeNamespaces(): readonly PlaneObject[] {
  return [
    planeObject(resources.namespaces, { metadata: { name: systemNamespace, labels: managed } }),
    planeObject(resources.namespaces, {
      metadata: { name: membersNamespace, labels: { ...managed, 'karmada.io/system': 'true' } },
    }),
  ];
}
