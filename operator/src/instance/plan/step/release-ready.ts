import { act, met, wait } from '../../../steps/verdict.ts';
import { desiredRelease } from '../desired-release.ts';
import type { InstanceStep } from '../instance-step.ts';
import type { ChartSettings } from '../values.ts';

/** Everything, once the first stage stands. What changes later is the business of releaseUpToDate. */
export function releaseReady(settings: ChartSettings): InstanceStep {
  return {
    condition: 'ReleaseReady',
    judge(observed) {
      const { helm, effective } = observed;
      if (helm.kind === 'unreadable')
        return wait('ReleaseUnreadable', `the release cannot be read: ${helm.why}`, 2_000);
      if (helm.kind === 'locked' || helm.kind === 'absent')
        return wait('Pending', 'waits for the first release', 2_000);
      if (effective === undefined) return met('Installed', 'the release is as it was accepted last');
      const wanted = desiredRelease(observed, effective, 'Full', settings);
      if (helm.kind === 'failed') return act('ReleaseFailed', `the last attempt failed: ${helm.why}`, wanted);
      if (helm.stage !== 'Full') return act('Installing', 'installing Karmada’s components', wanted);
      return met('Installed', `revision ${helm.revision} is installed`);
    },
  };
}
