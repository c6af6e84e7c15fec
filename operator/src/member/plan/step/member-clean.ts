import { memberNamespace } from '../../../api/names.ts';
import { act, met, wait } from '../../../steps/verdict.ts';
import { deadline, holdsClaim, triedEnough, unanswered, withoutInstance } from '../leave.ts';
import type { MemberStep } from '../member-step.ts';
import { isRefused, reachedWith } from '../reached-with.ts';

const removalMs = 30_000;

export const memberClean: MemberStep = {
  condition: 'ClaimHeld',
  undoes: true,
  judge(observed) {
    const { instance, remote, account, member, now } = observed;
    if (instance.kind !== 'present') return withoutInstance(observed, instance);
    const { id, hostNamespace } = instance.value;
    const remains = `what the operator made there remains: namespace "${memberNamespace(id)}" and the cluster-wide rights that begin with its name`;
    if (remote.kind === 'notAsked') {
      return account.kind === 'unreadable'
        ? unanswered(
            observed,
            `the member’s account cannot be read: ${account.why}`,
            `the member’s account could not be read until the deadline; ${remains}`,
          )
        : met('Left', 'nothing was made on the member');
    }
    if (remote.kind === 'unreachable') {
      if (account.kind === 'absent' && member.status?.clusterID === undefined) {
        return met('Left', 'the member never answered, so nothing was made there');
      }
      if (isRefused(remote) && account.kind === 'present') {
        // The account goes with the namespace.
        if (account.value.cleaned) return met('Left', 'the operator’s account on the member is gone');
        return unanswered(
          observed,
          `the member refuses the operator’s account (${remote.why}), and nobody can see what of it is left; a kubeconfig that works, as spec.connection says, would let it clean up`,
          `the member refused the operator’s account until the deadline; ${remains}`,
        );
      }
      return unanswered(
        observed,
        `the member does not answer: ${remote.why}`,
        `the member did not answer until the deadline; ${remains}`,
      );
    }
    if (!holdsClaim(observed)) return met('Left', 'nothing of this membership is left on the member');
    const since = remote.value.claim?.goingSince;
    if (since !== undefined) {
      // However late it began, the member is given the time that this takes.
      return deadline(observed) === 'force' && now >= Date.parse(since) + removalMs
        ? met('LeaveForced', `the member does not finish; ${remains}`)
        : wait('Leaving', 'the member is removing the operator’s namespace', 500);
    }
    const connection = reachedWith(observed);
    if (connection === undefined) return wait('Leaving', 'no credential for the member is left', 10_000);
    if (triedEnough(observed, 3)) return met('LeaveForced', `the member refuses to be cleaned; ${remains}`);
    return act('Leaving', 'removing the operator’s account from the member', {
      kind: 'cleanMember',
      id,
      hostNamespace,
      connection,
    });
  },
};
