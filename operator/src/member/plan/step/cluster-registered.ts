import { memberDefaults } from '../../../api/defaults.ts';
import { parseDuration } from '../../../api/duration.ts';
import { labels } from '../../../api/names.ts';
import { act, met, wait, type Step } from '../../../steps/verdict.ts';
import type { MemberAction } from '../action.ts';
import type { InstanceSide, MemberAccount, MemberObserved, PlaneSide } from '../observed.ts';
import { clusterDifference, clusterSpec, tokenTrouble, type RegistrationWanted } from '../registration.ts';

export const clusterRegistered: Step<MemberObserved, MemberAction> = {
  condition: 'Joined',
  judge(observed) {
    const { instance, account, plane, remote } = observed;
    if (instance.kind !== 'present' || account.kind !== 'present') return wait('Pending', 'waits for the account on the member', 5_000);
    if (plane.kind !== 'present') return wait('PlaneUnreachable', plane.kind === 'absent' ? 'the plane is not there yet' : `the plane does not answer: ${plane.why}`, 5_000);
    if (plane.value.cluster?.deleting === true) return wait('Leaving', 'the plane is still removing an earlier Cluster of this name', 2_000);
    if (remote.kind !== 'answered') return met('Joined', `joined as Cluster "${observed.clusterName}"`);
    const trouble = tokenTrouble(plane.value, remote.value, observed.now);
    const wanted = registration(observed, { account: account.value, plane: plane.value, newTokens: trouble !== undefined });
    const why = trouble ?? (plane.value.cluster === undefined ? 'the plane does not have the Cluster' : clusterDifference(plane.value.cluster, wanted));
    return why === undefined
      ? met('Joined', `joined as Cluster "${observed.clusterName}"`)
      : act('Joining', `registering the member: ${why}`, { kind: 'register', wanted, ...place(instance.value) });
  },
};

interface Sources {
  readonly account: MemberAccount;
  readonly plane: PlaneSide;
  readonly newTokens: boolean;
}

function registration({ member, clusterName }: MemberObserved, { account, plane, newTokens }: Sources): RegistrationWanted {
  const life = parseDuration(member.spec.credentials?.tokenDuration ?? memberDefaults.tokenDuration) ?? 0;
  return {
    clusterName,
    ...(newTokens && { newTokens: { generation: (plane.tokenSecret?.generation ?? 0) + 1, seconds: Math.floor(life / 1000) } }),
    labels: { ...member.spec.labels, [labels.member]: member.metadata.name.slice(0, 63) },
    spec: clusterSpec(member, clusterName, account),
  };
}

function place(instance: InstanceSide): { readonly id: string; readonly hostNamespace: string } {
  return { id: instance.id, hostNamespace: instance.hostNamespace };
}
