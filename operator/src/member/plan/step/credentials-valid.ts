import { blocked, met } from '../../../steps/verdict.ts';
import type { MemberStep, MemberVerdict } from '../member-step.ts';
import { isRefused } from '../reached-with.ts';
import type { MemberObserved } from '../observed.ts';

/** The user's kubeconfig is needed once; afterwards the operator's own account carries the membership. */
export const credentialsValid: MemberStep = {
  condition: 'CredentialsValid',
  judge(observed) {
    const { remote, account } = observed;
    if (account.kind === 'present' && remote.kind === 'answered' && remote.via === 'account') {
      return met('CredentialsAccepted', 'the operator’s own account on the member is accepted there');
    }
    if (account.kind === 'present' && remote.kind === 'unreachable' && !isRefused(remote)) {
      return met('CredentialsAccepted', 'the operator’s own account on the member was made');
    }
    return kubeconfigVerdict(observed);
  },
};

function kubeconfigVerdict({ kubeconfig, member, remote }: MemberObserved): MemberVerdict {
  const name = member.spec.connection?.kubeconfigSecretRef?.name ?? '';
  switch (kubeconfig.kind) {
    case 'absent':
      return blocked(
        'SecretNotFound',
        `Secret "${name}" does not exist in this namespace; create it as spec.connection.kubeconfigSecretRef says`,
      );
    case 'unreadable':
      return blocked(
        'SecretUnreadable',
        `Secret "${name}" cannot be read: ${kubeconfig.why}; the administrator lists this namespace in watchNamespaces`,
      );
    case 'present':
      if (kubeconfig.value.kind === 'rejected')
        return blocked(kubeconfig.value.reason, `Secret "${name}": ${kubeconfig.value.message}`);
      if (remote.kind === 'unreachable' && remote.reason === 'CredentialsRejected') {
        return blocked('CredentialsRejected', `the member refuses the credential in Secret "${name}": ${remote.why}`);
      }
      return met('CredentialsAccepted', `Secret "${name}" holds a usable kubeconfig`);
  }
}
