import { met, wait } from '../../../steps/verdict.ts';
import type { MemberStep } from '../member-step.ts';

/** Of a Cluster that somebody else registers. */
export const clusterFound: MemberStep = {
  condition: 'Joined',
  judge({ plane, clusterName }) {
    if (plane.kind === 'absent') return wait('PlaneUnreachable', 'the plane is not there yet', 5_000);
    if (plane.kind === 'unreadable') return wait('PlaneUnreachable', `the plane does not answer: ${plane.why}`, 5_000);
    return plane.value.cluster === undefined
      ? wait(
          'ClusterNotFound',
          `the plane has no Cluster "${clusterName}"; managementPolicy ObserveOnly joins none`,
          30_000,
        )
      : met('Joined', `Cluster "${clusterName}" is in the plane`);
  },
};
