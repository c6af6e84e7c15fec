import { act, met, wait, type Step } from '../../../steps/verdict.ts';
import type { InstanceAction } from '../action.ts';
import type { Observed } from '../observed.ts';

export const releaseRemoved: Step<Observed, InstanceAction> = {
  condition: 'ReleaseReady',
  judge({ helm, namespace, release }) {
    if (namespace.kind === 'absent' || (namespace.kind === 'present' && (!namespace.value.own || namespace.value.terminating))) {
      return met('Removed', 'the release is gone');
    }
    switch (helm.kind) {
      case 'absent':
        return met('Removed', 'the release is gone');
      case 'unreadable':
        // The namespace is ours alone: what a helper cannot uninstall goes with it.
        return namespace.kind === 'present' && !namespace.value.bound ? met('Removed', 'the operator has no rights left in the namespace') : wait('ReleaseUnreadable', `the release cannot be read: ${helm.why}`, 2_000);
      case 'deployed':
      case 'failed':
      case 'locked':
        return act('Removing', `removing release "${release}"`, { kind: 'removeRelease' });
    }
  },
};
