import { met, wait } from '../../../steps/verdict.ts';
import type { InstanceStep } from '../instance-step.ts';

/** Tells of the members; it never gates Ready. */
export const membersReady: InstanceStep = {
  condition: 'MembersReady',
  judge({ members }) {
    if (members.kind !== 'present')
      return wait(
        'HostUnreachable',
        members.kind === 'absent' ? 'members are not known' : `members cannot be listed: ${members.why}`,
        10_000,
      );
    const staying = members.value.filter(({ leaving }) => !leaving);
    if (staying.length === 0) return met('NoMembers', 'there are no members');
    const late = staying.filter(({ ready }) => !ready);
    if (late.length === 0) return met('AllMembersReady', `${staying.length} of ${staying.length} members are ready`);
    const named = late.slice(0, 5).map(({ name }) => name);
    const names = [...named, ...(late.length > named.length ? ['…'] : [])].join(', ');
    const count = `${late.length} of ${staying.length} members are`;
    return late.every(({ joining }) => joining)
      ? wait('MembersJoining', `${count} joining: ${names}`, 60_000)
      : wait('MembersNotReady', `${count} not ready: ${names}`, 60_000);
  },
};
