import { act, met } from '../../../steps/verdict.ts';
import { unseen, withoutInstance } from '../leave.ts';
import type { MemberStep } from '../member-step.ts';

export const accountForgotten: MemberStep = {
  condition: 'CredentialsValid',
  undoes: true,
  judge(observed) {
    const { instance, account } = observed;
    if (instance.kind !== 'present') return withoutInstance(observed, instance);
    if (account.kind === 'absent') return met('Left', 'no credential of the member is kept');
    if (account.kind === 'unreadable')
      return unseen(
        observed,
        `the member’s account cannot be read: ${account.why}`,
        'the member’s account could not be read until the deadline',
      );
    return act('Leaving', 'forgetting the member’s credential', {
      kind: 'forgetAccount',
      hostNamespace: instance.value.hostNamespace,
    });
  },
};
