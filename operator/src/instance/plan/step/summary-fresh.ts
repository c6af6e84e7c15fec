import { met, wait, type Step } from '../../../steps/verdict.ts';
import type { InstanceAction } from '../action.ts';
import type { Observed } from '../observed.ts';

export const summaryFresh: Step<Observed, InstanceAction> = {
  condition: 'SummaryFresh',
  judge({ plane }) {
    if (plane.kind === 'notAsked') return wait('Pending', 'there is no plane yet', 10_000);
    if (plane.kind === 'unreachable') return wait('Stale', `the plane does not answer: ${plane.why}`, 5_000);
    return plane.value.clusters.kind === 'present' ? met('Fresh', 'the summary is of what the plane reports now') : wait('Stale', 'the plane’s Clusters cannot be listed', 5_000);
  },
};
