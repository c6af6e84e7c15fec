import { act, met, wait } from '../../../steps/verdict.ts';
import { deletionOverdue, isBlocked, stillJoined } from '../deletion.ts';
import type { InstanceStep, InstanceVerdict } from '../instance-step.ts';
import type { Observed } from '../observed.ts';

/** Each membership ends by its own reconcile, which sees that the instance goes; here we only wait for the last account to be given up. */
export const membersDetached: InstanceStep = {
  condition: 'MembersReady',
  undoes: true,
  judge(observed) {
    const { members, accounts, namespace } = observed;
    if (namespace.kind === 'present' && namespace.value.own && !namespace.value.bound && !namespace.value.terminating) {
      return act('Deleting', 'binding the operator’s rights in the namespace, to see what is left', {
        kind: 'makeNamespace',
      });
    }
    // No deadline here: the spec asks to wait for as long as it takes.
    if (isBlocked(observed)) {
      if (members.kind === 'unreadable')
        return wait('HostUnreachable', `MemberClusters cannot be listed: ${members.why}`, 5_000);
      if (members.kind === 'present' && members.value.length > 0) {
        return wait(
          'MembersRemain',
          `members.onInstanceDeletion is Block and MemberClusters remain: ${names(members.value.map(({ name }) => name))}`,
          15_000,
        );
      }
    }
    if (namespace.kind === 'absent' || (namespace.kind === 'present' && !namespace.value.own))
      return met('MembersDetached', 'no member is left');
    if (accounts.kind === 'unreadable') return unknown(observed, accounts.why);
    const left = stillJoined(observed);
    if (left.length === 0) return met('MembersDetached', 'no member is left');
    return deletionOverdue(observed)
      ? met('MembersDetachedByForce', `the deadline has passed; what the operator made on ${names(left)} remains there`)
      : wait('Deleting', `members are leaving: ${names(left)}`, 2_000);
  },
};

function unknown(observed: Observed, why: string): InstanceVerdict {
  if (deletionOverdue(observed))
    return met('MembersDetachedByForce', 'the deadline has passed, and whether members are left cannot be read');
  // The right to read there goes before the namespace does.
  const { namespace } = observed;
  return namespace.kind === 'present' && namespace.value.terminating
    ? wait('Deleting', 'the host is removing the namespace', 1_000)
    : wait('HostUnreachable', `members' accounts cannot be read: ${why}`, 5_000);
}

function names(all: readonly string[]): string {
  return all.length > 5 ? `${all.slice(0, 5).join(', ')}, …` : all.join(', ');
}
