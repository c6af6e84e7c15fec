import { act, met, wait, type Step } from '../../../steps/verdict.ts';
import { desiredRelease } from '../desired-release.ts';
import type { ChartSettings } from '../values.ts';
import type { InstanceAction } from '../action.ts';
import type { Observed } from '../observed.ts';

/** The first revision. From the moment it was deployed this is met for ever: no later stage removes a running object. */
export function foundationInstalled(settings: ChartSettings): Step<Observed, InstanceAction> {
  return {
    condition: 'ReleaseReady',
    judge(observed) {
      const { helm, effective, release } = observed;
      switch (helm.kind) {
        case 'unreadable':
          return wait('ReleaseUnreadable', `the release cannot be read: ${helm.why}`, 2_000);
        case 'locked':
          return act('ReleaseLocked', `release "${release}" was interrupted during ${helm.operation}`, { kind: 'unlockRelease' });
        case 'absent':
          return install('installing etcd and the API server');
        case 'failed':
          return helm.everDeployed ? met('Installed', 'etcd and the API server were installed') : install('the last attempt to install failed');
        case 'deployed':
          return met('Installed', 'etcd and the API server are installed');
      }

      function install(why: string) {
        if (effective === undefined) return wait<InstanceAction>('Pending', 'waits for a spec that can be carried out', 30_000);
        return act<InstanceAction>('Installing', why, desiredRelease(observed, effective, 'Foundation', settings));
      }
    },
  };
}
