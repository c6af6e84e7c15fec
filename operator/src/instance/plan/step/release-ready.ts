import { act, met, wait } from '../../../steps/verdict.ts';
import { desiredRelease } from '../desired-release.ts';
import type { InstanceStep } from '../instance-step.ts';
import type { ChartSettings } from '../values.ts';

/** Everything, as the spec says. A pass whose inputs have not changed starts no process. */
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
      const { stage, chartDigest, valuesDigest } = wanted.desired.labels;
      if (helm.stage !== stage) return act('Installing', 'installing Karmada’s components', wanted);
      if (helm.chartDigest !== chartDigest) return act('Updating', 'the chart differs', wanted);
      if (helm.valuesDigest !== valuesDigest) return act('Updating', 'the spec changed', wanted);
      return met('Installed', `revision ${helm.revision} is installed`);
    },
  };
}
