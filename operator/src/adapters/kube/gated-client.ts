import { ClusterClient, type ClusterClientOptions } from '../../runtime/cluster-client.ts';
import type { MemberConnection } from '../../world.ts';
import type { AddressPolicy } from './address-gate.ts';
import { gatedLookup, type Resolve } from './gated-lookup.ts';

export interface GatedOptions extends Pick<ClusterClientOptions, 'fence' | 'onRequest'> {
  /** Replaces the system's resolver. */
  readonly resolve?: Resolve;
}

/** A client for a cluster that a tenant named: few sockets, small answers, no address that the policy refuses. The caller closes it. */
export function gatedClient(
  { server, ca, cert, key, token, tlsServerName }: MemberConnection,
  policy: AddressPolicy,
  options: GatedOptions = {},
): ClusterClient {
  const { resolve, ...hooks } = options;
  return new ClusterClient({
    server,
    ca,
    ...(cert === undefined || key === undefined ? {} : { cert, key }),
    ...(token === undefined ? {} : { token }),
    ...(tlsServerName === undefined ? {} : { serverName: tlsServerName }),
    lookup: gatedLookup(policy, resolve),
    maxSockets: 4,
    ...hooks,
  });
}
