import { act, met, wait, type Step } from '../../../steps/verdict.ts';
import type { MemberAction } from '../action.ts';
import { leaveOverdue } from '../leave.ts';
import type { MemberObserved } from '../observed.ts';

export const clusterGone: Step<MemberObserved, MemberAction> = {
  condition: 'Joined',
  judge(observed) {
    const { instance, plane, clusterName, account } = observed;
    if (instance.kind !== 'present' || instance.value.deleting || plane.kind === 'absent') return met('Left', 'there is no plane to leave');
    if (plane.kind === 'unreadable') {
      return leaveOverdue(observed) ? met('LeftByForce', 'the plane did not answer until the deadline') : wait('Leaving', `the plane does not answer: ${plane.why}`, 10_000);
    }
    const { cluster } = plane.value;
    if (cluster === undefined || isForeign(cluster.spec['id'], account)) return met('Left', `the plane has no Cluster "${clusterName}" of this member`);
    const { hostNamespace } = instance.value;
    if (!cluster.deleting) return act('Leaving', `removing Cluster "${clusterName}" from the plane`, { kind: 'deleteCluster', hostNamespace, uid: cluster.uid });
    return leaveOverdue(observed)
      ? act('Leaving', `forcing Cluster "${clusterName}" out of the plane`, { kind: 'forceCluster', hostNamespace })
      : wait('Leaving', `Karmada is removing Cluster "${clusterName}"`, 2_000);
  },
};

/** A Cluster that somebody else registered under this name is not ours to delete. */
function isForeign(id: unknown, account: MemberObserved['account']): boolean {
  return account.kind === 'absent' || (account.kind === 'present' && id !== account.value.clusterID);
}
