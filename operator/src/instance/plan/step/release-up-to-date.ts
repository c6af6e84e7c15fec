import { componentKeys } from '../../../api/names.ts';
import type { DesiredRelease } from '../../../world.ts';
import { act, met } from '../../../steps/verdict.ts';
import { desiredRelease } from '../desired-release.ts';
import type { InstanceStep } from '../instance-step.ts';
import type { Effective, Observed, Workload } from '../observed.ts';
import { replicasOf, type ChartSettings } from '../values.ts';

/**
 * A changed spec is installed, and a component that somebody deleted or scaled away comes back. Judged before the API server is asked:
 * it may be the one that is gone or that the change mends, and then nothing behind it would ever be reached.
 */
export function releaseUpToDate(settings: ChartSettings): InstanceStep {
  return {
    condition: 'ReleaseReady',
    judge(observed) {
      const { helm, effective } = observed;
      const upToDate = met('Installed', 'every component that was installed stands as wanted');
      if (effective === undefined || !allInstalled(observed)) return upToDate;
      const wanted = desiredRelease(observed, effective, 'Full', settings);
      if (helm.kind === 'failed') return act('ReleaseFailed', `the last attempt failed: ${helm.why}`, wanted);
      const change = changeIn(observed, wanted.desired);
      if (change !== undefined) return act('Updating', change, wanted);
      const loss = lossIn(observed, effective);
      return loss === undefined ? upToDate : act('Repairing', `${loss}; installing it again`, wanted);
    },
  };
}

/** Before that, the steps of the first start have the say. */
function allInstalled({ helm, workloads }: Observed): boolean {
  if (helm.kind === 'deployed') return helm.stage === 'Full';
  const begun =
    workloads.kind === 'present' &&
    workloads.value.some(({ component }) => component !== 'etcd' && component !== 'karmadaAPIServer');
  return helm.kind === 'failed' && helm.everDeployed && begun;
}

function changeIn({ helm }: Observed, { labels }: Pick<DesiredRelease, 'labels'>): string | undefined {
  if (helm.kind !== 'deployed') return undefined;
  if (helm.chartDigest !== labels.chartDigest) return 'the chart differs';
  return helm.valuesDigest === labels.valuesDigest ? undefined : 'the spec changed';
}

function lossIn({ workloads }: Observed, { spec }: Effective): string | undefined {
  if (workloads.kind !== 'present') return undefined;
  const gone = componentKeys.find((key) => !workloads.value.some(({ component }) => component === key));
  return gone === undefined ? scaled(workloads.value, spec) : `${gone} is gone`;
}

function scaled(workloads: readonly Workload[], spec: Effective['spec']): string | undefined {
  const other = workloads.find(({ component, desired }) => desired !== replicasOf(component, spec));
  return other && `${other.component} was scaled to ${other.desired}`;
}
