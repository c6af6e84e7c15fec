import { met, upkeep } from '../../../steps/verdict.ts';
import type { MemberStep } from '../member-step.ts';
import { renewAt } from '../registration.ts';

/** All that a suspended membership still does for its account. */
export const accountRenewed: MemberStep = {
  condition: 'CredentialsValid',
  judge({ instance, account, remote, now }) {
    const due = account.kind === 'present' && now >= renewAt(account.value.issuedAt, account.value.expiresAt);
    if (!due || instance.kind !== 'present' || remote.kind !== 'answered' || remote.via !== 'account') {
      return met('CredentialsAccepted', 'the operator’s own account on the member is not due');
    }
    const { id, hostNamespace } = instance.value;
    return upkeep('IssuingCredentials', 'renewing the operator’s account on the member', {
      kind: 'renewAccount',
      id,
      hostNamespace,
    });
  },
};
