import type { Members } from '../../world.ts';
import { refuseUrl, type AddressPolicy } from './address-gate.ts';
import { gatedClient, type GatedOptions } from './gated-client.ts';
import { kubeconfigGate } from './kubeconfig-gate.ts';

/** The Members port: untrusted kubeconfigs and addresses go through the gates before anything is dialled. */
export function members(policy: AddressPolicy, options?: GatedOptions): Members {
  return {
    judge: (kubeconfig, context) => kubeconfigGate(kubeconfig, context),
    refuseAddress: (url) => refuseUrl(policy, url),
    open: (connection) => gatedClient(connection, policy, options),
  };
}
