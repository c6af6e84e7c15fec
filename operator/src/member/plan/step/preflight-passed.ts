import { blocked, met, wait } from '../../../steps/verdict.ts';
import type { MemberStep, MemberVerdict } from '../member-step.ts';
import type { MemberObserved, Remote } from '../observed.ts';

export const preflightPassed: MemberStep = {
  condition: 'PreflightPassed',
  judge(observed) {
    const { remote } = observed;
    switch (remote.kind) {
      case 'notAsked':
        return wait('Pending', 'the member was not asked yet', 1_000);
      case 'unreachable':
        return unreachable(remote);
      case 'answered':
        return rightCluster(observed, remote.value) ?? rights(remote.value) ?? notJoinedTwice(observed, remote.value);
    }
  },
};

function unreachable({ via, reason, why }: Extract<MemberObserved['remote'], { kind: 'unreachable' }>): MemberVerdict {
  switch (reason) {
    case 'AddressNotAllowed':
      return blocked(reason, why);
    case 'PermissionsMissing':
      return blocked(
        reason,
        via === 'account'
          ? `the operator’s account lost its rights on the member: ${why}; give the operator a kubeconfig again, as spec.connection says, and it restores them`
          : `the kubeconfig’s account may not look at the member: ${why}`,
      );
    case 'CertificateNotTrusted':
      return wait(
        reason,
        `the member cannot be trusted: ${why}; correct certificate-authority-data or the address in the kubeconfig`,
        30_000,
      );
    case 'CredentialsRejected':
      return wait(reason, `the member refuses the credential: ${why}`, 15_000);
    case 'ClusterUnreachable':
      return wait(reason, `the member does not answer: ${why}; trying again`, 15_000);
  }
}

function rightCluster({ account, plane }: MemberObserved, { clusterID }: Remote): MemberVerdict | undefined {
  // Where the account was lost, the plane still knows which cluster joined.
  const registered = plane.kind === 'present' ? plane.value.cluster?.spec['id'] : undefined;
  const known = account.kind === 'present' ? account.value.clusterID : registered;
  if (known === undefined || known === '' || known === clusterID) return undefined;
  return blocked(
    'ClusterReplaced',
    'another cluster answers than the one that joined; correct the kubeconfig, or delete this MemberCluster and make one for the new cluster',
  );
}

/** Told before anything is written: what was begun would have to be removed with the same rights. */
function rights({ missingRights }: Remote): MemberVerdict | undefined {
  return missingRights.length === 0
    ? undefined
    : blocked(
        'PermissionsMissing',
        `the kubeconfig’s account may not ${missingRights.join(', ')}; name one that may, e.g. of cluster-admin`,
      );
}

function notJoinedTwice({ member, siblings, plane, clusterName }: MemberObserved, remote: Remote): MemberVerdict {
  const { claim } = remote;
  if (claim?.goingSince !== undefined)
    return wait('MemberNamespaceTerminating', 'an earlier membership is still being removed on the member', 2_000);
  const holder = siblings.find((sibling) => sibling.uid === claim?.holder);
  if (claim !== undefined && claim.holder !== member.metadata.uid && holder !== undefined) {
    return blocked(
      'ClusterAlreadyJoined',
      `this cluster is in the instance already, as MemberCluster "${holder.name}"; delete one of the two`,
    );
  }
  if (plane.kind === 'present' && plane.value.twin !== undefined) {
    return blocked(
      'ClusterAlreadyJoined',
      `the plane has this cluster already, as Cluster "${plane.value.twin}"; remove that one first`,
    );
  }
  if (plane.kind === 'present' && isAnother(plane.value.stranger?.id, remote.clusterID)) {
    return blocked(
      'ClusterNameTaken',
      `the plane has another cluster under the name "${clusterName}"; choose another spec.clusterName`,
    );
  }
  if (plane.kind === 'present' && plane.value.stranger?.pulls === true) {
    return blocked(
      'ClusterNameTaken',
      `an agent registered Cluster "${clusterName}" in Pull mode; take it out first (karmadactl unregister), or choose another spec.clusterName`,
    );
  }
  return met('PreflightSucceeded', `Kubernetes ${remote.kubernetesVersion} answers`);
}

/** The same cluster, registered in Push mode by hand under the same name, is taken over. */
function isAnother(id: string | undefined, clusterID: string): boolean {
  return id !== undefined && id !== clusterID;
}
