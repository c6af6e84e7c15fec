import { blocked, met, wait, type Step, type Verdict } from '../../../steps/verdict.ts';
import type { MemberAction } from '../action.ts';
import type { MemberObserved, Remote } from '../observed.ts';

export const preflightPassed: Step<MemberObserved, MemberAction> = {
  condition: 'PreflightPassed',
  judge(observed) {
    const { remote } = observed;
    switch (remote.kind) {
      case 'notAsked':
        return wait('Pending', 'the member was not asked yet', 1_000);
      case 'unreachable':
        if (remote.reason === 'AddressNotAllowed') return blocked('AddressNotAllowed', remote.why);
        return wait(remote.reason, `the member does not answer: ${remote.why}; trying again`, 15_000);
      case 'answered':
        return notJoinedTwice(observed, remote.value);
    }
  },
};

function notJoinedTwice({ member, siblings, plane, clusterName }: MemberObserved, remote: Remote): Verdict<MemberAction> {
  const { claim } = remote;
  if (claim?.terminating === true) return wait('MemberNamespaceTerminating', 'an earlier membership is still being removed on the member', 2_000);
  const holder = siblings.find((sibling) => sibling.uid === claim?.holder);
  if (claim !== undefined && claim.holder !== member.metadata.uid && holder !== undefined) {
    return blocked('ClusterAlreadyJoined', `this cluster is in the instance already, as MemberCluster "${holder.name}"; delete one of the two`);
  }
  if (plane.kind === 'present' && plane.value.twin !== undefined) {
    return blocked('ClusterAlreadyJoined', `the plane has this cluster already, as Cluster "${plane.value.twin}"; remove that one first`);
  }
  if (plane.kind === 'present' && isForeign(plane.value.cluster?.spec['id'], remote.clusterID)) {
    return blocked('ClusterNameTaken', `the plane has another cluster under the name "${clusterName}"; choose another spec.clusterName`);
  }
  return met('Passed', `Kubernetes ${remote.kubernetesVersion} answers`);
}

function isForeign(id: unknown, clusterID: string): boolean {
  return typeof id === 'string' && id !== '' && id !== clusterID;
}
