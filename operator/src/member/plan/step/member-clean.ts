import { memberNamespace } from '../../../api/names.ts';
import { act, met, wait } from '../../../steps/verdict.ts';
import { deadline, holdsClaim, isCleaned, triedEnough, unanswered, unseen, withoutInstance } from '../leave.ts';
import type { MemberStep, MemberVerdict } from '../member-step.ts';
import type { InstanceSide, MemberObserved, Remote, RemoteFact } from '../observed.ts';
import { isRefused, reachedWith } from '../reached-with.ts';

const removalMs = 30_000;

export const memberClean: MemberStep = {
  condition: 'ClaimHeld',
  undoes: true,
  judge(observed) {
    const { instance, remote, member } = observed;
    if (instance.kind === 'absent' && member.status?.claims?.own !== undefined)
      return met('LeaveForced', 'the instance went, and what the operator made on the member remains there');
    if (instance.kind !== 'present') return withoutInstance(observed, instance);
    const { id } = instance.value;
    const remains = `what the operator made there remains: namespace "${memberNamespace(id)}" and the cluster-wide rights that begin with its name`;
    switch (remote.kind) {
      case 'notAsked':
        return withoutAccount(observed, remains);
      case 'unreachable':
        return unreachable(observed, remote, remains);
      case 'answered':
        return holdsClaim(observed)
          ? clean(observed, { instance: instance.value, remote: remote.value, remains })
          : met('Left', 'nothing of this membership is left on the member');
    }
  },
};

function withoutAccount(observed: MemberObserved, remains: string): MemberVerdict {
  const { account, member } = observed;
  if (account.kind === 'unreadable')
    return unseen(
      observed,
      `the member’s account cannot be read: ${account.why}`,
      `the member’s account could not be read until the deadline; ${remains}`,
    );
  const { leave, claims } = member.status ?? {};
  if (leave?.remaining !== undefined) return met('LeaveForced', `the member was not cleaned; ${remains}`);
  return claims?.own === undefined
    ? met('Left', 'nothing is left on the member')
    : unanswered(
        observed,
        'the operator’s account of the member is lost; a kubeconfig that works, as spec.connection says, would let it clean up',
        `the operator’s account of the member was lost; ${remains}`,
      );
}

function unreachable(
  observed: MemberObserved,
  remote: Extract<RemoteFact, { kind: 'unreachable' }>,
  remains: string,
): MemberVerdict {
  const { account, member } = observed;
  if (account.kind === 'absent' && member.status?.clusterID === undefined)
    return met('Left', 'the member never answered, so nothing was made there');
  if (!isRefused(remote) || account.kind !== 'present')
    return unanswered(
      observed,
      `the member does not answer: ${remote.why}`,
      `the member did not answer until the deadline; ${remains}`,
    );
  // The account goes with the namespace.
  if (isCleaned(account)) return met('Left', 'the operator’s account on the member is gone');
  return unanswered(
    observed,
    `the member refuses the operator’s account (${remote.why}), and nobody can see what of it is left; a kubeconfig that works, as spec.connection says, would let it clean up`,
    `the member refused the operator’s account until the deadline; ${remains}`,
  );
}

interface Sides {
  readonly instance: InstanceSide;
  readonly remote: Remote;
  readonly remains: string;
}

function clean(observed: MemberObserved, { instance, remote, remains }: Sides): MemberVerdict {
  const since = remote.claim?.goingSince;
  if (since !== undefined) {
    // However late it began, the member is given the time that this takes.
    return deadline(observed) === 'force' && observed.now >= Date.parse(since) + removalMs
      ? met('LeaveForced', `the member does not finish; ${remains}`)
      : wait('Leaving', 'the member is removing the operator’s namespace', 500);
  }
  const connection = reachedWith(observed);
  if (connection === undefined) return wait('Leaving', 'no credential for the member is left', 10_000);
  if (triedEnough(observed, 3)) return met('LeaveForced', `the member refuses to be cleaned; ${remains}`);
  return act('Leaving', 'removing the operator’s account from the member', {
    kind: 'cleanMember',
    id: instance.id,
    hostNamespace: instance.hostNamespace,
    connection,
  });
}
