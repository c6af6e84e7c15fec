import { act, met, wait, type Step } from '../../../steps/verdict.ts';
import type { MemberAction } from '../action.ts';
import type { MemberObserved } from '../observed.ts';

export const accountForgotten: Step<MemberObserved, MemberAction> = {
  condition: 'CredentialsValid',
  judge({ instance, account }) {
    if (instance.kind !== 'present' || account.kind === 'absent') return met('Forgotten', 'no credential of the member is kept');
    if (account.kind === 'unreadable') return wait('Leaving', `the member’s account cannot be read: ${account.why}`, 5_000);
    return act('Leaving', 'forgetting the member’s credential', { kind: 'forgetAccount', hostNamespace: instance.value.hostNamespace });
  },
};
