import { act, met, wait } from '../../../steps/verdict.ts';
import { deadline, triedEnough, unanswered, unseen, withoutInstance } from '../leave.ts';
import type { MemberStep, MemberVerdict } from '../member-step.ts';
import type { InstanceSide, MemberObserved } from '../observed.ts';

export const clusterGone: MemberStep = {
  condition: 'Joined',
  undoes: true,
  judge(observed) {
    const { instance, plane, clusterName, account } = observed;
    if (instance.kind !== 'present') return withoutInstance(observed, instance);
    if (instance.value.deletedAt !== undefined && !deletesWorkloads(observed))
      return met('Left', 'the plane goes as a whole');
    if (plane.kind === 'absent') return met('Left', 'there is no plane to leave');
    if (plane.kind === 'unreadable') {
      // The instance keeps its plane only for members whose account is there; an account is forgotten after its Cluster is gone.
      if (instance.value.deletedAt !== undefined && account.kind === 'absent')
        return met('Left', 'no account of the member is kept, and the plane is going');
      return unanswered(
        observed,
        `the plane does not answer: ${plane.why}`,
        'the plane did not answer until the deadline',
      );
    }
    if (account.kind === 'unreadable' && !triedEnough(observed, 1))
      return unseen(observed, `the member’s account cannot be read: ${account.why}`, '');
    const { cluster } = plane.value;
    if (cluster === undefined) return met('Left', `the plane has no Cluster "${clusterName}" of this member`);
    if (triedEnough(observed, 2)) return met('LeaveForced', `the plane does not let go of Cluster "${clusterName}"`);
    return cluster.deleting ? leaving(observed, instance.value) : remove(observed, instance.value, cluster);
  },
};

function remove(
  observed: MemberObserved,
  { hostNamespace }: InstanceSide,
  cluster: { readonly uid: string; readonly ready: { readonly status: string } | undefined },
): MemberVerdict {
  const { remote, plane, clusterName } = observed;
  // Nobody could take Karmada's rights away on a member that answers only Karmada. Without its credential it loses the member within a minute; a Cluster that is Ready for longer has nobody who looks.
  const reached = remote.kind !== 'answered' && cluster.ready?.status === 'True' && !triedEnough(observed, 1);
  const armed = cluster.ready?.status === 'True' && plane.kind === 'present' && plane.value.tokenSecret !== undefined;
  if ((reached || armed) && !deletesWorkloads(observed)) {
    return wait(
      deadline(observed) === 'wait' ? 'LeaveWaiting' : 'Leaving',
      'Karmada still reaches the member and would delete the workloads; waiting until it no longer does',
      5_000,
    );
  }
  return act('Leaving', `removing Cluster "${clusterName}" from the plane`, {
    kind: 'deleteCluster',
    hostNamespace,
    uid: cluster.uid,
  });
}

function leaving(observed: MemberObserved, { hostNamespace }: InstanceSide): MemberVerdict {
  const { clusterName } = observed;
  switch (deadline(observed)) {
    case 'force':
      // Karmada was asked to delete workloads, and may not even have begun.
      if (deletesWorkloads(observed) && !triedEnough(observed, 1)) return atWork(observed);
      return act('Leaving', `forcing Cluster "${clusterName}" out of the plane`, {
        kind: 'forceCluster',
        hostNamespace,
      });
    case 'wait':
      return wait(
        'LeaveWaiting',
        `Karmada cannot remove Cluster "${clusterName}"; the deadline has passed and spec.leave.onUnreachable is Wait`,
        30_000,
      );
    case 'ahead':
      return atWork(observed);
  }
}

function atWork(observed: MemberObserved): MemberVerdict {
  const { clusterName, plane } = observed;
  const works = plane.kind === 'present' ? plane.value.works.total : 0;
  return deletesWorkloads(observed) && works > 0
    ? wait('WorkloadsRemain', 'Karmada is deleting the workloads it propagated', 2_000)
    : wait('Leaving', `Karmada is removing Cluster "${clusterName}"`, 2_000);
}

function deletesWorkloads({ member }: MemberObserved): boolean {
  return member.spec.leave?.workloads === 'Delete';
}
