import { labels } from '../../../api/names.ts';
import { act, met, upkeep, wait } from '../../../steps/verdict.ts';
import type { MemberAction } from '../action.ts';
import type { ClusterFacts } from '../../../fleet/read-cluster.ts';
import type { MemberStep } from '../member-step.ts';
import type { PlaneSide } from '../observed.ts';
import { clusterDifference, clusterSpec, newTokens, tokenTrouble } from '../registration.ts';

export const clusterRegistered: MemberStep = {
  condition: 'Joined',
  judge({ instance, account, plane, remote, member, clusterName, now }) {
    if (instance.kind !== 'present' || account.kind !== 'present')
      return wait('Pending', 'waits for the account on the member', 5_000);
    if (plane.kind !== 'present')
      return wait(
        'PlaneUnreachable',
        plane.kind === 'absent' ? 'the plane is not there yet' : `the plane does not answer: ${plane.why}`,
        5_000,
      );
    const { cluster } = plane.value;
    if (cluster?.deleting === true || plane.value.stranger?.deleting === true)
      return wait('Leaving', 'the plane is still removing an earlier Cluster of this name', 2_000);
    if (remote.kind !== 'answered') {
      return cluster === undefined
        ? wait('Pending', 'waits for the member to answer', 5_000)
        : met('Joined', `joined as Cluster "${clusterName}"`);
    }
    const trouble = tokenTrouble(plane.value, remote.value, now);
    const wanted = {
      labels: { ...member.spec.labels, [labels.member]: member.metadata.name },
      spec: clusterSpec(member, clusterName, account.value),
    };
    const difference =
      cluster === undefined
        ? 'the plane does not have the Cluster'
        : (clusterDifference(cluster, wanted) ?? loose(plane.value, cluster));
    if (trouble === undefined && difference === undefined) return met('Joined', `joined as Cluster "${clusterName}"`);
    const { id, hostNamespace } = instance.value;
    const action: MemberAction = {
      kind: 'register',
      wanted: {
        clusterName,
        cluster: wanted,
        ...(trouble !== undefined && { newTokens: newTokens(member, plane.value) }),
      },
      id,
      hostNamespace,
    };
    return difference === undefined && trouble?.upkeep === true
      ? upkeep('IssuingCredentials', `renewing the plane’s tokens: ${trouble.why}`, action)
      : act('Joining', `registering the member: ${trouble?.why ?? difference ?? ''}`, action);
  },
};

function loose({ tokenSecret }: PlaneSide, { uid }: ClusterFacts): string | undefined {
  return tokenSecret?.owner === uid ? undefined : 'the credential does not go with the Cluster yet';
}
