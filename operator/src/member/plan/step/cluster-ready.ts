import { met, wait, type Step } from '../../../steps/verdict.ts';
import type { MemberAction } from '../action.ts';
import type { MemberObserved } from '../observed.ts';

export const clusterReady: Step<MemberObserved, MemberAction> = {
  condition: 'ClusterReady',
  judge({ plane }) {
    if (plane.kind !== 'present') return wait('PlaneUnreachable', plane.kind === 'absent' ? 'the plane is not there yet' : `the plane does not answer: ${plane.why}`, 5_000);
    const ready = plane.value.cluster?.ready;
    if (ready === undefined) return wait('NeverReported', 'Karmada has not reported the cluster’s state yet', 2_000);
    return ready.status === 'True' ? met('ClusterReady', 'Karmada reaches the cluster') : wait(ready.reason, ready.message, 10_000);
  },
};
