import { componentKeys } from '../../../api/names.ts';
import { met, wait, type Step } from '../../../steps/verdict.ts';
import type { InstanceAction } from '../action.ts';
import type { Observed } from '../observed.ts';

export const componentsReady: Step<Observed, InstanceAction> = {
  condition: 'ComponentsReady',
  judge({ workloads, plane }) {
    if (workloads.kind !== 'present') return wait('HostUnreadable', workloads.kind === 'absent' ? 'there are no workloads yet' : `workloads cannot be read: ${workloads.why}`, 2_000);
    const missing = componentKeys.find((key) => !workloads.value.some(({ component }) => component === key));
    if (missing !== undefined) return wait('ComponentMissing', `${missing} is not there yet`, 2_000);
    const late = workloads.value.find(({ settled }) => !settled);
    if (late !== undefined) {
      return wait('RollingOut', late.trouble ?? `${late.component} has ${late.ready} of ${late.desired} Pods ready`, 5_000);
    }
    if (plane.kind !== 'answered') return wait('PlaneUnreachable', 'the plane’s API server does not answer', 2_000);
    return plane.value.clusterAPI === 'Available'
      ? met('Ready', 'every component is ready and the Cluster API is available')
      : wait('ClusterAPIUnavailable', 'the plane does not serve Karmada’s Cluster API yet', 500);
  },
};
