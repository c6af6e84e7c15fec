import { ClusterClient } from '../../runtime/cluster-client.ts';
import type { MemberConnection } from '../../world.ts';
import type { AddressPolicy } from './address-gate.ts';
import { gatedLookup, type Resolve } from './gated-lookup.ts';

/** A client for a cluster that a tenant named: few sockets, small answers, no address that the policy refuses. The caller closes it. */
export function gatedClient(
  { server, ca, cert, key, token, tlsServerName }: MemberConnection,
  policy: AddressPolicy,
  resolve?: Resolve,
): ClusterClient {
  return new ClusterClient({
    server,
    ca,
    ...(cert === undefined || key === undefined ? {} : { cert, key }),
    ...(token === undefined ? {} : { token }),
    ...(tlsServerName === undefined ? {} : { serverName: tlsServerName }),
    lookup: gatedLookup(policy, resolve),
    maxSockets: 4,
  });
}
