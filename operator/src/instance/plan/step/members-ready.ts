import { met, wait, type Step } from '../../../steps/verdict.ts';
import type { InstanceAction } from '../action.ts';
import type { Observed } from '../observed.ts';

/** Tells of the members; it never gates Ready. */
export const membersReady: Step<Observed, InstanceAction> = {
  condition: 'MembersReady',
  judge({ members }) {
    if (members.kind !== 'present') return wait('MembersUnreadable', members.kind === 'absent' ? 'members are not known' : `members cannot be listed: ${members.why}`, 10_000);
    const late = members.value.filter(({ ready }) => !ready).map(({ name }) => name);
    if (late.length === 0) return met('Ready', members.value.length === 0 ? 'there are no members' : `all ${members.value.length} members are ready`);
    const named = late.slice(0, 5).join(', ');
    return wait('SomeNotReady', `${late.length} of ${members.value.length} members are not ready: ${named}${late.length > 5 ? ', …' : ''}`, 60_000);
  },
};
