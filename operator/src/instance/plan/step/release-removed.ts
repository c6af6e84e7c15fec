import { act, met, wait } from '../../../steps/verdict.ts';
import type { InstanceStep } from '../instance-step.ts';

export const releaseRemoved: InstanceStep = {
  condition: 'ReleaseReady',
  undoes: true,
  judge({ helm, namespace, release }) {
    if (
      namespace.kind === 'absent' ||
      (namespace.kind === 'present' && (!namespace.value.own || namespace.value.terminating))
    ) {
      return met('Removed', 'the release is gone');
    }
    switch (helm.kind) {
      case 'absent':
        return met('Removed', 'the release is gone');
      case 'unreadable':
        return wait('ReleaseUnreadable', `the release cannot be read: ${helm.why}`, 2_000);
      case 'deployed':
      case 'failed':
      case 'locked':
        return act('Deleting', `removing release "${release}"`, { kind: 'removeRelease' });
    }
  },
};
