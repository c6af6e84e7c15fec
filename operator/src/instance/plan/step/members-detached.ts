import { instanceDefaults } from '../../../api/defaults.ts';
import { met, wait, type Step } from '../../../steps/verdict.ts';
import { deletionOverdue } from '../deletion.ts';
import type { InstanceAction } from '../action.ts';
import type { Observed } from '../observed.ts';

/** Each membership ends by its own reconcile, which sees that the instance goes; here we only wait for the last account to be given up. */
export const membersDetached: Step<Observed, InstanceAction> = {
  condition: 'MembersReady',
  judge(observed) {
    const { members, accounts, namespace, instance } = observed;
    const block = (instance.spec.members?.onInstanceDeletion ?? instanceDefaults.onInstanceDeletion) === 'Block';
    if (block && members.kind === 'present' && members.value.length > 0) {
      return wait('MembersRemain', `members.onInstanceDeletion is Block and ${members.value.length} MemberClusters remain: ${names(members.value.map(({ name }) => name))}`, 15_000);
    }
    if (namespace.kind === 'absent' || accounts.kind === 'absent') return met('Detached', 'no member is left');
    if (accounts.kind === 'unreadable') {
      return deletionOverdue(observed) ? met('DetachedByForce', 'the deadline has passed') : wait('HostUnreadable', `members' accounts cannot be read: ${accounts.why}`, 5_000);
    }
    if (accounts.value.length === 0) return met('Detached', 'no member is left');
    return deletionOverdue(observed)
      ? met('DetachedByForce', `the deadline has passed; what the operator made on ${names(accounts.value)} remains there`)
      : wait('Detaching', `${accounts.value.length} members are leaving: ${names(accounts.value)}`, 2_000);
  },
};

function names(all: readonly string[]): string {
  return all.length > 5 ? `${all.slice(0, 5).join(', ')}, …` : all.join(', ');
}
