import { componentKeys } from '../../../api/names.ts';
import { act, met } from '../../../steps/verdict.ts';
import { desiredRelease } from '../desired-release.ts';
import type { InstanceStep } from '../instance-step.ts';
import type { Effective, Workload } from '../observed.ts';
import { replicasOf, type ChartSettings } from '../values.ts';

/**
 * A component that somebody deleted or scaled away comes back. Judged before the API server is asked: it may be the one that is gone,
 * and then nothing behind it would ever be reached.
 */
export function workloadsWhole(settings: ChartSettings): InstanceStep {
  return {
    condition: 'ReleaseReady',
    judge(observed) {
      const { helm, effective, workloads } = observed;
      const whole = met('Installed', 'every component that was installed stands');
      if (helm.kind !== 'deployed' || helm.stage !== 'Full' || effective === undefined) return whole;
      if (workloads.kind !== 'present') return whole;
      const wanted = desiredRelease(observed, effective, 'Full', settings);
      // With other values the number of Pods is about to change anyway.
      const settled = helm.valuesDigest === wanted.desired.labels.valuesDigest;
      const loss = missing(workloads.value) ?? (settled ? scaled(workloads.value, effective) : undefined);
      return loss === undefined ? whole : act('Repairing', `${loss}; installing it again`, wanted);
    },
  };
}

function missing(workloads: readonly Workload[]): string | undefined {
  const gone = componentKeys.find((key) => !workloads.some(({ component }) => component === key));
  return gone && `${gone} is gone`;
}

function scaled(workloads: readonly Workload[], { spec }: Effective): string | undefined {
  const other = workloads.find(({ component, desired }) => desired !== replicasOf(component, spec));
  return other && `${other.component} was scaled to ${other.desired}`;
}
