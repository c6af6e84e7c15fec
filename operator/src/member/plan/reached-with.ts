import type { MemberConnection } from '../../world.ts';
import type { MemberObserved, RemoteFact } from './observed.ts';

/** The credential that the member answered to in this pass. */
export function reachedWith({ remote, account, kubeconfig }: MemberObserved): MemberConnection | undefined {
  if (remote.kind !== 'answered') return undefined;
  if (remote.via === 'account') return account.kind === 'present' ? account.value.connection : undefined;
  return kubeconfig.kind === 'present' && kubeconfig.value.kind === 'accepted'
    ? kubeconfig.value.connection
    : undefined;
}

/** The member answers, and takes the credential for nobody's or for one without rights. */
export function isRefused({ reason }: Extract<RemoteFact, { kind: 'unreachable' }>): boolean {
  return reason === 'CredentialsRejected' || reason === 'PermissionsMissing';
}
