import { componentKeys } from '../../../api/names.ts';
import { met, wait } from '../../../steps/verdict.ts';
import type { InstanceStep } from '../instance-step.ts';

export const componentsReady: InstanceStep = {
  condition: 'ComponentsReady',
  judge({ workloads, plane, helm }) {
    if (helm.kind === 'absent') return wait('Pending', 'waits for the first release', 2_000);
    if (workloads.kind !== 'present')
      return wait(
        'HostUnreachable',
        workloads.kind === 'absent' ? 'there are no workloads yet' : `workloads cannot be read: ${workloads.why}`,
        2_000,
      );
    // Until the Cluster API answers for the first time nothing else tells when it does.
    const starting = plane.kind === 'answered' && plane.value.clusterAPI !== 'Available';
    const missing = componentKeys.find((key) => !workloads.value.some(({ component }) => component === key));
    if (missing !== undefined) return wait('ComponentsNotReady', `${missing} is not there yet`, 2_000);
    const late = workloads.value.find(({ settled }) => !settled);
    if (late !== undefined) {
      const afterMs = starting ? 300 : 5_000;
      const { component, ready, desired, trouble } = late;
      return trouble === undefined && ready >= desired
        ? wait('RollingOut', `${component} is replacing its Pods`, afterMs)
        : wait('ComponentsNotReady', trouble ?? `${component} has ${ready} of ${desired} Pods ready`, afterMs);
    }
    if (plane.kind !== 'answered') return wait('PlaneUnreachable', 'the plane’s API server does not answer', 2_000);
    return starting
      ? wait('ComponentsNotReady', 'the plane does not serve Karmada’s Cluster API yet', 300)
      : met('ComponentsRunning', 'every component is ready and the Cluster API is available');
  },
};
