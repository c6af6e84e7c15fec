import { act, met } from '../../../steps/verdict.ts';
import { holdsClaim, isCleaned, triedEnough, unanswered, withoutInstance } from '../leave.ts';
import type { MemberStep } from '../member-step.ts';

/** With `Delete` the plane keeps its credential until it has deleted the workloads. */
export const credentialWithdrawn: MemberStep = {
  condition: 'Joined',
  undoes: true,
  judge(observed) {
    const { instance, plane, remote, member, account } = observed;
    if (instance.kind !== 'present') return withoutInstance(observed, instance);
    if (member.spec.leave?.workloads === 'Delete') return met('Leaving', 'Karmada deletes the workloads it propagated');
    const onMember =
      remote.kind === 'answered' && holdsClaim(observed) && Object.keys(remote.value.tokenSecrets).length > 0;
    const inPlane = plane.kind === 'present' && plane.value.tokenSecret !== undefined;
    if ((onMember || inPlane) && triedEnough(observed, 1))
      return met('LeaveForced', `${onMember ? 'the member' : 'the plane'} does not let go of the plane’s credential`);
    if (onMember || inPlane) {
      const { id, hostNamespace } = instance.value;
      return act('Leaving', 'taking the plane’s credential away, so that the workloads stay', {
        kind: 'withdrawCredential',
        id,
        hostNamespace,
        onMember,
        inPlane,
      });
    }
    const inDoubt = remote.kind === 'unreachable' && !isCleaned(account) && plane.kind === 'unreadable';
    return inDoubt
      ? unanswered(observed, 'neither plane nor member answers', 'neither plane nor member answered until the deadline')
      : met('Left', 'the plane has no credential of the member');
  },
};
