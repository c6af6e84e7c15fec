import { met, wait, type Step } from '../../../steps/verdict.ts';
import type { InstanceAction } from '../action.ts';
import type { Observed } from '../observed.ts';

/** Reached from where the operator stands; whether a user's network reaches the external address, only the user can tell. */
export const endpointReachable: Step<Observed, InstanceAction> = {
  condition: 'EndpointReachable',
  judge({ plane, endpoints, instance }) {
    if (plane.kind !== 'answered') return wait('PlaneUnreachable', 'the plane’s API server does not answer', 2_000);
    if (plane.value.clusters.kind !== 'present') return wait('ClustersUnreadable', 'the plane’s Clusters cannot be listed yet', 500);
    const exposed = instance.spec.exposure?.type === 'NodePort';
    if (exposed && endpoints.external === undefined) return wait('NoExternalAddress', 'no node port or node address is known yet; set spec.exposure.host if this stays', 2_000);
    return met('Reachable', `the plane answers at ${endpoints.external ?? endpoints.internal}`);
  },
};
