import { act, met, wait, type Step } from '../../../steps/verdict.ts';
import type { MemberAction } from '../action.ts';
import { leaveOverdue } from '../leave.ts';
import type { MemberObserved } from '../observed.ts';

/** With `Delete` the plane keeps its credential until it has deleted the workloads. */
export const credentialWithdrawn: Step<MemberObserved, MemberAction> = {
  condition: 'Joined',
  judge(observed) {
    const { instance, plane, remote, member, deleting } = observed;
    if (instance.kind !== 'present') return met('Withdrawn', 'there is no plane');
    if (deleting && member.spec.leave?.workloads === 'Delete') return met('Leaving', 'Karmada deletes the workloads it propagated');
    const onMember = remote.kind === 'answered' && Object.keys(remote.value.tokenSecrets).length > 0;
    const inPlane = plane.kind === 'present' && plane.value.tokenSecret !== undefined;
    if (onMember || inPlane) {
      const { id, hostNamespace } = instance.value;
      return act('Leaving', 'taking the plane’s credential away, so that the workloads stay', { kind: 'withdrawCredential', id, hostNamespace, onMember, inPlane });
    }
    const inDoubt = remote.kind === 'unreachable' && plane.kind === 'unreadable';
    if (inDoubt && !leaveOverdue(observed)) return wait('Leaving', 'neither plane nor member answers; trying again', 10_000);
    return met('Withdrawn', 'the plane has no credential of the member');
  },
};
