import { met, wait } from '../../../steps/verdict.ts';
import type { InstanceStep } from '../instance-step.ts';

/** Reached from where the operator stands; whether a user's network reaches the external address, only the user can tell. */
export const endpointReachable: InstanceStep = {
  condition: 'EndpointReachable',
  judge({ plane, endpoints, instance, effective }) {
    if (plane.kind === 'notAsked') return wait('Pending', 'waits for the first release', 2_000);
    if (plane.kind !== 'answered') return wait('PlaneUnreachable', 'the plane’s API server does not answer', 2_000);
    if (plane.value.clusters.kind !== 'present')
      return wait('PlaneUnreachable', 'the plane’s Clusters cannot be listed yet', 500);
    if (endpoints.unreadable !== undefined)
      return wait('HostUnreachable', `the plane’s address cannot be read: ${endpoints.unreadable}`, 2_000);
    const exposed = (effective?.spec ?? instance.spec).exposure?.type === 'NodePort';
    if (exposed && endpoints.external === undefined)
      return wait(
        'EndpointPending',
        'no node port or node address is known yet; set spec.exposure.host if this stays',
        2_000,
      );
    return met(
      'EndpointAnswers',
      `the plane answers; its published address is ${endpoints.external ?? endpoints.internal}`,
    );
  },
};
