import { labels } from '../../../api/names.ts';
import { act, met, upkeep, wait } from '../../../steps/verdict.ts';
import type { MemberAction } from '../action.ts';
import type { MemberStep, MemberVerdict } from '../member-step.ts';
import type { InstanceSide, MemberAccount, MemberObserved, PlaneSide, Remote } from '../observed.ts';
import {
  clusterDifference,
  clusterSpec,
  newTokens,
  placeTrouble,
  reachTrouble,
  tokenTrouble,
  type WantedCluster,
} from '../registration.ts';

export const clusterRegistered: MemberStep = {
  condition: 'Joined',
  judge(observed) {
    const { instance, account, plane, remote } = observed;
    if (instance.kind !== 'present' || account.kind !== 'present') {
      return wait('Pending', 'waits for the account on the member', 5_000);
    }
    if (plane.kind === 'absent') return wait('PlaneUnreachable', 'the plane is not there yet', 5_000);
    if (plane.kind === 'unreadable') {
      return wait('PlaneUnreachable', `the plane does not answer: ${plane.why}`, 5_000);
    }
    const { cluster, stranger } = plane.value;
    if (cluster?.deleting === true || stranger?.deleting === true) {
      return wait('Leaving', 'the plane is still removing an earlier Cluster of this name', 2_000);
    }
    if (remote.kind === 'answered') {
      const sides = { instance: instance.value, account: account.value, plane: plane.value, remote: remote.value };
      return compare(observed, sides);
    }
    return cluster === undefined ? wait('Pending', 'waits for the member to answer', 5_000) : joined(observed);
  },
};

interface Sides {
  readonly instance: InstanceSide;
  readonly account: MemberAccount;
  readonly plane: PlaneSide;
  readonly remote: Remote;
}

function compare(observed: MemberObserved, { instance, account, plane, remote }: Sides): MemberVerdict {
  const { member, clusterName, now } = observed;
  const cluster = {
    labels: { ...member.spec.labels, [labels.member]: member.metadata.name },
    spec: clusterSpec(member, clusterName, account),
  };
  const trouble =
    reachTrouble(plane, member, account) ?? tokenTrouble(plane, remote, now) ?? placeTrouble(plane, clusterName);
  const difference = differenceOf(plane, cluster);
  if (trouble === undefined && difference === undefined) return joined(observed);
  const action: MemberAction = {
    kind: 'register',
    wanted: {
      clusterName,
      cluster,
      ...(trouble !== undefined && { newTokens: newTokens(member, plane, { remote, now, lost: trouble.lost }) }),
    },
    id: instance.id,
    hostNamespace: instance.hostNamespace,
  };
  return difference === undefined && trouble?.upkeep === true
    ? upkeep('IssuingCredentials', `renewing the plane’s tokens: ${trouble.why}`, action)
    : act('Joining', `registering the member: ${trouble?.why ?? difference ?? ''}`, action);
}

function differenceOf({ cluster, tokenSecret }: PlaneSide, wanted: WantedCluster): string | undefined {
  if (cluster === undefined) return 'the plane does not have the Cluster';
  const loose = tokenSecret?.owner === cluster.uid ? undefined : 'the credential does not go with the Cluster yet';
  return clusterDifference(cluster, wanted) ?? loose;
}

function joined({ clusterName }: MemberObserved): MemberVerdict {
  return met('Joined', `joined as Cluster "${clusterName}"`);
}
