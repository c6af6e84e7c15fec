import { blocked, met, wait } from '../../../steps/verdict.ts';
import type { MemberStep } from '../member-step.ts';

/** A plane that takes members. One that this member has begun to join is asked itself, whatever else of it is being changed. */
export const instanceUsable: MemberStep = {
  condition: 'Joined',
  judge({ instance, member, account }) {
    const name = member.spec.instanceRef.name;
    switch (instance.kind) {
      case 'absent':
        return member.status?.clusterID === undefined
          ? blocked(
              'InstanceNotFound',
              `KarmadaInstance "${name}" does not exist in this namespace; create it or correct spec.instanceRef.name`,
            )
          : blocked('InstanceDeleted', `KarmadaInstance "${name}" was deleted; this cluster has left it`);
      case 'unreadable':
        return wait('InstanceNotReady', `KarmadaInstance "${name}" cannot be read: ${instance.why}`, 5_000);
      case 'present': {
        if (instance.value.deletedAt !== undefined) {
          const gone = account.kind === 'absent';
          return blocked(
            'InstanceDeleted',
            `KarmadaInstance "${name}" was deleted; this cluster ${gone ? 'has left' : 'is leaving'} it`,
          );
        }
        return instance.value.ready || account.kind === 'present'
          ? met('Joined', `KarmadaInstance "${name}" takes members`)
          : wait('InstanceNotReady', `KarmadaInstance "${name}" is not ready`, 15_000);
      }
    }
  },
};
