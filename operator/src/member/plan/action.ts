import type { MemberConnection } from '../../world.ts';
import type { RegistrationWanted } from './registration.ts';

/** The whole vocabulary of effects on a membership. Each is safe to repeat. */
export type MemberAction =
  | { readonly kind: 'holdFinalizer' }
  | { readonly kind: 'releaseFinalizer' }
  /** Makes the namespace, accounts and roles on the member, then the operator's own token, kept in the host namespace. */
  | {
      readonly kind: 'makeAccount';
      readonly id: string;
      readonly hostNamespace: string;
      readonly connection: MemberConnection;
      readonly clusterID: string;
      readonly takeOver: boolean;
    }
  /** A new token for the operator's own account, by that account. */
  | { readonly kind: 'renewAccount'; readonly id: string; readonly hostNamespace: string }
  /** Issues push tokens if asked and writes Secrets and, if wanted, the Cluster into the plane. */
  | {
      readonly kind: 'register';
      readonly wanted: RegistrationWanted;
      readonly hostNamespace: string;
      readonly id: string;
    }
  /** From here on the plane can no longer touch the member: tokens revoked there, Secrets removed here. */
  | {
      readonly kind: 'withdrawCredential';
      readonly hostNamespace: string;
      readonly id: string;
      readonly onMember: boolean;
      readonly inPlane: boolean;
    }
  | { readonly kind: 'deleteCluster'; readonly hostNamespace: string; readonly uid: string }
  /** Strips finalizers of what Karmada can no longer finish. */
  | { readonly kind: 'forceCluster'; readonly hostNamespace: string }
  | {
      readonly kind: 'cleanMember';
      readonly hostNamespace: string;
      readonly id: string;
      readonly connection: MemberConnection;
    }
  | { readonly kind: 'forgetAccount'; readonly hostNamespace: string };

/** What the status tells of before it is done: many calls to a cluster that may be far away, and what cannot be read again afterwards. */
export function isToldFirst({ kind }: MemberAction): boolean {
  return kind === 'makeAccount' || kind === 'register' || kind === 'forgetAccount';
}
