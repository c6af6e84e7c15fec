import { act, met, wait } from '../../../steps/verdict.ts';
import type { InstanceAction } from '../action.ts';
import { desiredRelease } from '../desired-release.ts';
import type { InstanceStep, InstanceVerdict } from '../instance-step.ts';
import type { Observed } from '../observed.ts';
import type { ChartSettings } from '../values.ts';

/** The first revision. Once the API server has answered this is met for ever: no later stage removes a running object. */
export function foundationInstalled(settings: ChartSettings): InstanceStep {
  return {
    condition: 'ReleaseReady',
    judge(observed) {
      const { helm, release } = observed;
      switch (helm.kind) {
        case 'unreadable':
          return wait('ReleaseUnreadable', `the release cannot be read: ${helm.why}`, 2_000);
        case 'locked':
          return act('ReleaseLocked', `release "${release}" was interrupted during ${helm.operation}`, {
            kind: 'unlockRelease',
          });
        case 'absent':
          return install(observed, settings, 'installing etcd and the API server');
        case 'failed':
          return helm.everDeployed
            ? met('Installed', 'etcd and the API server were installed')
            : install(observed, settings, 'the last attempt to install failed');
        case 'deployed':
          return corrected(observed, settings) ?? met('Installed', 'etcd and the API server are installed');
      }
    },
  };
}

/** A spec that kept the first stage from running can be mended. When the API server answers, all is installed by the newest spec anyway. */
function corrected(observed: Observed, settings: ChartSettings): InstanceVerdict | undefined {
  const { helm, plane, effective } = observed;
  if (helm.kind !== 'deployed' || helm.stage !== 'Foundation') return undefined;
  if (plane.kind === 'answered' || effective === undefined) return undefined;
  const wanted = desiredRelease(observed, effective, 'Foundation', settings);
  return helm.valuesDigest === wanted.desired.labels.valuesDigest
    ? undefined
    : act<InstanceAction, 'Updating'>('Updating', 'the spec changed', wanted);
}

function install(observed: Observed, settings: ChartSettings, why: string): InstanceVerdict {
  const { effective } = observed;
  if (effective === undefined) return wait('Pending', 'waits for a spec that can be carried out', 30_000);
  return act<InstanceAction, 'Installing'>(
    'Installing',
    why,
    { kind: 'recordSpec', spec: effective.spec },
    desiredRelease(observed, effective, 'Foundation', settings),
  );
}
