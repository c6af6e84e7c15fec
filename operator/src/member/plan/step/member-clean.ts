import { act, met, wait, type Step } from '../../../steps/verdict.ts';
import type { MemberAction } from '../action.ts';
import { leaveOverdue } from '../leave.ts';
import type { MemberObserved } from '../observed.ts';
import { reachedWith } from '../reached-with.ts';

export const memberClean: Step<MemberObserved, MemberAction> = {
  condition: 'ClaimHeld',
  judge(observed) {
    const { instance, remote, member } = observed;
    if (instance.kind !== 'present' || remote.kind === 'notAsked') return met('Released', 'nothing was made on the member');
    if (remote.kind === 'unreachable') {
      // The account goes with the namespace: a member that no longer knows it has been cleaned.
      if (remote.reason === 'CredentialsRejected') return met('Released', 'the operator’s account on the member is gone');
      return leaveOverdue(observed)
        ? met('ReleasedByForce', 'the member did not answer until the deadline; what the operator made there remains')
        : wait('Leaving', `the member does not answer: ${remote.why}; trying again`, 10_000);
    }
    const { claim } = remote.value;
    if (claim === undefined || claim.holder !== member.metadata.uid) return met('Released', 'nothing of this membership is left on the member');
    if (claim.terminating) return wait('Leaving', 'the member is removing the operator’s namespace', 1_000);
    const connection = reachedWith(observed);
    if (connection === undefined) return wait('Leaving', 'no credential for the member is left', 10_000);
    const { id, hostNamespace } = instance.value;
    return act('Leaving', 'removing the operator’s account from the member', { kind: 'cleanMember', id, hostNamespace, connection });
  },
};
