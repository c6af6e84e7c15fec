import type { MemberConnection } from '../../world.ts';

export type GateVerdict = { readonly kind: 'accepted'; readonly connection: MemberConnection } | RejectedKubeconfig;

export interface RejectedKubeconfig {
  readonly kind: 'rejected';
  readonly reason: 'KubeconfigMalformed' | 'KubeconfigRejected' | 'ContextNotFound' | 'AddressNotAllowed';
  /** Path of the field, e.g. `users[].user.exec`; empty for the whole. */
  readonly field: string;
  /** Names the field and the remedy; never a value. */
  readonly message: string;
}

/** Ends the reading of a kubeconfig; it does not leave the gate. */
export class Rejection extends Error {
  readonly verdict: RejectedKubeconfig;

  constructor(reason: RejectedKubeconfig['reason'], field: string, message: string) {
    super(message);
    this.verdict = { kind: 'rejected', reason, field, message };
  }
}

export function malformed(field: string, message: string): Rejection {
  return new Rejection('KubeconfigMalformed', field, message);
}
