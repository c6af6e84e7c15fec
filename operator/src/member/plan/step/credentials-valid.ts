import { blocked, met, type Step, type Verdict } from '../../../steps/verdict.ts';
import type { MemberAction } from '../action.ts';
import type { MemberObserved } from '../observed.ts';

/** The user's kubeconfig is needed once; afterwards the operator's own account carries the membership. */
export const credentialsValid: Step<MemberObserved, MemberAction> = {
  condition: 'CredentialsValid',
  judge(observed) {
    const { remote, account } = observed;
    if (account.kind === 'present' && remote.kind === 'answered' && remote.via === 'account') {
      return met('AccountValid', 'the operator’s own account on the member is accepted there');
    }
    if (account.kind === 'present' && remote.kind === 'unreachable' && remote.reason !== 'CredentialsRejected') {
      return met('AccountValid', 'the operator’s own account on the member was made');
    }
    return kubeconfigVerdict(observed);
  },
};

function kubeconfigVerdict({ kubeconfig, member, remote }: MemberObserved): Verdict<MemberAction> {
  const name = member.spec.connection?.kubeconfigSecretRef?.name ?? '';
  switch (kubeconfig.kind) {
    case 'absent':
      return blocked('SecretNotFound', `Secret "${name}" does not exist in this namespace, or has no kubeconfig under the key; create it as spec.connection.kubeconfigSecretRef says`);
    case 'unreadable':
      return blocked('SecretUnreadable', `Secret "${name}" cannot be read: ${kubeconfig.why}; the administrator lists this namespace in watchNamespaces`);
    case 'present':
      if (kubeconfig.value.kind === 'rejected') return blocked(kubeconfig.value.reason, `Secret "${name}": ${kubeconfig.value.message}`);
      if (remote.kind === 'unreachable' && remote.reason === 'CredentialsRejected') {
        return blocked('CredentialsRejected', `the member refuses the credential in Secret "${name}": ${remote.why}`);
      }
      return met('KubeconfigAccepted', `Secret "${name}" holds a usable kubeconfig`);
  }
}
