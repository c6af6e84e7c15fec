import type { MemberConnection } from '../../world.ts';
import type { MemberObserved } from './observed.ts';

/** The credential that the member answered to in this pass. */
export function reachedWith({ remote, account, kubeconfig }: MemberObserved): MemberConnection | undefined {
  if (remote.kind !== 'answered') return undefined;
  if (remote.via === 'account') return account.kind === 'present' ? account.value.connection : undefined;
  return kubeconfig.kind === 'present' && kubeconfig.value.kind === 'accepted'
    ? kubeconfig.value.connection
    : undefined;
}
