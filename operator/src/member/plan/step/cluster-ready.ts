import { met, wait } from '../../../steps/verdict.ts';
import type { MemberStep, MemberVerdict } from '../member-step.ts';

export const clusterReady: MemberStep = {
  condition: 'ClusterReady',
  judge({ plane }) {
    if (plane.kind !== 'present')
      return wait(
        'PlaneUnreachable',
        plane.kind === 'absent' ? 'the plane is not there yet' : `the plane does not answer: ${plane.why}`,
        5_000,
      );
    const ready = plane.value.cluster?.ready;
    if (ready === undefined)
      return wait('ClusterStatusUnknown', 'Karmada has not reported the cluster’s state yet', 2_000);
    return ready.status === 'True' ? met('ClusterHealthy', 'Karmada reaches the cluster') : notReady(ready.reason);
  },
};

/** Whoever may write to the plane may write any reason there: only those that Karmada gives are passed on. */
function notReady(reason: string): MemberVerdict {
  switch (reason) {
    case 'ClusterNotReachable':
      return wait(reason, 'Karmada does not reach the cluster', 10_000);
    case 'ClusterNotReady':
      return wait(reason, 'Karmada reaches the cluster, which says that it is not healthy', 10_000);
    case 'StatusCollectionFailed':
      return wait('ClusterNotReady', 'Karmada reaches the cluster and cannot collect its state', 10_000);
    default:
      return wait('ClusterStatusUnknown', 'Karmada does not know the cluster’s state', 10_000);
  }
}
