import { act, blocked, met, upkeep, wait } from '../../../steps/verdict.ts';
import { accountDigest } from '../account-objects.ts';
import type { MemberStep, MemberVerdict } from '../member-step.ts';
import type { InstanceSide, MemberObserved, Remote } from '../observed.ts';
import { renewAt } from '../registration.ts';

export const accountMade: MemberStep = {
  condition: 'ClaimHeld',
  judge(observed) {
    const { instance, remote, account, member, now } = observed;
    if (instance.kind !== 'present' || remote.kind !== 'answered')
      return wait('Pending', 'waits for the member to answer', 5_000);
    if (account.kind === 'unreadable')
      return wait('HostUnreachable', `the member’s account cannot be read: ${account.why}`, 5_000);
    const { claim } = remote.value;
    const whole =
      claim?.holder === member.metadata.uid &&
      claim?.digest === accountDigest &&
      remote.value.rightsGone === undefined &&
      account.kind === 'present';
    if (!whole || remote.via === 'kubeconfig') return makeAccount(observed, instance.value, remote.value);
    return now < renewAt(account.value.issuedAt, account.value.expiresAt)
      ? held(remote.value)
      : upkeep('IssuingCredentials', 'renewing the operator’s account on the member', {
          kind: 'renewAccount',
          ...place(instance.value),
        });
  },
};

function held({ claims }: Remote): MemberVerdict {
  const others = claims - 1;
  return others > 0
    ? met(
        'ClaimedAndShared',
        `the operator has an account of its own on the member, which is shared with ${others} other ${others === 1 ? 'instance' : 'instances'}`,
      )
    : met('Claimed', 'the operator has an account of its own on the member');
}

function makeAccount({ kubeconfig, account }: MemberObserved, instance: InstanceSide, remote: Remote): MemberVerdict {
  if (kubeconfig.kind !== 'present' || kubeconfig.value.kind !== 'accepted') {
    if (remote.rightsGone && account.kind === 'present') {
      return blocked(
        'PermissionsMissing',
        'the plane’s rights on the member were taken away; give the operator a kubeconfig again, as spec.connection says, and it restores them',
      );
    }
    // An older set of objects still works; renewing it needs the user's rights.
    return account.kind === 'present' ? held(remote) : wait('Pending', 'waits for a usable kubeconfig', 15_000);
  }
  const { connection } = kubeconfig.value;
  return act('Claiming', 'making the operator’s account on the member', {
    kind: 'makeAccount',
    ...place(instance),
    connection,
    clusterID: remote.clusterID,
    takeOver: remote.claim !== undefined,
  });
}

function place(instance: InstanceSide): { readonly id: string; readonly hostNamespace: string } {
  return { id: instance.id, hostNamespace: instance.hostNamespace };
}
