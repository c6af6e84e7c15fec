import { blocked, met, wait } from '../../../steps/verdict.ts';
import { isOnlyLookedAt } from '../leave.ts';
import type { MemberStep } from '../member-step.ts';
import type { MemberObserved } from '../observed.ts';

/** A plane that takes members. One that this member has begun to join is asked itself, whatever else of it is being changed. */
export const instanceUsable: MemberStep = {
  condition: 'Joined',
  judge(observed) {
    const { instance, member, account } = observed;
    const name = member.spec.instanceRef.name;
    switch (instance.kind) {
      case 'absent':
        return member.status?.clusterID === undefined
          ? blocked(
              'InstanceNotFound',
              `KarmadaInstance "${name}" does not exist in this namespace; create it or correct spec.instanceRef.name`,
            )
          : blocked('InstanceDeleted', `KarmadaInstance "${name}" was deleted; ${whatBecame(observed)}`);
      case 'unreadable':
        return wait('InstanceNotReady', `KarmadaInstance "${name}" cannot be read: ${instance.why}`, 5_000);
      case 'present':
        if (instance.value.deletedAt !== undefined)
          return blocked('InstanceDeleted', `KarmadaInstance "${name}" was deleted; ${whatBecame(observed)}`);
        return instance.value.ready || account.kind === 'present' || isOnlyLookedAt(observed)
          ? met('Joined', `KarmadaInstance "${name}" takes members`)
          : wait('InstanceNotReady', `KarmadaInstance "${name}" is not ready`, 15_000);
    }
  },
};

function whatBecame(observed: MemberObserved): string {
  const { leave, claims } = observed.member.status ?? {};
  if (isOnlyLookedAt(observed)) return 'the operator had nothing on this cluster';
  if (observed.account.kind === 'present') return 'this cluster is leaving it';
  return claims?.own === undefined && leave?.remaining === undefined
    ? 'this cluster has left it'
    : 'status.leave tells what it left on this cluster';
}
