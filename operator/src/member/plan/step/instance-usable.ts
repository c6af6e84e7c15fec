import { blocked, met, wait, type Step } from '../../../steps/verdict.ts';
import type { MemberAction } from '../action.ts';
import type { MemberObserved } from '../observed.ts';

export const instanceUsable: Step<MemberObserved, MemberAction> = {
  condition: 'Joined',
  judge({ instance, member }) {
    const name = member.spec.instanceRef.name;
    switch (instance.kind) {
      case 'absent':
        return blocked('InstanceNotFound', `KarmadaInstance "${name}" does not exist in this namespace; create it or correct spec.instanceRef.name`);
      case 'unreadable':
        return wait('InstanceNotReady', `KarmadaInstance "${name}" cannot be read: ${instance.why}`, 5_000);
      case 'present':
        if (instance.value.deleting) return blocked('InstanceDeleted', `KarmadaInstance "${name}" is being deleted; this cluster has left it`);
        return instance.value.ready
          ? met('InstanceReady', `KarmadaInstance "${name}" is ready`)
          : wait('InstanceNotReady', `KarmadaInstance "${name}" is not ready yet`, 15_000);
    }
  },
};
