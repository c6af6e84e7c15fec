import { met, wait } from '../../../steps/verdict.ts';
import type { InstanceStep } from '../instance-step.ts';

export const summaryFresh: InstanceStep = {
  condition: 'SummaryFresh',
  judge({ plane, instance }) {
    const never = instance.status?.summary?.observedAt === undefined;
    if (plane.kind === 'notAsked') return wait(never ? 'NotCollected' : 'Stale', 'there is no plane to ask', 60_000);
    if (plane.kind === 'unreachable')
      return wait(never ? 'NotCollected' : 'Stale', `the plane does not answer: ${plane.why}`, 5_000);
    if (plane.value.clusters.kind === 'present') return met('Fresh', 'the summary is of what the plane reports now');
    return wait(never ? 'NotCollected' : 'Stale', 'the plane’s Clusters cannot be listed', 5_000);
  },
};
