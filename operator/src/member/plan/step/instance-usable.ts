import { blocked, met, wait } from '../../../steps/verdict.ts';
import { isOnlyLookedAt } from '../leave.ts';
import type { MemberStep } from '../member-step.ts';

/** A plane that takes members. One that this member has begun to join is asked itself, whatever else of it is being changed. */
export const instanceUsable: MemberStep = {
  condition: 'Joined',
  judge(observed) {
    const { instance, member, account } = observed;
    const looks = isOnlyLookedAt(observed);
    const name = member.spec.instanceRef.name;
    switch (instance.kind) {
      case 'absent':
        return member.status?.clusterID === undefined
          ? blocked(
              'InstanceNotFound',
              `KarmadaInstance "${name}" does not exist in this namespace; create it or correct spec.instanceRef.name`,
            )
          : blocked(
              'InstanceDeleted',
              `KarmadaInstance "${name}" was deleted; ${member.status.claims?.own === undefined ? 'this cluster has left it' : 'status.leave tells what it left on this cluster'}`,
            );
      case 'unreadable':
        return wait('InstanceNotReady', `KarmadaInstance "${name}" cannot be read: ${instance.why}`, 5_000);
      case 'present': {
        if (instance.value.deletedAt !== undefined) {
          const how = account.kind === 'absent' ? 'has left' : 'is leaving';
          return blocked(
            'InstanceDeleted',
            looks
              ? `KarmadaInstance "${name}" was deleted`
              : `KarmadaInstance "${name}" was deleted; this cluster ${how} it`,
          );
        }
        return instance.value.ready || account.kind === 'present' || looks
          ? met('Joined', `KarmadaInstance "${name}" takes members`)
          : wait('InstanceNotReady', `KarmadaInstance "${name}" is not ready`, 15_000);
      }
    }
  },
};
